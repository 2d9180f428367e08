// What speaks for a Job in place of Pods that are kept running: a command that ends when its work is done.
import { podLabels, type Workload } from "../kubernetes/workload";
import { asScalar, at, child } from "../yaml/navigate";
import { endsWaiting, isEndless, lastCommand, mainWord, onlySpeaks, shellScript } from "./commands";
import type { Evidence } from "./evidence";
import { finite } from "./finite-command";
import { isToolImage } from "./known-images";
import { oneShot } from "./one-shot-command";
import type { ContainerProfile, PodProfile } from "./pod-profile";

/** For a Deployment, a ReplicaSet, a ReplicationController or a bare Pod. */
export function oneShotEvidence(profile: PodProfile): Evidence[] {
  const { main, workload } = profile;
  const lasting = profile.containers.filter(({ container }) => !container.init);
  if (!main || lasting.some(({ words }) => isEndless(words) || endsWaiting(words))) return [];
  // A Pod of several containers does not end with one of them.
  const command = mainContainers(profile) === 1 ? commandEvidence(main, workload) : [];
  const decisive = [...command, ...restartPolicyEvidence(profile)];
  if (decisive.length === 0) return [];
  const found = [...decisive, ...unreachedEvidence(profile)];
  const { name, nameNode, kindNode } = workload.resource;
  if (/-(?:migrations?|init|setup|seed|backup|import|job|batch)$/.test(name)) {
    found.push({ text: `name ${name}`, weight: 1, group: "name", source: { node: nameNode ?? kindNode } });
  }
  if (isToolImage(main.image) && main.words.length > 0) {
    found.push({ text: `image ${main.image.text}`, weight: 1, group: "image", source: { node: main.imageNode } });
  }
  return found;
}

export function mainContainers({ containers }: PodProfile): number {
  return containers.filter(({ container }) => !container.init || container.sidecar).length;
}

function commandEvidence({ words, image, container }: ContainerProfile, { kind }: Workload): Evidence[] {
  const word = mainWord(words);
  if (!word) return [];
  const last = lastCommand(words) ?? [];
  // Without a command of its own the container runs its image's program.
  const isProgram = child(container.node, "command") === undefined && !shellScript(words);
  const done = oneShot(last, isProgram ? image.name : undefined);
  if (done !== undefined)
    return [{ text: `command ${done}`, weight: 3, group: "command", source: { node: word.node } }];
  // Who writes a Deployment wants it to run on: there the tool that was fetched is more likely a server.
  const ends =
    isProgram && !isToolImage(image) ? undefined : finite(words, kind === "Pod", isProgram ? image.name : undefined);
  if (ends !== undefined)
    return [{ text: `command ${ends}`, weight: 3, group: "command", source: { node: word.node } }];
  if (!onlySpeaks(words)) return [];
  return [{ text: "a command that exits", weight: 3, group: "command", source: { node: word.node } }];
}

/** Pods alone may end: a Deployment's are always started again. */
function restartPolicyEvidence({ workload }: PodProfile): Evidence[] {
  const policy = asScalar(at(workload.podSpec, "restartPolicy"));
  if (workload.kind !== "Pod" || !policy || (policy.value !== "Never" && policy.value !== "OnFailure")) return [];
  const text = `restartPolicy: ${policy.value}`;
  return [{ text, weight: 4, group: "restart-policy", source: { node: policy } }];
}

/** Nothing calls it and nothing asks whether it is well. Rests on absence: the whole unit must have been read. */
function unreachedEvidence({ workload, containers, lookups }: PodProfile): Evidence[] {
  const listens = containers.some(
    ({ ports, container }) =>
      ports.length > 0 ||
      ["livenessProbe", "readinessProbe", "startupProbe"].some((probe) => child(container.node, probe)),
  );
  if (listens || !lookups.unit.wasRead || lookups.services.selecting(podLabels(workload) ?? {}).length > 0) return [];
  const source = { node: workload.resource.kindNode };
  return [{ text: "no port, no probe, no Service", weight: 2, group: "unreached", source }];
}
