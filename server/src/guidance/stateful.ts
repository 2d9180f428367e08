// What speaks for a StatefulSet: Pods that keep data, know each other by name, or share what only one may have.
import { podLabels } from "../kubernetes/workload";
import type { WorkspaceObject } from "../workspace/objects/workspace-object";
import { at, stringAt } from "../yaml/navigate";
import type { Evidence } from "./evidence";
import { ordinalUse, ownPeers } from "./identity";
import { canReplicate } from "./known-images";
import { ownStorage, type PodProfile, type Volume } from "./pod-profile";
import { cacheEvidence, store, storeEvidence } from "./store-traces";

/** For a Deployment, a ReplicaSet, a ReplicationController or a bare Pod. */
export function statefulEvidence(profile: PodProfile): Evidence[] {
  const found = [
    ...storeEvidence(profile),
    ...claimEvidence(profile),
    ...peerEvidence(profile),
    ...serviceEvidence(profile),
    ...labelEvidence(profile),
    ...cacheEvidence(profile),
  ];
  return found.some(({ weight }) => weight > 0) ? found : [];
}

const modes = { "single-node": "ReadWriteOnce", "single-pod": "ReadWriteOncePod" } as const;

function claimEvidence(profile: PodProfile): Evidence[] {
  const { workload, replicas } = profile;
  return ownStorage(profile).flatMap((volume) => {
    const place = volume.mountPath === undefined ? "" : ` at ${volume.mountPath}`;
    const source = { node: volume.node };
    const own: Evidence = { text: `${storageText(volume)}${place}`, weight: 3, group: "claim", source };
    // Sharing shows that something is wrong; only what copies to its siblings can have a volume for each Pod instead. How many
    // there may be is not known where a variable says it: then nothing is known to be shared.
    if (replicas.hi < 2 || replicas.certainty === "unknown" || !hasSiblings(profile)) return [own];
    const [scaler] = replicas.scalers;
    const written = at(workload.spec, "replicas");
    const pods = `${scaler ? "up to " : ""}${replicas.hi} Pods`;
    const otherwise = replicas.certainty === "assumed" ? ", unless the variable says otherwise" : "";
    const shared: Evidence = {
      text: `${pods} share ${volume.type === "claim" ? "claim" : "disk"} "${volume.target}"${otherwise}`,
      weight: 4,
      group: "claim-replicas",
      source: scaler
        ? { place: { object: scaler, path: maximumPath(scaler), part: "value" } }
        : { node: written ?? volume.node },
    };
    return [own, shared];
  });
}

/** Does the program know of its siblings, as a store that replicates does? */
export function hasSiblings(profile: PodProfile): boolean {
  const known = store(profile);
  return (known !== undefined && canReplicate(known)) || peerEvidence(profile).length > 0;
}

function storageText({ type, class: access, target, source }: Volume): string {
  if (type === "disk") return `${source} volume "${target}"`;
  return `${access === "single-pod" ? modes["single-pod"] : modes["single-node"]} claim "${target}"`;
}

function maximumPath({ facts }: WorkspaceObject): string[] {
  return ["spec", facts.scaler?.type === "ScaledObject" ? "maxReplicaCount" : "maxReplicas"];
}

/** Pods that are called by their number: by themselves, or made by hand as one Deployment each. */
function peerEvidence(profile: PodProfile): Evidence[] {
  const { workload, lookups } = profile;
  const { name } = workload.resource;
  // A name alone may be a label or a version; with a domain, or as a range, it is an address.
  const peer = ownPeers(profile).find(({ ordinal, domain, value }) =>
    ordinal === undefined ? value.includes(`${name}-{`) : domain !== "",
  );
  if (peer) {
    const shown = peer.ordinal === undefined ? `${name}-{0..n}` : `${name}-${peer.ordinal}.${peer.domain}`;
    return [{ text: `peer ${shown}`, weight: 4, group: "peers", source: { node: peer.node } }];
  }
  const ordinal = ordinalUse(profile);
  if (ordinal)
    return [{ text: `ordinal by ${ordinal.text}`, weight: 4, group: "peers", source: { node: ordinal.node } }];
  return handNumbered(profile, lookups.unit.series());
}

/** `db-0` and `db-1`, each with a claim of its own. */
function handNumbered({ workload, volumes }: PodProfile, others: Iterable<WorkspaceObject>): Evidence[] {
  const claims = volumes.filter(({ type, writable }) => type === "claim" && writable).map(({ target }) => target);
  if (claims.length === 0) return [];
  const isTwin = ({ facts }: WorkspaceObject) => {
    const theirs = facts.workload?.claims ?? [];
    return theirs.length > 0 && theirs.every(({ claim }) => !claims.includes(claim));
  };
  const twin = firstOf(others, isTwin);
  if (!twin) return [];
  const place = { object: twin, path: ["metadata", "name"], part: "value" } as const;
  const text = `${workload.kind} "${twin.facts.name}" beside it, each with its own claim`;
  return [{ text, weight: 4, group: "peers", source: { place } }];
}

/** Nothing behind it is asked for. */
function firstOf<T>(items: Iterable<T>, isWanted: (item: T) => boolean): T | undefined {
  for (const item of items) if (isWanted(item)) return item;
  return undefined;
}

function serviceEvidence({ workload, lookups }: PodProfile): Evidence[] {
  const labels = podLabels(workload);
  const headless = labels && lookups.services.selecting(labels).find(({ facts }) => facts.service?.headless);
  if (!headless) return [];
  const place = { object: headless, path: ["spec", "clusterIP"], part: "value" } as const;
  return [{ text: `headless Service "${headless.facts.name}"`, weight: 2, group: "service", source: { place } }];
}

const COMPONENT = "app.kubernetes.io/component";

function labelEvidence({ workload }: PodProfile): Evidence[] {
  const paths = [at(workload.podTemplate, "metadata", "labels"), at(workload.resource.root, "metadata", "labels")];
  for (const node of paths) {
    const component = stringAt(node, COMPONENT);
    const value = at(node, COMPONENT);
    if (!value || component === undefined || !/^(?:database|primary|broker|master)$/.test(component)) continue;
    return [{ text: `label ${COMPONENT}: ${component}`, weight: 1, group: "labels", source: { node: value } }];
  }
  return [];
}
