// Names that the target kind cannot have, in any of the builds (R-NAME).
import type { WorkloadKind } from "../../kubernetes/kinds";
import { stringAt } from "../../yaml/navigate";
import type { Refused, Subject } from "../conversion";

interface Limit {
  readonly most: number;
  /** What comes of a longer one, as the end of a sentence. */
  readonly why: string;
  readonly noDot: boolean;
}

const limits: Partial<Readonly<Record<WorkloadKind, Limit>>> = {
  // Longer names are accepted, and no Pod is ever made: the label `controller-revision-hash` has no room.
  StatefulSet: { most: 52, why: "a StatefulSet with more than 52 may get no Pods", noDot: true },
  CronJob: { most: 52, why: "a CronJob has at most 52, for the Jobs that are named after it", noDot: false },
  Job: { most: 63, why: "a Job has at most 63, for its Pods have it as a label", noDot: false },
};

export function badName({ situations, resource, workload: { kind } }: Subject, to: WorkloadKind): Refused[] {
  const { name, root } = resource;
  if (name === "" && stringAt(root, "metadata", "generateName") === undefined)
    return [{ refused: "R-NAME", message: `The ${kind} has no name: the API server rejects it. Give it one first.` }];
  const limit = limits[to];
  if (!limit) return [];
  return situations.flatMap(({ resource: built, lookups }): Refused[] => {
    const { name } = built;
    const where = name === resource.name ? "" : ` in the build of ${lookups.named(lookups.appliedIn.folder)}`;
    if (limit.noDot && name.includes("."))
      return [{ refused: "R-NAME", message: `The name "${name}"${where} has a dot, which a ${to}'s must not.` }];
    if (name.length <= limit.most) return [];
    const message = `The name "${name}"${where} has ${name.length} characters: ${limit.why}.`;
    return [{ refused: "R-NAME", message }];
  });
}
