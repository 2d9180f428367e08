// Who asks for a single Pod of a StatefulSet that names no Service, and through which Service.
import { podLabels, type Workload } from "../../../kubernetes/workload";
import type { Lookups } from "../../../workspace/lookups/lookups";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import type { PeerName } from "../../../workspace/peer-names";
import type { Related } from "../../rule";
import { podDnsEvidence } from "../../shared/pod-dns-evidence";

export interface AskedPod {
  /** `db-0.db`. */
  readonly text: string;
  readonly service: string;
  readonly related: Related;
}

export function askedPod(set: Workload, lookups: Lookups): AskedPod | undefined {
  const { name } = set.resource;
  for (const object of lookups.pods.mentionsOf(name)) {
    for (const peer of object.facts.peers ?? []) {
      const service = peer.set === name ? serviceOf(peer) : undefined;
      if (service === undefined || peer.ordinal === undefined) continue;
      const text = `${name}-${peer.ordinal}.${service}`;
      return { text, service, related: askedBy(object, peer, text) };
    }
  }
  // Names that the Pods put together from their own, through a Service that selects them.
  for (const { facts } of lookups.services.selecting(podLabels(set) ?? {})) {
    const evidence = podDnsEvidence(set, facts.name, lookups);
    if (evidence) return { text: `${name}-0.${facts.name}`, service: facts.name, related: evidence.related };
  }
  return undefined;
}

/** Of `db.prod.svc…`, and so surely a name of the cluster. */
function serviceOf({ domain }: PeerName): string | undefined {
  const [service, , svc] = domain.split(".");
  return svc === "svc" ? service : undefined;
}

function askedBy(object: WorkspaceObject, { path }: PeerName, text: string): Related {
  const message = `${object.facts.kind} "${object.facts.name}" asks for ${text}`;
  return { message, place: { object, path, part: "value" } };
}
