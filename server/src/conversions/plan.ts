// The one door to conversions: what refuses them whatever the target, then the target's own file.

import type { WorkloadKind } from "../kubernetes/kinds";
import { workloadKind } from "../kubernetes/kinds";
import { asMapping, at, child, entriesOf, itemsOf, stringAt } from "../yaml/navigate";
import { EndlessAliases } from "../yaml/value";
import { type ConversionOptions, firstRefusal, isRefused, type Plan, type Refused, type Subject } from "./conversion";
import { toStatefulSet } from "./targets/stateful-set";

/** Which kinds a workload may become. */
const offered: Partial<Readonly<Record<WorkloadKind, readonly WorkloadKind[]>>> = {
  Deployment: ["StatefulSet"],
  ReplicaSet: ["StatefulSet"],
  ReplicationController: ["StatefulSet"],
};

/** Which kinds it will never become; between all others there will be a way. */
const never: Readonly<Record<WorkloadKind, readonly WorkloadKind[]>> = {
  Pod: ["ReplicaSet", "ReplicationController"],
  ReplicaSet: ["ReplicationController", "CronJob"],
  ReplicationController: ["CronJob"],
  Deployment: ["ReplicaSet", "ReplicationController"],
  StatefulSet: ["ReplicaSet", "ReplicationController", "Job", "CronJob"],
  DaemonSet: ["ReplicaSet", "ReplicationController", "Job", "CronJob"],
  Job: ["ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet"],
  CronJob: ["ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet"],
};

/** The kinds that a workload of this kind can be converted to. */
export function targetsOf(kind: WorkloadKind): readonly WorkloadKind[] {
  return offered[kind] ?? [];
}

/** Never throws for what stands in a manifest. */
export function plan(subject: Subject, to: WorkloadKind, options: ConversionOptions): Plan | Refused {
  const unlikely = pair(subject, to);
  const refusals = [...ownership(subject), ...unlikely, ...oldVersion(subject), ...longName(subject)];
  if (unlikely.length > 0) return firstRefusal(refusals) as Refused;
  // The target has refusals of its own, of which some are named before these.
  const planned = unlessEndless(() => toStatefulSet(subject, options));
  return firstRefusal([...refusals, ...(isRefused(planned) ? [planned] : [])]) ?? planned;
}

/** A bomb of aliases may lie in the workload itself, and in any patch of it. */
function unlessEndless(made: () => Plan | Refused): Plan | Refused {
  try {
    return made();
  } catch (error) {
    if (error instanceof EndlessAliases) return { refused: "R-ALIAS", message: error.message };
    throw error;
  }
}

/** Tools that only apply what people wrote: their mark is no sign of an owner. */
const applyTools = /^(?:helm|tiller|kustomize|kubectl|skaffold|argo-?cd|flux(?:cd)?|pulumi|terraform)$/i;

function ownership({ resource }: Subject): Refused[] {
  const [owner] = itemsOf(at(resource.root, "metadata", "ownerReferences"));
  if (owner) {
    const message = `${stringAt(owner, "kind") ?? "Another object"} "${stringAt(owner, "name") ?? ""}" owns it and would undo the change: edit that.`;
    return [{ refused: "R-OWNED", message }];
  }
  const manager = stringAt(resource.root, "metadata", "labels", "app.kubernetes.io/managed-by") ?? "";
  const annotated = entriesOf(at(resource.root, "metadata", "annotations")).find(
    ({ key }) => key.type === "scalar" && /^(?:operatorframework\.io|olm\.)/.test(key.text),
  );
  if (annotated || (/operator|controller/i.test(manager) && !applyTools.test(manager))) {
    return [
      {
        refused: "R-OWNED",
        message: `${manager || "An operator"} manages it and would undo the change: edit what that reads.`,
      },
    ];
  }
  return [];
}

function pair({ workload }: Subject, to: WorkloadKind): Refused[] {
  if (targetsOf(workload.kind).includes(to)) return [];
  const { kind } = workload;
  if (kind === to) return [{ refused: "R-PAIR", message: `It is a ${to} already.` }];
  const isNever = never[kind].includes(to);
  return [{ refused: "R-PAIR", message: `A ${kind} is not converted to a ${to}${isNever ? "" : " yet"}.` }];
}

/** The older groups have other defaults: what an object means there must be settled before it changes its kind. */
function oldVersion({ resource }: Subject): Refused[] {
  const { apiVersion, kind } = resource;
  const isOld =
    workloadKind(apiVersion, kind) !== undefined &&
    /^(?:extensions|apps)\//.test(apiVersion) &&
    apiVersion !== "apps/v1";
  if (!isOld || !asMapping(child(resource.root, "spec"))) return [];
  return [
    { refused: "R-APIVERSION", message: `${apiVersion} is gone since Kubernetes 1.16: change it to apps/v1 first.` },
  ];
}

/** Longer names are accepted, and no Pod is ever made: the label `controller-revision-hash` has no room. */
const LONGEST_SET_NAME = 52;

function longName({ situations, resource }: Subject): Refused[] {
  return situations.flatMap(({ resource: built, lookups }): Refused[] => {
    const { name } = built;
    const where = name === resource.name ? "" : ` in the build of ${lookups.named(lookups.appliedIn.folder)}`;
    if (name.includes("."))
      return [{ refused: "R-NAME", message: `The name "${name}"${where} has a dot, which a StatefulSet's must not.` }];
    if (name.length <= LONGEST_SET_NAME) return [];
    const message = `The name "${name}"${where} has ${name.length} characters: a StatefulSet with more than ${LONGEST_SET_NAME} may get no Pods.`;
    return [{ refused: "R-NAME", message }];
  });
}
