// What is wrong with the name of a Pod of a StatefulSet, as somebody writes it: the Service, the namespace or the number.
import type { Lookups } from "../../../workspace/lookups/lookups";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import type { PeerName } from "../../../workspace/peer-names";
import { type OrdinalRange, ordinalRange, podsText } from "../../shared/ordinal-range";

export interface PeerFault {
  /** As it is written. */
  readonly host: string;
  /** As it is to be written; undefined where that is not known. */
  readonly right: string | undefined;
  readonly message: string;
  /** What the name does not agree with. */
  readonly rests: "serviceName" | "namespace" | "replicas";
  readonly range?: OrdinalRange;
}

interface Asked {
  readonly set: WorkspaceObject;
  readonly lookups: Lookups;
  /** The whole value that holds the name. */
  readonly text: string;
}

/** Last words of names outside the cluster: no namespace is meant by them. */
const outside = new Set([
  ...["com", "org", "net", "io", "de", "eu", "uk", "cloud"],
  ...["local", "localdomain", "lan", "home", "internal", "intranet", "corp", "svc"],
]);

/** @returns undefined where the name is right, or not surely a name of the cluster */
export function peerFault(peer: PeerName, asked: Asked): PeerFault | undefined {
  const { set, lookups } = asked;
  const governing = set.facts.references.find(({ role }) => role === "governing-service")?.target.name;
  if (governing === undefined || peer.ordinal === undefined) return undefined;
  const [service = "", ...rest] = peer.domain.split(".");
  const [namespace] = rest;
  if (namespace !== undefined && rest[1] !== "svc" && (rest.length > 1 || outside.has(namespace))) return undefined;
  const host = `${peer.set}-${peer.ordinal}.${peer.domain}`;
  const range = ordinalRange(set, lookups);
  const isPod = !range || (peer.ordinal >= range.first && peer.ordinal <= range.last);
  const name = { host, pod: `${peer.set}-${peer.ordinal}`, service, rest };
  if (service !== governing)
    return isAddress(name, asked) ? serviceFault(name, asked, { governing, isPod }) : undefined;
  if (namespace !== undefined && set.namespace !== undefined && namespace !== set.namespace)
    return isElsewhere(asked, namespace) ? undefined : namespaceFault(name, set, { isPod });
  // No Pods at all is how a set is switched off.
  if (isPod || range.count === 0) return undefined;
  const nearest = `${peer.set}-${peer.ordinal < range.first ? range.first : range.last}.${peer.domain}`;
  return {
    host,
    right: asked.text.includes(nearest) ? undefined : nearest,
    message: `${host} is asked for, but StatefulSet "${peer.set}" has ${podsText(peer.set, range)}: it never resolves. Correct it or replicas.`,
    rests: "replicas",
    range,
  };
}

interface Name {
  readonly host: string;
  readonly pod: string;
  readonly service: string;
  readonly rest: readonly string[];
}

/** Is it surely the name of a Service, and not the end of a file's name or a host outside the cluster? */
function isAddress({ host, service, rest }: Name, { set, lookups, text }: Asked): boolean {
  const [namespace, svc] = rest;
  // What is in another namespace is another set.
  if (namespace !== undefined && set.namespace !== undefined && namespace !== set.namespace) return false;
  if (svc === "svc" || lookups.object("", "Service", service).state === "found") return true;
  const at = text.indexOf(host);
  return rest.length === 0 && (/^:\d/.test(text.slice(at + host.length)) || /(?:\/\/|@)$/.test(text.slice(0, at)));
}

function serviceFault(
  { host, pod, rest }: Name,
  { set }: Asked,
  { governing, isPod }: { readonly governing: string; readonly isPod: boolean },
): PeerFault {
  const right = [pod, governing, ...rest].join(".");
  return {
    host,
    right: isPod ? right : undefined,
    message: `${host} is asked for, but serviceName of "${set.facts.name}" is "${governing}": it never resolves. Use ${right}.`,
    rests: "serviceName",
  };
}

function namespaceFault(
  { host, pod, service, rest }: Name,
  { facts, namespace = "" }: WorkspaceObject,
  { isPod }: { readonly isPod: boolean },
): PeerFault {
  const right = [pod, service, namespace, ...rest.slice(1)].join(".");
  return {
    host,
    right: isPod ? right : undefined,
    message: `${host} is asked for, but StatefulSet "${facts.name}" is in namespace "${namespace}": it never resolves. Use ${right}.`,
    rests: "namespace",
  };
}

/** Is there a set of that name in that namespace, so that it is meant? */
function isElsewhere({ set, lookups }: Asked, namespace: string): boolean {
  return lookups.pods.setsNamed(set.facts.name).some((other) => other.namespace === namespace);
}
