// The name of a Pod that a StatefulSet is told of: in its own variables, arguments and commands, or in a ConfigMap that it takes.
import type { Lookups } from "../../../workspace/lookups/lookups";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import type { Related } from "../../rule";
import { isInService } from "../../shared/pod-dns-evidence";

export interface ListedPeer {
  /** `db-0.db` */
  readonly host: string;
  readonly related: Related;
}

/** A first Pod that the others name alone is a seed: where Pods start in order, it is there before them. */
export function listedPeer(set: WorkspaceObject, service: string, lookups: Lookups): ListedPeer | undefined {
  const { name, workload } = set.facts;
  const first = workload?.firstOrdinal.value;
  for (const object of lookups.pods.mentionsOf(name)) {
    if (object !== set && !takes(set, object)) continue;
    const peer = object.facts.peers?.find(
      (known) =>
        known.set === name &&
        known.ordinal !== undefined &&
        known.ordinal !== first &&
        isInService(known.domain, service),
    );
    if (!peer) continue;
    const host = `${name}-${peer.ordinal}.${service}`;
    const message = `${object.facts.kind} "${object.facts.name}" names ${host}`;
    return { host, related: { message, place: { object, path: peer.path, part: "value" } } };
  }
  return undefined;
}

function takes(set: WorkspaceObject, { facts }: WorkspaceObject): boolean {
  return set.facts.references.some(
    ({ role, target }) => role === "config-map" && facts.kind === "ConfigMap" && target.name === facts.name,
  );
}
