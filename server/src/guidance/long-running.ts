// What speaks for a Deployment: a Job that serves, Pods that nobody replaces, and the predecessors of the Deployment.
import type { WorkloadKind } from "../kubernetes/kinds";
import { podLabels, type Workload } from "../kubernetes/workload";
import { asScalar, at, child, entryOf, stringAt } from "../yaml/navigate";
import { lastCommand, mainWord, onlyWaits, servingCommand, workingCommand } from "./commands";
import type { Evidence } from "./evidence";
import { isServerImage } from "./known-images";
import type { ContainerProfile, PodProfile } from "./pod-profile";
import { store } from "./store-traces";

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

/** For a bare Pod that is meant to stay. Kubernetes keeps every Pod running by default: that alone says nothing. */
export function stayingEvidence(profile: PodProfile): Evidence[] {
  const { workload, main } = profile;
  if (workload.kind !== "Pod" || !main || onlyWaits(main.words)) return [];
  const found = stays(profile, main);
  return found ? [{ weight: 3, group: "stays", ...found }] : [];
}

function stays(profile: PodProfile, main: ContainerProfile): Pick<Evidence, "text" | "source"> | undefined {
  const { workload, containers, lookups } = profile;
  const [service] = lookups.services.selecting(podLabels(workload) ?? {});
  if (service) {
    const place = { object: service, path: ["spec", "selector"], part: "key" } as const;
    return { text: `Service "${service.facts.name}" leads to it`, source: { place } };
  }
  const lasting = containers.filter(({ container }) => !container.init);
  const [port] = lasting.flatMap(({ ports }) => ports);
  if (port) return { text: `port ${port.number}`, source: { node: port.node } };
  for (const { container } of lasting) {
    const probes = ["readinessProbe", "livenessProbe", "startupProbe"];
    const entry = probes
      .flatMap((field) => entryOf(container.node, field) ?? [])
      .find(({ key }) => key.type === "scalar");
    if (entry?.key.type === "scalar") return { text: `a ${entry.key.text}`, source: { node: entry.key } };
  }
  const last = lastCommand(main.words);
  const serving = last && (servingCommand(last) ?? workingCommand(last));
  const word = mainWord(main.words);
  if (serving !== undefined && word) return { text: `command ${serving}`, source: { node: word.node } };
  // Without a command of its own the image runs what it is for.
  if (!word && (isServerImage(main.image) || store(profile))) {
    return { text: `image ${main.image.text} serves`, source: { node: main.imageNode } };
  }
  const policy = asScalar(at(workload.podSpec, "restartPolicy"));
  return policy?.value === "Always" ? { text: "restartPolicy: Always", source: { node: policy } } : undefined;
}

/** Is it a Pod that is not always started again? */
export function endsByItself({ kind, podSpec }: Workload): boolean {
  const policy = stringAt(podSpec, "restartPolicy");
  return kind === "Pod" && (policy === "Never" || policy === "OnFailure");
}
