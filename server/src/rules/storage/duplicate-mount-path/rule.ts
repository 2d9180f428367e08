// Two mounts of one container stand in one place.
import { isAtLeast } from "../../../config/assumptions";
import {
  claimTemplates,
  containers,
  usedVolumes,
  workload as viewOf,
  type Workload,
} from "../../../kubernetes/workload";
import { asScalar, child, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Node, Scalar } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { removeOwnFix } from "../../shared/written";

export const rule = defineRule({
  id: "duplicate-mount-path",
  group: "storage",
  severities: ["error"],
  kinds: ["Pod", "ReplicaSet", "ReplicationController", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"],
  summary: "Two mounts of one container have the same path.",
  fixes: [{ title: "Remove the mount of 'x'", safe: false }],
  check(context) {
    const { workload, report } = context;
    if (!workload) return;
    for (const { container, mount, path, earlier, kept } of [...twice(workload), ...lost(context, workload)]) {
      const volume = stringAt(mount, "name") ?? "";
      const then = kept === undefined ? outcome(context, workload) : `a patch makes the build keep "${kept}" alone`;
      const what = volume === earlier.volume ? `"${volume}" twice` : `both "${earlier.volume}" and "${volume}"`;
      report(path, `Container "${container}" mounts ${what} at ${path.text}: ${then}. Remove one.`, {
        related: [{ message: `"${earlier.volume}" is mounted there too`, node: earlier.path }],
        fixes: fixes(context, workload, mount, volume),
      });
    }
  },
});

interface Twice extends Repeated {
  readonly container: string;
  /** The volume that is left in the build, where that drops the others. */
  readonly kept?: string;
}

function twice(workload: Workload): Twice[] {
  return containers(workload).flatMap(({ node, name }) => repeated(node).map((one) => ({ ...one, container: name })));
}

/**
 * What Kustomize drops without a word: a strategic merge patch merges mounts by their path, whatever it changes itself. What
 * a patch of operations takes out, somebody has taken out.
 */
function lost({ own, patches }: RuleContext, workload: Workload): Twice[] {
  const written = viewOf(own);
  if (!written || patches.length === 0 || patches.some(({ kind }) => kind !== "strategic-merge")) return [];
  const built = new Map(containers(workload).map(({ name, node }) => [name, itemsOf(child(node, "volumeMounts"))]));
  return twice(written).flatMap((one) => {
    const left = built
      .get(one.container)
      ?.filter((mount) => asScalar(child(mount, "mountPath"))?.text === one.path.text);
    return left?.length === 1 ? { ...one, kept: stringAt(left[0], "name") ?? "" } : [];
  });
}

interface Repeated {
  readonly mount: Node;
  readonly path: Scalar;
  readonly earlier: { readonly volume: string; readonly path: Scalar };
}

/** By the text alone: `/data` and `/data/` are two paths to the API server. */
function repeated(container: Node): Repeated[] {
  const first = new Map<string, Repeated["earlier"]>();
  return itemsOf(child(container, "volumeMounts")).flatMap((mount) => {
    const path = asScalar(child(mount, "mountPath"));
    if (!path || path.text === "") return [];
    const earlier = first.get(path.text);
    if (earlier) return { mount, path, earlier };
    first.set(path.text, { volume: stringAt(mount, "name") ?? "", path });
    return [];
  });
}

function outcome({ lookups }: RuleContext, { kind }: Workload): string {
  const isAccepted = kind === "StatefulSet" && !isAtLeast(lookups.assumptions.kubernetesVersion, 1, 34);
  return isAccepted ? "no Pod can be created" : "the API server rejects it";
}

/** Not where it is the only mount of a claim template: each Pod would have a volume for nothing. */
function fixes(context: RuleContext, workload: Workload, mount: Node, volume: string): Fix[] {
  const isTemplate = claimTemplates(workload).some(({ name }) => name === volume);
  if (isTemplate && mountsOf(workload, volume) < 2) return [];
  return usedVolumes(workload).has(volume) ? removeOwnFix(context, `Remove the mount of '${volume}'`, mount) : [];
}

function mountsOf(workload: Workload, volume: string): number {
  return containers(workload)
    .flatMap(({ node }) => [...itemsOf(child(node, "volumeMounts")), ...itemsOf(child(node, "volumeDevices"))])
    .filter((mount) => stringAt(mount, "name") === volume).length;
}
