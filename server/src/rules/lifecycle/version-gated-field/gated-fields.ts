// The fields of an object that not every release keeps.
import type { Resource } from "../../../kubernetes/resource";
import type { GatedField } from "../../../kubernetes/versions";
import { containers, type Workload } from "../../../kubernetes/workload";
import { at, entryOf, isNullish, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Node, Path } from "../../../yaml/tree";
import { jobSpec } from "../../shared/job-spec";

interface PresentField {
  readonly field: GatedField;
  /** As messages call it. */
  readonly name: string;
  /** The key. */
  readonly token: Node;
}

export const ONCE_POD = "the access mode ReadWriteOncePod";

const setFields = ["minReadySeconds", "persistentVolumeClaimRetentionPolicy", "ordinals"] as const;

const jobFields = [
  "podFailurePolicy",
  "successPolicy",
  "backoffLimitPerIndex",
  "maxFailedIndexes",
  "podReplacementPolicy",
  "managedBy",
] as const;

export function gatedFields({ root, kind }: Resource, workload: Workload | undefined): PresentField[] {
  if (workload) return [...ofKind(workload), ...ofContainers(workload)];
  if (kind === "PodDisruptionBudget")
    return present("PodDisruptionBudget.unhealthyPodEvictionPolicy", root, "spec", "unhealthyPodEvictionPolicy");
  return [
    ...(hasOncePod(at(root, "spec")) ? oncePod(root, "spec") : []),
    ...present("PersistentVolumeClaim.volumeAttributesClassName", root, "spec", "volumeAttributesClassName"),
  ];
}

function ofKind(workload: Workload): PresentField[] {
  const { kind, spec } = workload;
  switch (kind) {
    case "StatefulSet":
      return [
        ...setFields.flatMap((name) => present(`StatefulSet.${name}`, spec, name)),
        ...itemsOf(at(spec, "volumeClaimTemplates")).flatMap((template) =>
          hasOncePod(at(template, "spec")) ? oncePod(template, "spec") : [],
        ),
      ];
    case "DaemonSet":
      return present("DaemonSet.maxSurge", spec, "updateStrategy", "rollingUpdate", "maxSurge");
    case "CronJob":
      return [...present("CronJob.timeZone", spec, "timeZone"), ...ofJob(workload)];
    case "Job":
      return ofJob(workload);
    default:
      return [];
  }
}

function ofJob(workload: Workload): PresentField[] {
  return jobFields.flatMap((name) => present(`Job.${name}`, jobSpec(workload), name));
}

function ofContainers(workload: Workload): PresentField[] {
  return containers(workload).flatMap(({ node, init }) =>
    present(init ? "initContainer.restartPolicy" : "container.restartPolicy", node, "restartPolicy").map((found) => ({
      ...found,
      name: init ? "restartPolicy of init containers" : "restartPolicy of containers",
    })),
  );
}

function hasOncePod(spec: Node | undefined): boolean {
  return itemsOf(at(spec, "accessModes")).some((mode) => stringAt(mode) === "ReadWriteOncePod");
}

function oncePod(node: Node, ...path: Path): PresentField[] {
  return present("PersistentVolumeClaim.ReadWriteOncePod", node, ...path, "accessModes").map((found) => ({
    ...found,
    name: ONCE_POD,
  }));
}

function present(field: GatedField, node: Node | undefined, ...path: Path): PresentField[] {
  const name = `${path.at(-1)}`;
  const found = entryOf(at(node, ...path.slice(0, -1)), name);
  return found && !isNullish(found.value) ? [{ field, name, token: found.key }] : [];
}
