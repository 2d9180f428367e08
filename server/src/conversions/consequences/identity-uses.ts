// Where a Pod uses its ordinal or its stable name, which only a StatefulSet gives (kubernetes.md 2.7).
import { words } from "../../guidance/commands";
import { described } from "../../kubernetes/resource";
import { containers, type Workload } from "../../kubernetes/workload";
import { SHOWN } from "../../workspace/answer";
import { distinct } from "../../workspace/objects/workspace-object";
import { isIn, type PeerName, peerNamesIn } from "../../workspace/peer-names";
import { asScalar, at, child, itemsOf } from "../../yaml/navigate";
import type { Scalar } from "../../yaml/tree";
import type { Consequence } from "../conversion";
import type { Lifted } from "../targets/target";

/** One for each use, in the workload and in what is applied with it. */
export function identityUses(lifted: Lifted): Consequence[] {
  const { from, subject } = lifted;
  if (subject.refusalsOnly) return [];
  if (from === "Job" || from === "CronJob") return indexUses(lifted);
  return from === "StatefulSet" ? [...ownUses(lifted), ...clients(lifted)] : [];
}

const INDEX = /\bJOB_COMPLETION_INDEX\b|\bbatch\.kubernetes\.io\/job-completion-index\b/;

/** What tells the Pods of an Indexed Job apart (kubernetes.md 1.7). */
function indexUses({ subject: { workload }, to }: Lifted): Consequence[] {
  const found = new Map<Scalar, string>();
  const indexWord = (text: string) => INDEX.exec(text)?.[0];
  for (const { node } of containers(workload)) {
    for (const item of itemsOf(child(node, "env"))) {
      take(found, asScalar(at(item, "valueFrom", "fieldRef", "fieldPath")), indexWord);
      take(found, asScalar(child(item, "value")), indexWord);
    }
    for (const word of words(node)) take(found, asScalar(word.node), indexWord);
  }
  for (const path of downwardFields(workload)) take(found, path, indexWord);
  return [...found].map(([node, use]) => {
    const message = `The Pod uses its index (${use}), which a ${to} does not give.`;
    return { code: "W-IDENTITY", message, at: { node } };
  });
}

const FIELD = /^metadata\.labels\['(?:apps\.kubernetes\.io\/pod-index|statefulset\.kubernetes\.io\/pod-name)'\]$/;

/** The name of the host in a command or an argument, which is the Pod's name. */
const HOST =
  /\$\(HOSTNAME\)|\$\{HOSTNAME\b[^}]*\}|\$HOSTNAME\b|\$\(hostname\b|`hostname\b|(?:^|[\s;&|])hostname(?:\s|$)|\$\{(?:MY_)?POD_?NAME##\*-\}/;

function ownUses({ subject, to }: Lifted): Consequence[] {
  const { workload, resource } = subject;
  const found = new Map<Scalar, string>();
  for (const { node } of containers(workload)) {
    for (const item of itemsOf(child(node, "env"))) {
      take(found, asScalar(at(item, "valueFrom", "fieldRef", "fieldPath")), fieldWords);
      take(found, asScalar(child(item, "value")), (text) => textWords(text, resource.name));
    }
    for (const word of words(node)) take(found, asScalar(word.node), (text) => textWords(text, resource.name));
    for (const mount of itemsOf(child(node, "volumeMounts"))) {
      take(found, asScalar(child(mount, "subPathExpr")), (text) => (/POD|HOSTNAME/.test(text) ? text : undefined));
    }
  }
  for (const path of downwardFields(workload)) take(found, path, fieldWords);
  return [...found].map(([node, use]) => {
    const message = `The Pod uses its ordinal or stable name (${use}), which a ${to} does not give.`;
    return { code: "W-IDENTITY", message, at: { node } };
  });
}

function take(found: Map<Scalar, string>, node: Scalar | undefined, use: (text: string) => string | undefined): void {
  const said = node && use(node.text);
  if (node && said !== undefined) found.set(node, said);
}

function fieldWords(text: string): string | undefined {
  return FIELD.test(text) ? text : undefined;
}

function textWords(text: string, set: string): string | undefined {
  const peer = peerNamesIn(text).find((one) => one.set === set);
  if (peer) return `${peer.set}-${peer.ordinal ?? "n"}`;
  return HOST.exec(text)?.[0].trim();
}

function downwardFields({ podSpec }: Workload): (Scalar | undefined)[] {
  return itemsOf(child(podSpec, "volumes"))
    .flatMap((volume) => [volume, ...itemsOf(at(volume, "projected", "sources"))])
    .flatMap((source) => itemsOf(at(source, "downwardAPI", "items")))
    .map((item) => asScalar(at(item, "fieldRef", "fieldPath")));
}

/** Other objects that write the name of one of its Pods; a Service that selects one by its name loses it. */
function clients({ subject: { situations, resource }, to }: Lifted): Consequence[] {
  const beside = distinct(situations.flatMap(({ lookups }) => lookups.pods.mentions()));
  const elsewhere = distinct(situations.flatMap(({ lookups }) => lookups.pods.mentionsFromOtherNamespaces()));
  const namespaces = situations.map(({ lookups }) => lookups.subject.namespace);
  return [...beside, ...elsewhere].slice(0, SHOWN).flatMap((object): Consequence[] => {
    const isMeant = (peer: PeerName) =>
      !elsewhere.includes(object) || namespaces.some((namespace) => namespace !== undefined && isIn(peer, namespace));
    const peer = (object.facts.peers ?? []).find((one) => one.set === resource.name && isMeant(one));
    if (!peer) return [];
    const name = `${peer.set}-${peer.ordinal ?? "n"}`;
    const message = `${described(object.facts)} names the Pod "${name}": a ${to} has none of that name.`;
    return [{ code: "W-IDENTITY", message, at: { place: { object, path: peer.path, part: "value" } } }];
  });
}
