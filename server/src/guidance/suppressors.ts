// When advice about the kind is out of place: somebody else owns the object, it is there on purpose, or the kind is a matter of taste.
import { Globs } from "../config/globs";
import type { WorkloadKind } from "../kubernetes/kinds";
import { podLabels } from "../kubernetes/workload";
import { at, child, entriesOf, itemsOf, stringAt } from "../yaml/navigate";
import { endsWaiting, onlyWaits } from "./commands";
import type { EvidenceSource, Suppressor, SuppressorId } from "./evidence";
import { singleInstance } from "./held";
import { isRunBy, operatorGroups } from "./operators";
import type { PodProfile } from "./pod-profile";
import { isImageOf, store } from "./store-traces";

/** Those that hold for any workload; the ones of single kinds stand with their evidence. */
export function generalSuppressors(profile: PodProfile): Suppressor[] {
  return [
    ...ownerSuppressors(profile),
    ...podSuppressors(profile),
    ...stateSettings(profile),
    ...placeSuppressors(profile),
  ];
}

function suppressor(
  id: SuppressorId,
  text: string,
  source: EvidenceSource,
  options: { kinds?: readonly WorkloadKind[] | undefined; effect?: Suppressor["effect"] } = {},
): Suppressor {
  return { id, text, kinds: options.kinds, effect: options.effect ?? "silent", source };
}

function ownerSuppressors({ workload }: PodProfile): Suppressor[] {
  const metadata = child(workload.resource.root, "metadata");
  const [owner] = itemsOf(child(metadata, "ownerReferences"));
  if (owner) {
    const text = `owned by ${stringAt(owner, "kind") ?? "another object"} "${stringAt(owner, "name") ?? ""}"`;
    return [suppressor("owned", text, { node: child(owner, "name") ?? owner })];
  }
  const hook = entriesOf(child(metadata, "annotations")).find(
    ({ key }) => key.type === "scalar" && /^(?:helm\.sh|argocd\.argoproj\.io)\/hook$/.test(key.text),
  );
  return hook && workload.kind === "Pod" ? [suppressor("hook", "runs as a hook of a release", { node: hook.key })] : [];
}

function podSuppressors(profile: PodProfile): Suppressor[] {
  const { workload, lookups, main } = profile;
  const { resource, kind } = workload;
  const found: Suppressor[] = [];
  const name = { node: resource.nameNode ?? resource.kindNode };
  if (main && (onlyWaits(main.words) || (endsWaiting(main.words) && !isReached(profile)))) {
    const node = main.words[0]?.node ?? main.imageNode;
    const kinds: readonly WorkloadKind[] | undefined = kind === "Pod" ? undefined : ["DaemonSet", "Job", "CronJob"];
    found.push(suppressor("toolbox", "a place to work in by hand", { node }, { kinds }));
  }
  if (kind !== "Pod") return found;
  const mirror = at(resource.root, "metadata", "annotations", "kubernetes.io/config.mirror");
  if (mirror || /(?:^|\/)etc\/kubernetes\/manifests\//.test(lookups.path)) {
    found.push(suppressor("static-pod", "a static Pod of the kubelet", mirror ? { node: mirror } : name));
  }
  if (/(?:^|-)(?:debug|debugger|test|tests|shell|toolbox|tmp)(?:-|$)/.test(resource.name)) {
    found.push(suppressor("debug-pod", "a Pod for a test or to look around in", name));
  }
  return found;
}

/** Does anybody call it, so that it does more than to wait? */
function isReached({ workload, lookups, containers }: PodProfile): boolean {
  return (
    containers.some(({ ports }) => ports.length > 0) || lookups.services.selecting(podLabels(workload) ?? {}).length > 0
  );
}

/** About StatefulSets, in either direction. */
function stateSettings(profile: PodProfile): Suppressor[] {
  const { workload, lookups, main } = profile;
  const { name, nameNode, kindNode } = workload.resource;
  const { assumptions } = lookups;
  const kinds: readonly WorkloadKind[] = workload.kind === "StatefulSet" ? ["Deployment"] : ["StatefulSet"];
  const found: Suppressor[] = [];
  const known = store(profile);
  const custom = known && lookups.unit.customResources(operatorGroups).find(({ facts }) => isRunBy(facts, known));
  if (known && custom) {
    const place = { object: custom, path: ["kind"], part: "value" } as const;
    const text = `${custom.facts.kind} "${custom.facts.name}": its operator runs ${known.product}`;
    found.push(suppressor("operator", text, { place }, { kinds }));
  }
  const named = { node: nameNode ?? kindNode };
  if (main && (isImageOf(assumptions, "singletons", main) || new Globs("name", assumptions.singletons).matches(name))) {
    found.push(suppressor("singleton", "a singleton by configuration", named, { kinds }));
  }
  if (workload.kind === "StatefulSet") return found;
  if (main && isImageOf(assumptions, "statelessImages", main)) {
    found.push(
      suppressor("stateless-image", "a stateless image by configuration", { node: main.imageNode }, { kinds }),
    );
  }
  if (/-(?:exporter|proxy|client|ui|admin)$/.test(name)) {
    found.push(suppressor("auxiliary", `called ${name}: not the store itself`, named, { kinds }));
  }
  const strategy = singleInstance(profile);
  if (strategy) {
    const text = "one replica, one volume, Recreate";
    found.push(suppressor("single-instance", text, { node: strategy }, { kinds, effect: "hint" }));
  }
  const { replicas, volumes } = profile;
  const keeps = volumes.some(({ type, writable }) => writable && (type === "claim" || type === "disk"));
  if (replicas.certainty === "assumed" && replicas.hi > 1 && keeps) {
    const text = "how many Pods share a volume is a variable";
    found.push(suppressor("variable-replicas", text, named, { kinds, effect: "hint" }));
  }
  return found;
}

/** Where losing data or being found wanting is no harm. */
function placeSuppressors({ workload, lookups }: PodProfile): Suppressor[] {
  const source = { node: workload.resource.kindNode };
  if (lookups.assumptions.development) {
    return [suppressor("development", "a path where losing data is fine", source, { effect: "hint" })];
  }
  const folder = /(?:^|\/)(tests?|testdata|e2e|examples?|samples?)\//.exec(lookups.path)?.[1];
  return folder === undefined ? [] : [suppressor("sample-folder", `in a folder ${folder}`, source, { effect: "hint" })];
}
