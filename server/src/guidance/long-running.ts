// What speaks for a Deployment: a Job that serves, Pods that nobody replaces, and the predecessors of the Deployment.
import type { WorkloadKind } from "../kubernetes/kinds";
import { podLabels, type Workload } from "../kubernetes/workload";
import { asScalar, at, child, stringAt } from "../yaml/navigate";
import { lastCommand, mainWord, onlyWaits, servingCommand } from "./commands";
import type { Evidence } from "./evidence";
import type { PodProfile } from "./pod-profile";

/** For a Job or a CronJob: it is asked whether it is well and called through a Service, or its command serves. */
export function servingEvidence({ workload, containers, lookups, main }: PodProfile): Evidence[] {
  const probe = containers
    .filter(({ container }) => !container.init)
    .map(({ container }) => child(container.node, "readinessProbe") ?? child(container.node, "livenessProbe"))
    .find((node) => node !== undefined);
  const [service] = lookups.services.selecting(podLabels(workload) ?? {});
  if (probe && service) {
    const place = { object: service, path: ["spec", "selector"], part: "key" } as const;
    const text = `a probe, and Service "${service.facts.name}" leads to it`;
    return [{ text, weight: 4, group: "serves", source: { place } }];
  }
  const last = main && lastCommand(main.words);
  const serving = last && servingCommand(last);
  const word = main && mainWord(main.words);
  if (serving === undefined || !word) return [];
  return [{ text: `command ${serving}`, weight: 4, group: "serves", source: { node: word.node } }];
}

/**
 * What speaks for every other kind: the present one has nobody who looks after the Pods, or nobody who updates them.
 * @param kind the kind that it is weighed for
 */
export function presentKindEvidence({ workload }: PodProfile, kind: WorkloadKind): Evidence[] {
  const source = { node: workload.resource.kindNode };
  if (workload.kind === "Pod") {
    return [{ text: "a bare Pod is not replaced when its node goes", weight: 4, group: "present-kind", source }];
  }
  if (workload.kind !== "ReplicaSet" && workload.kind !== "ReplicationController") return [];
  const own: Evidence = { text: `a ${workload.kind} rolls nothing out`, weight: 3, group: "present-kind", source };
  if (kind !== "Deployment") return [own];
  return [own, { text: "a Deployment keeps the same Pods", weight: 4, group: "successor", source }];
}

/** For a bare Pod that is meant to stay. */
export function stayingEvidence({ workload, main }: PodProfile): Evidence[] {
  if (workload.kind !== "Pod" || !main || onlyWaits(main.words)) return [];
  const policy = asScalar(at(workload.podSpec, "restartPolicy"));
  if (policy && policy.value !== "Always") return [];
  const text = policy ? "restartPolicy: Always" : "kept running (restartPolicy Always by default)";
  return [{ text, weight: 3, group: "stays", source: { node: policy ?? workload.resource.kindNode } }];
}

/** Is it a Pod that is not always started again? */
export function endsByItself({ kind, podSpec }: Workload): boolean {
  const policy = stringAt(podSpec, "restartPolicy");
  return kind === "Pod" && (policy === "Never" || policy === "OnFailure");
}
