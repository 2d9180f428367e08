// A store keeps its data in a directory of whatever node its Pod runs on.
import { storeImage } from "../../../guidance/known-images";
import { type Mount, podProfile, type Volume } from "../../../guidance/pod-profile";
import { isDataFolder } from "../../../guidance/store-traces";
import { pinnedToOneNode, type Workload } from "../../../kubernetes/workload";
import { keptOnOneNode } from "../../../workspace/one-node";
import { replicasRange } from "../../../workspace/replicas-range";
import { asScalar, child, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";
import { defineRule, type RuleContext } from "../../rule";
import { claimRelated } from "../../shared/related";
import { hostPathFixes } from "./host-path-fixes";

export const rule = defineRule({
  id: "host-path-as-state",
  group: "storage",
  severities: ["warning"],
  lowered: "hint",
  heuristic: true,
  kinds: ["Deployment", "StatefulSet", "Job"],
  summary: "Data lie on whatever node the Pod runs on.",
  fixes: [
    { title: "Replace hostPath 'x' by a volume claim template (recreates the object)", safe: false },
    { title: "Replace hostPath 'x' by a claim", safe: false },
  ],
  check(context) {
    const { workload, lookups } = context;
    if (!workload || pinnedToOneNode(workload)) return;
    for (const mount of dataMounts(context, workload)) {
      if (mount.volume.type === "host") reportDirectory(context, workload, mount);
      else if (lookups.assumptions.nodes !== 1) reportClaim(context, workload, mount);
    }
  },
});

type DataMount = Mount & { readonly volume: Volume };

/** Where a container writes its data, by the first place of each volume. */
function dataMounts({ lookups }: RuleContext, workload: Workload): DataMount[] {
  const found = new Map<string, DataMount>();
  for (const { image, mounts } of podProfile(workload, lookups).containers) {
    for (const mount of mounts) {
      const { volume, path, readOnly } = mount;
      if (readOnly || !volume?.writable || !(volume.type === "host" || volume.type === "claim")) continue;
      if (!found.has(volume.name) && isDataFolder(path, storeImage(image)))
        found.set(volume.name, { ...mount, volume });
    }
  }
  return [...found.values()];
}

function reportDirectory(context: RuleContext, workload: Workload, { path, volume, node }: DataMount): void {
  const keptBy = keptOnOneNode(workload, context.lookups);
  const volumeNode = volumeOf(workload, volume.name);
  const directory = asScalar(child(child(volumeNode, "hostPath"), "path"));
  if (!volumeNode || !directory || keptBy === "volume" || !isDirectory(volumeNode)) return;
  const lie = `Data at ${path} lie in ${directory.text} of the node`;
  const message =
    keptBy === "cluster"
      ? `${lie}: with a second node they stay behind when the Pod moves. Use a claim.`
      : `${lie}: on another node the Pod finds none of them. Use a claim, or pin the Pods to one node.`;
  context.report(directory, message, {
    severity: keptBy === "cluster" ? "hint" : "warning",
    related: [{ message: `Data directory ${path}`, node }],
    fixes: hostPathFixes(context, workload, volumeNode, volume.name),
  });
}

/** Sockets, devices and single files hold no data directory. */
function isDirectory(volume: Node): boolean {
  return /^(?:Directory(?:OrCreate)?)?$/.test(stringAt(child(volume, "hostPath"), "type") ?? "");
}

function reportClaim({ lookups, report }: RuleContext, workload: Workload, { path, volume, node }: DataMount): void {
  const found = lookups.claims.found(volume.target);
  if (found.place !== "scattered" || found.class === "unknown") return;
  // Several Pods of one claim have a finding of their own, in these words.
  const isSaidOfPods = workload.kind !== "StatefulSet" && found.class === "single-node";
  if (isSaidOfPods && replicasRange(workload, lookups).hi > 1) return;
  const message = `Claim "${volume.target}" at ${path} is a hostPath volume without nodeAffinity: on another node the Pod finds another directory. Pin the Pods.`;
  report(volume.node, message, {
    related: [...found.answer.candidates.map(claimRelated), { message: `Data directory ${path}`, node }],
  });
}

function volumeOf({ podSpec }: Workload, name: string): Node | undefined {
  return itemsOf(child(podSpec, "volumes")).find((volume) => stringAt(volume, "name") === name);
}
