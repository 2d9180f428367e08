// Which fields belong to another kind of workload, and what to do about each.
import { type WorkloadKind, workloadKinds } from "../../../kubernetes/kinds";
import type { Workload } from "../../../kubernetes/workload";
import { remove } from "../../../yaml/edit-script";
import { child, entryOf } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { convertFix } from "../../shared/conversion-fixes";
import { isOwn, ownFix, ownPath, written } from "../../shared/written";
import { templateMove } from "./misplaced-template";
import { strategyRename } from "./strategy-rename";

export interface MisplacedField {
  /** A key directly under `spec`. */
  readonly key: string;
  readonly kinds: readonly WorkloadKind[];
  readonly message: (workload: Pick<Workload, "kind" | "spec">) => string;
  readonly fixes: (context: RuleContext, workload: Workload) => Fix[];
}

export const misplacedFields: readonly MisplacedField[] = [
  {
    key: "strategy",
    kinds: ["StatefulSet", "DaemonSet"],
    message: ({ kind, spec }) =>
      `A ${kind} has updateStrategy, no strategy: ${rejected}. ${renameOrRemove(spec, "updateStrategy")}`,
    fixes: (context, workload) => strategyRename(context, workload, "strategy", "updateStrategy"),
  },
  {
    key: "updateStrategy",
    kinds: ["Deployment"],
    message: ({ spec }) =>
      `A Deployment has strategy, no updateStrategy: ${rejected}. ${renameOrRemove(spec, "strategy")}`,
    fixes: (context, workload) => strategyRename(context, workload, "updateStrategy", "strategy"),
  },
  ...[
    "serviceName",
    "podManagementPolicy",
    "volumeClaimTemplates",
    "ordinals",
    "persistentVolumeClaimRetentionPolicy",
  ].map(ofStatefulSets),
  {
    key: "replicas",
    kinds: ["DaemonSet", "Job", "CronJob"],
    message: ({ kind }) => `${replicasOf(kind)}: ${rejected}. Remove it.`,
    fixes: (context) => removal(context, "replicas", "Remove replicas"),
  },
  {
    key: "schedule",
    kinds: ["Job"],
    message: () => `Only a CronJob has a schedule: ${rejected}, and the Job runs once. Make it a CronJob.`,
    fixes: () => [convertFix("CronJob")],
  },
  {
    key: "template",
    kinds: ["CronJob"],
    message: () => `The Pod template of a CronJob stands under jobTemplate.spec: ${rejected}. Move it there.`,
    fixes: templateMove,
  },
];

/** Since kubectl 1.27; Helm and controllers send no strict validation. */
const rejected = "kubectl rejects this field, other clients drop it";

function renameOrRemove(spec: Node | undefined, right: string): string {
  return entryOf(spec, right) ? `Remove it: ${right} is there too.` : "Rename it.";
}

const convertible: readonly WorkloadKind[] = ["Deployment", "ReplicaSet", "ReplicationController", "Pod"];

function ofStatefulSets(key: string): MisplacedField {
  return {
    key,
    kinds: workloadKinds.filter((kind) => kind !== "StatefulSet"),
    message: ({ kind }) =>
      convertible.includes(kind)
        ? `Only a StatefulSet has ${key}: ${rejected}. Convert the ${kind}, or remove it.`
        : `Only a StatefulSet has ${key}: ${rejected}. Remove it.`,
    fixes: (context, { kind }) => [
      ...(convertible.includes(kind) ? [convertFix("StatefulSet")] : []),
      ...removal(context, key, `Remove '${key}'`),
    ],
  };
}

function replicasOf(kind: WorkloadKind): string {
  if (kind === "DaemonSet") return "A DaemonSet has no replicas but a Pod on every node";
  return `A ${kind} has no replicas but ${kind === "Job" ? "parallelism" : "the parallelism of its Jobs"}`;
}

/** From the object, or from the patch that alone brings it. */
function removal(context: RuleContext, key: string, title: string): Fix[] {
  const entry = entryOf(context.workload?.spec, key);
  if (!entry) return [];
  if (isOwn(context, entry.key) && isOwn(context, entry.value)) {
    return [ownFix(context, title, () => [remove(ownPath(context, "spec", key))])];
  }
  const place = written(context, entry.value);
  if (place?.by !== "patch" || entryOf(child(context.own.root, "spec"), key)) return [];
  const { document, path } = place;
  return [{ title, safe: false, changes: () => [{ document, script: [remove(path)] }] }];
}
