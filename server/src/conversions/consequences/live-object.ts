// The old live object: nothing deletes it. Whether it may go on running beside the new one depends on what both would share.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { podLabels } from "../../kubernetes/workload";
import type { Consequence, Subject } from "../conversion";
import { claimIn } from "../storage/claim-name";
import type { ClaimPlan, StoragePlan } from "../storage/storage-plan";

/** Kinds that can be told to run no Pods; the others stop when they are deleted. */
const scalable: ReadonlySet<WorkloadKind> = new Set([
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
]);

/** @param service the governing Service: where it is new, it selects the Pods of both as well */
export function live(subject: Subject, { claims }: StoragePlan, service: string): Consequence {
  const { resource, workload } = subject;
  const shared = claims.find((plan) => !plan.moves && isForOneNode(subject, plan));
  const between = claims.some(({ moves }) => moves) ? sharedService(subject, service) : undefined;
  const names = [...new Set(subject.situations.map(({ resource: built }) => built.name))];
  const name = names.length === 1 ? names[0] : resource.name;
  const { kind } = workload;
  const at = { node: resource.kindNode };
  const both = shared
    ? `both would have claim "${shared.claim}".`
    : between && `both would answer behind Service "${between}", the new one without the old data.`;
  if (both) {
    const object = `${kind.toLowerCase()}/${name}`;
    const command = scalable.has(kind) ? `kubectl scale ${object} --replicas=0` : `kubectl delete ${object}`;
    return {
      code: "W-LIVE",
      message: `Stop the old one first (${command}): ${both} Then delete it: nothing else does.`,
      at,
    };
  }
  const message = `A live ${kind} "${name}" is another object and keeps running until it is deleted: do that when the StatefulSet takes over.`;
  return { code: "W-LIVE", message, at };
}

/** Also one of which nothing is known. */
function isForOneNode({ situations }: Subject, { volumes }: ClaimPlan): boolean {
  return situations.some((situation) => {
    const { class: modes } = situation.lookups.claims.found(claimIn(situation, volumes));
    return modes !== "multi" && modes !== "read-only";
  });
}

/** One that selects the Pods of both, which have the same labels. */
function sharedService({ situations }: Subject, governing: string): string | undefined {
  const found = situations.flatMap(({ workload, lookups }) => lookups.services.selecting(podLabels(workload) ?? {}));
  const ordinary = found.find(({ facts }) => !facts.service?.headless) ?? found[0];
  if (ordinary) return ordinary.facts.name;
  return situations.some(({ workload }) => Object.keys(podLabels(workload) ?? {}).length > 0) ? governing : undefined;
}
