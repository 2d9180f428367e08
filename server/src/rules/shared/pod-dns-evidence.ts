// Who uses the DNS name of a single Pod of a StatefulSet: `<set>-<ordinal>.<service>`.
import { builtOrdinal, ownPodNamePattern } from "../../kubernetes/built-pod-names";
import { LONGEST_NAME } from "../../kubernetes/dns-label";
import type { Workload } from "../../kubernetes/workload";
import { containers } from "../../kubernetes/workload";
import type { Lookups } from "../../workspace/lookups/lookups";
import { asScalar, child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import type { Related } from "../rule";
import { mountedConfigMaps } from "./mounted-config-maps";

export interface PodDnsEvidence {
  /** `ConfigMap "db-config" asks for db-0.db`. */
  readonly text: string;
  readonly related: Related;
}

/**
 * Somebody in the unit writes such a name, in a variable, an argument, a command or a ConfigMap; or the Pods put one
 * together from their own name.
 * @param service as `serviceName` has it
 */
export function podDnsEvidence(set: Workload, service: string, lookups: Lookups): PodDnsEvidence | undefined {
  const { name } = set.resource;
  if (name === "") return undefined;
  const [own] = ownPodNames(set, service);
  if (own) {
    const message = `${own.name} is asked for here`;
    return { text: `its Pods ask for ${own.name}`, related: { message, node: own.node } };
  }
  for (const object of lookups.pods.mentions()) {
    const peer = object.facts.peers?.find((known) => known.set === name && isInService(known.domain, service));
    if (!peer || peer.ordinal === undefined) continue;
    const text = `${object.facts.kind} "${object.facts.name}" asks for ${name}-${peer.ordinal}.${service}`;
    return { text, related: { message: text, place: { object, path: peer.path, part: "value" } } };
  }
  return builtElsewhere(set, service, lookups);
}

/** A script in a ConfigMap: anybody's by the name of the set, one that its Pods mount by their own. */
function builtElsewhere(set: Workload, service: string, lookups: Lookups): PodDnsEvidence | undefined {
  const mounted = mountedConfigMaps(set).flatMap((name) => lookups.object("", "ConfigMap", name).candidates);
  for (const object of [...lookups.pods.mentions(), ...mounted]) {
    const found = object.facts.builtPodNames?.find(
      (built) =>
        built.service === service &&
        (built.set === undefined ? mounted.includes(object) : built.set === set.resource.name),
    );
    if (!found) continue;
    const text = `${object.facts.kind} "${object.facts.name}" asks for ${found.text}`;
    return { text, related: { message: text, place: { object, path: ["data", found.key], part: "value" } } };
  }
  return undefined;
}

/** Does a domain begin with the name of a Service? */
export function isInService(domain: string, service: string): boolean {
  return domain === service || domain.startsWith(`${service}.`);
}

export interface OwnPodName {
  /** Up to the name of the Service: `db-0.db`, `$(POD_NAME).db`. */
  readonly name: string;
  readonly node: Node;
}

/** The names of single Pods of a set that its own Pods write, or put together from their own. */
export function ownPodNames(set: Workload, service: string): OwnPodName[] {
  const pattern = ownName(set.resource.name, service, nameVariables(set));
  return texts(set).flatMap((node) =>
    [...(asScalar(node)?.text ?? "").matchAll(pattern)].map(([name]) => ({ name, node })),
  );
}

/** Variables that hold the name of the Pod, whatever they are called, as parts of a pattern. */
function nameVariables(set: Workload): string[] {
  return containers(set).flatMap(({ node }) =>
    itemsOf(child(node, "env")).flatMap((item) => {
      const name = stringAt(item, "name") ?? "";
      const field = stringAt(item, "valueFrom", "fieldRef", "fieldPath");
      return field === "metadata.name" && /^\w{1,100}$/.test(name) ? name : [];
    }),
  );
}

/**
 * `db-0.db`, `db-$i.db`, and what is put together from the Pod's name: `$(POD_NAME).db`, `$(hostname).db`.
 * @param variables others than the usual ones that hold that name
 */
function ownName(set: string, service: string, variables: readonly string[]): RegExp {
  // No name is longer, and of a much longer one no pattern could be made.
  if (set.length > LONGEST_NAME || service.length > LONGEST_NAME) return /(?!)/g;
  const ordinal = `(?:\\d{1,4}|${builtOrdinal})`;
  const own = ownPodNamePattern(variables);
  return new RegExp(`(?:(?<![\\w.-])${escaped(set)}-${ordinal}|${own})\\.${escaped(service)}(?![\\w-])`, "g");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function texts(set: Workload): Node[] {
  return containers(set).flatMap(({ node }) => [
    ...itemsOf(child(node, "env")).flatMap((item) => child(item, "value") ?? []),
    ...itemsOf(child(node, "command")),
    ...itemsOf(child(node, "args")),
  ]);
}
