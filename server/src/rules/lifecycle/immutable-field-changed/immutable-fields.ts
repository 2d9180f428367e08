// Which fields of which kinds never change, and how the server reads them. Facts, as data.
import { isAtLeast, type KubernetesVersion } from "../../../config/assumptions";
import { asScalar, at, booleanAt, child, integerAt, isNullish, stringAt } from "../../../yaml/navigate";
import type { Node, Path } from "../../../yaml/tree";
import type { Comparison } from "./difference";
import { quantity } from "./quantity";

/** What can be done when the change is wanted. */
export type WayOut = "orphan" | "recreate" | "rename" | "new-claim" | "larger";

export interface ImmutableField extends Comparison {
  /** From the root of the object. */
  readonly path: Path;
  readonly wayOut: WayOut;
  /** Is the server known to take this change, or not known to reject it? Asked with the `spec` of both. */
  readonly mayChange?: (before: Node | undefined, now: Node | undefined, version: KubernetesVersion) => boolean;
}

/** The only version of each API whose fields are known here. */
const apiVersions: Readonly<Record<string, string>> = {
  StatefulSet: "apps/v1",
  Deployment: "apps/v1",
  DaemonSet: "apps/v1",
  ReplicaSet: "apps/v1",
  Job: "batch/v1",
  Service: "v1",
  PersistentVolumeClaim: "v1",
};

/** Where nothing is written, nothing is there. */
const none = () => undefined;
/** Of what only one side writes nothing is said. */
const unknown = () => "unknown" as const;
/** Keys of which the server adds none. */
const ofPeople: ReadonlySet<string | number> = new Set(["labels", "annotations", "nodeSelector", "matchLabels"]);

/** @returns none for kinds and versions of them that are not known */
export function immutableFields(kind: string, apiVersion: string): readonly ImmutableField[] {
  return apiVersions[kind] === apiVersion ? (fields[kind] ?? []) : [];
}

/** The selector of the apps kinds. Pods that it does not select are not taken over: keeping them helps nobody. */
const selector: ImmutableField = { path: ["spec", "selector"], wayOut: "recreate", defaultAt: none };

const claimDefaults: Comparison["defaultAt"] = (path) => (path.at(-1) === "volumeMode" ? "Filesystem" : undefined);

const fields: Readonly<Record<string, readonly ImmutableField[]>> = {
  Deployment: [selector],
  DaemonSet: [selector],
  ReplicaSet: [selector],
  StatefulSet: [
    { path: ["spec", "serviceName"], wayOut: "orphan", defaultAt: none },
    selector,
    { path: ["spec", "podManagementPolicy"], wayOut: "orphan", defaultAt: () => "OrderedReady" },
    {
      path: ["spec", "volumeClaimTemplates"],
      wayOut: "orphan",
      defaultAt: claimDefaults,
      // The server writes kind and status itself.
      isIgnored: ([, name, part]) =>
        name === "apiVersion" || name === "kind" || name === "status" || part === "creationTimestamp",
    },
    {
      path: ["spec", "revisionHistoryLimit"],
      wayOut: "orphan",
      defaultAt: () => 10,
      mayChange: (_before, _now, version) => isAtLeast(version, 1, 33),
    },
  ],
  Job: [
    { path: ["spec", "selector"], wayOut: "rename", defaultAt: none },
    {
      path: ["spec", "completions"],
      wayOut: "rename",
      defaultAt: none,
      mayChange: (before, now) => completions(before) === completions(now) || isElastic(before, now),
    },
    { path: ["spec", "completionMode"], wayOut: "rename", defaultAt: () => "NonIndexed" },
    { path: ["spec", "podFailurePolicy"], wayOut: "rename", defaultAt: unknown },
    { path: ["spec", "backoffLimitPerIndex"], wayOut: "rename", defaultAt: none },
    { path: ["spec", "successPolicy"], wayOut: "rename", defaultAt: unknown },
    { path: ["spec", "managedBy"], wayOut: "rename", defaultAt: unknown },
    {
      path: ["spec", "template"],
      wayOut: "rename",
      // Most fields of Pods have defaults, which are not listed here.
      defaultAt: (path) => (path.slice(0, -1).some((part) => ofPeople.has(part)) ? undefined : "unknown"),
      // Of one that waits to be started, a part may change.
      mayChange: (before) => booleanAt(before, "suspend") === true,
    },
  ],
  Service: [
    {
      path: ["spec", "clusterIP"],
      wayOut: "recreate",
      defaultAt: none,
      mayChange: keepsAddress,
    },
  ],
  PersistentVolumeClaim: [
    { path: ["spec", "accessModes"], wayOut: "new-claim", defaultAt: none },
    {
      path: ["spec", "storageClassName"],
      wayOut: "new-claim",
      defaultAt: none,
      mayChange: hadNone("storageClassName"),
    },
    { path: ["spec", "volumeName"], wayOut: "new-claim", defaultAt: none, mayChange: hadNone("volumeName") },
    { path: ["spec", "volumeMode"], wayOut: "new-claim", defaultAt: () => "Filesystem" },
    { path: ["spec", "selector"], wayOut: "new-claim", defaultAt: none },
    { path: ["spec", "dataSource"], wayOut: "new-claim", defaultAt: unknown },
    { path: ["spec", "dataSourceRef"], wayOut: "new-claim", defaultAt: unknown },
    { path: ["spec", "resources", "limits"], wayOut: "new-claim", defaultAt: unknown },
    {
      path: ["spec", "resources", "requests", "storage"],
      wayOut: "larger",
      defaultAt: unknown,
      mayChange: (before, now) => !isLess(now, before),
    },
  ],
};

/** The server, or a controller, has written what was not written: it may be the same. */
function hadNone(name: string): NonNullable<ImmutableField["mayChange"]> {
  return (before) => isNullish(child(before, name));
}

/** An address that is left out stays; what is chosen where none is written nobody knows, but never `None`. */
function keepsAddress(before: Node | undefined, now: Node | undefined): boolean {
  if ([before, now].some((spec) => stringAt(spec, "type") === "ExternalName")) return true;
  const [former, present] = [stringAt(before, "clusterIP"), stringAt(now, "clusterIP")];
  return !present || (!former && present !== "None");
}

function isLess(one: Node | undefined, other: Node | undefined): boolean {
  const [left, right] = [one, other].map((spec) => quantity(at(spec, "resources", "requests", "storage")));
  return left !== undefined && right !== undefined && left < right;
}

/** Without a number there is one, or as many as are wanted where only `parallelism` is written. */
function completions(spec: Node | undefined): unknown {
  const written = child(spec, "completions");
  if (!isNullish(written)) return asScalar(written)?.value;
  return isNullish(child(spec, "parallelism")) ? 1 : undefined;
}

/** An Indexed Job may change it together with an equal `parallelism`. */
function isElastic(before: Node | undefined, now: Node | undefined): boolean {
  const isIndexed = [before, now].every((spec) => stringAt(spec, "completionMode") === "Indexed");
  const count = integerAt(now, "completions");
  return isIndexed && count !== undefined && count === integerAt(now, "parallelism");
}
