// The old live object: no apply deletes it. Whether it may go on running beside the new one depends on what both would share.

import { inlineDisk } from "../../kubernetes/inline-disks";
import type { WorkloadKind } from "../../kubernetes/kinds";
import { labels, matches } from "../../kubernetes/labels";
import { described } from "../../kubernetes/resource";
import { podLabels, type Workload, workloadSelector } from "../../kubernetes/workload";
import { at, booleanAt, child, integerAt, itemsOf } from "../../yaml/navigate";
import type { Consequence, Subject } from "../conversion";
import { isLastingLabel } from "../fields/selector";
import type { Shared } from "../targets/target";

/** Kinds that can be told to run no Pods; the others stop when they are deleted. */
const scalable: ReadonlySet<WorkloadKind> = new Set([
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
]);

/** @param more a sentence that everybody must read who converts to this kind */
export function live(subject: Subject, to: WorkloadKind, shared: Shared, more?: string): Consequence {
  const { resource, workload } = subject;
  const taken = to === "Pod" && takesBarePods(subject);
  const both = taken
    ? "it would take the new Pod for one of its own, and delete what is too many."
    : inCommon(subject, shared);
  const names = [...new Set(subject.situations.map(({ resource: built }) => built.name))];
  const name = (names.length === 1 ? names[0] : undefined) ?? resource.name;
  const { kind } = workload;
  const at = { node: resource.kindNode };
  const end = more === undefined ? "" : ` ${more}`;
  if (both) {
    // One whose name is generated was given another one by the server.
    const object = `${kind.toLowerCase()}/${name === "" ? "NAME" : name}`;
    // Told to run no Pods, it would still take the new one.
    const isScaled = scalable.has(kind) && !taken;
    const command = isScaled ? `kubectl scale ${object} --replicas=0` : `kubectl delete ${object}`;
    const then = isScaled ? " Then delete it: kubectl apply does not." : "";
    return { code: "W-LIVE", message: `Stop the old one first (${command}): ${both}${then}${end}`, at };
  }
  return { code: "W-LIVE", message: `${besideWords(subject, to, name)}${end}`, at };
}

/** Does a live one of its kind adopt Pods without an owner that its selector matches? That of a Deployment has a hash more. */
function takesBarePods({ workload: { kind, spec } }: Subject): boolean {
  if (kind === "Job") return booleanAt(spec, "manualSelector") === true;
  return kind === "ReplicaSet" || kind === "ReplicationController" || kind === "DaemonSet";
}

/** What the old Pods and the new ones cannot have, or should not, at one time; undefined where they get along. */
function inCommon(subject: Subject, shared: Shared): string | undefined {
  if (shared.claim !== undefined) return `both would have claim "${shared.claim}".`;
  const disk = inlineDisk(subject.workload.podSpec);
  if (disk !== undefined) return `both would attach the disk of volume "${disk}".`;
  const port = nodePort(subject.workload);
  if (port !== undefined) return `both take port ${port} of their node, and a new Pod waits where an old one runs.`;
  const between = shared.data ? sharedService(subject, shared.service) : undefined;
  return between && `both would answer behind Service "${between}", the new one without the old data.`;
}

/** A port of the node that a container takes: no second Pod of it is put there (executed). */
function nodePort({ podSpec }: Workload): number | undefined {
  const onNode = booleanAt(podSpec, "hostNetwork") === true;
  const ports = itemsOf(child(podSpec, "containers")).flatMap((container) => itemsOf(child(container, "ports")));
  const taken = ports.map(
    (port) => integerAt(port, "hostPort") ?? (onNode ? integerAt(port, "containerPort") : 0) ?? 0,
  );
  return taken.find((port) => port !== 0);
}

function besideWords(subject: Subject, to: WorkloadKind, name: string): string {
  const { kind } = subject.workload;
  if (isAdopted(subject, to)) {
    return `The ${to} takes over a live ${described({ kind, name })} as one of its revisions, since its selector matches that one's labels: do not delete it.`;
  }
  if (isTakenOver(subject, to)) {
    return `The ${to} takes over a live ${described({ kind, name })}, since its selector matches that one's labels, and puts another in its place: nothing is left to delete.`;
  }
  const then = to === "Job" || to === "CronJob" || to === "Pod" ? "has begun" : "takes over";
  const goesOn = kind === "CronJob" ? "goes on starting Jobs" : "keeps running";
  return `A live ${described({ kind, name })} is another object and ${goesOn} until it is deleted: do that when the ${to} ${then}.`;
}

/** A Deployment adopts an ownerless ReplicaSet whose own labels its selector matches (kubernetes.md 2.4). */
function isAdopted({ workload, situations }: Subject, to: WorkloadKind): boolean {
  if (workload.kind !== "ReplicaSet" || to !== "Deployment") return false;
  return situations.every(({ workload: view, resource }) => {
    const selector = workloadSelector(view);
    return selector !== undefined && matches(selector, labels(at(resource.root, "metadata", "labels")));
  });
}

/** A DaemonSet adopts an ownerless Pod of its labels, and replaces it, for it is of no template of its own (executed). */
function isTakenOver({ workload }: Subject, to: WorkloadKind): boolean {
  return workload.kind === "Pod" && to === "DaemonSet" && Object.keys(podLabels(workload) ?? {}).some(isLastingLabel);
}

/** One that selects the Pods of both, which have the same labels. */
function sharedService({ situations }: Subject, governing: string | undefined): string | undefined {
  const found = situations.flatMap(({ workload, lookups }) => lookups.services.selecting(podLabels(workload) ?? {}));
  const ordinary = found.find(({ facts }) => !facts.service?.headless) ?? found[0];
  if (ordinary) return ordinary.facts.name;
  return situations.some(({ workload }) => Object.keys(podLabels(workload) ?? {}).length > 0) ? governing : undefined;
}
