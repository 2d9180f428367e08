// Whether a program uses the name of its Pod, or the number in it.

import { type PeerName, peerNamesIn } from "../workspace/peer-names";
import { asScalar, at, child, entriesOf, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import type { PodProfile } from "./pod-profile";

export interface IdentityUse {
  /** As written, in short. */
  readonly text: string;
  readonly node: Node;
}

/** Ways to take the number from a Pod's name. */
const ORDINAL =
  /\$\{(?:HOSTNAME|POD_?NAME|MY_POD_NAME)##\*-\}|hostname[)`]*\s*=~|\bhostname\s*(?:-s\s*)?\|\s*(?:awk|cut|sed|grep)[^|;\n]*-|\$\{HOSTNAME:\s*-\d\}|\$\(hostname\)##\*-/;

/** The place where the Pod's number is read; undefined where it is not. */
export function ordinalUse({ containers }: PodProfile): IdentityUse | undefined {
  for (const { words, variables } of containers) {
    for (const { text, node } of words) {
      const found = ORDINAL.exec(text)?.[0];
      if (found) return { text: found, node };
    }
    const index = variables.find(({ fieldPath }) => fieldPath?.includes("apps.kubernetes.io/pod-index"));
    if (index) return { text: index.name, node: index.node };
  }
  return undefined;
}

export interface OwnPeer extends Omit<PeerName, "path"> {
  /** The value that holds it. */
  readonly value: string;
  readonly node: Node;
}

/** The names of its own Pods that a workload writes into variables and arguments. */
export function ownPeers({ workload, containers }: PodProfile): OwnPeer[] {
  const values = containers.flatMap(({ variables, words }) => [
    ...variables.flatMap(({ value, valueNode }) => (value && valueNode ? { text: value, node: valueNode } : [])),
    ...words,
  ]);
  return values.flatMap(({ text, node }) =>
    peerNamesIn(text)
      .filter(({ set }) => set === workload.resource.name)
      .map((peer) => ({ ...peer, value: text, node })),
  );
}

/** Fields of a Pod by which it is told from its siblings. */
const IDENTITY_FIELD =
  /^metadata\.name$|^metadata\.labels\['(?:apps\.kubernetes\.io\/pod-index|statefulset\.kubernetes\.io\/pod-name)'\]$/;

/** The place where the Pod's own name is read; undefined where nothing reads it. */
export function identityUse(profile: PodProfile): IdentityUse | undefined {
  const ordinal = ordinalUse(profile);
  if (ordinal) return ordinal;
  const [peer] = ownPeers(profile);
  if (peer) return { text: `${peer.set}-${peer.ordinal ?? "n"}`, node: peer.node };
  for (const { words, variables, container } of profile.containers) {
    const field = variables.find(({ fieldPath }) => fieldPath !== undefined && IDENTITY_FIELD.test(fieldPath));
    if (field) return { text: field.name, node: field.node };
    const word = words.find(({ text }) =>
      /\$\{?\(?HOSTNAME\b|\$\(hostname\b|`hostname\b|(?:^|[\s;&|])hostname(?:\s|$)/.test(text),
    );
    if (word) return { text: "HOSTNAME", node: word.node };
    const path = itemsOf(child(container.node, "volumeMounts"))
      .map((mount) => asScalar(child(mount, "subPathExpr")))
      .find((node) => node !== undefined && /POD|HOSTNAME/.test(node.text));
    if (path) return { text: `subPathExpr ${path.text}`, node: path };
  }
  return projectedName(profile);
}

/** A volume of the downward API that holds the Pod's name. */
function projectedName({ workload }: PodProfile): IdentityUse | undefined {
  for (const volume of itemsOf(child(workload.podSpec, "volumes"))) {
    const sources = [volume, ...itemsOf(at(volume, "projected", "sources"))];
    for (const item of sources.flatMap((source) => itemsOf(at(source, "downwardAPI", "items")))) {
      const node = at(item, "fieldRef", "fieldPath");
      const path = stringAt(node);
      if (node && path !== undefined && IDENTITY_FIELD.test(path)) return { text: path, node };
    }
  }
  return undefined;
}

/** Names of variables by which a program is told of its siblings, or which share of the work is its own. */
const SIBLINGS =
  /(?:^|_)(?:REPLICAS?|REPLICA_COUNT|SHARDS?|SHARDING|ORDINAL|PARTITIONS?|GOSSIP|MEMBERLIST|RAFT|QUORUM|SEEDS?|PEERS?|CLUSTER_SIZE|CLUSTER_MEMBERS|JGROUPS|AKKA|ERLANG|RELEASE_NODE)(?:_|$)/;

/** The variable or argument by which a program is told that it is one of several; undefined where there is none. */
export function siblingUse({ main, workload }: PodProfile): IdentityUse | undefined {
  const variable = main?.variables.find(({ name }) => SIBLINGS.test(name));
  if (variable) return { text: `variable ${variable.name}`, node: variable.node };
  for (const { text, node } of main?.words ?? []) {
    const found =
      /(?:^|\s)--?[\w.-]*(?:gossip|memberlist|raft|quorum|peers?|shards?|cluster-advertise|seeds?)\b[\w.-]*/.exec(
        text,
      )?.[0];
    if (found) return { text: `argument ${found.trim()}`, node };
  }
  const partition = asScalar(at(workload.spec, "updateStrategy", "rollingUpdate", "partition"));
  if (typeof partition?.value === "number" && partition.value > 0)
    return { text: "a partition of the update", node: partition };
  const ordinals = entriesOf(at(workload.spec, "ordinals"))[0];
  return ordinals && { text: "ordinals", node: ordinals.key };
}

/** Names of variables and options by which a program is told how much it may hold in memory before it is passed on. */
const QUEUE = /queue[-_.]?(?:size|capacity|length|len|depth|limit|max|type|mode)(?:$|[^a-z])/i;

/** The variable or argument that sizes a queue of the program's own; undefined where there is none. */
export function memoryQueue({ main }: PodProfile): IdentityUse | undefined {
  const variable = main?.variables.find(({ name, value }) => QUEUE.test(name) || isMemoryQueue(name, value));
  if (variable) return { text: `variable ${variable.name}`, node: variable.node };
  for (const { text, node } of main?.words ?? []) {
    for (const option of text.split(/\s+/)) {
      if (!option.startsWith("-") || !QUEUE.test(option)) continue;
      return { text: `argument ${option.split("=", 1)[0]}`, node };
    }
  }
  return undefined;
}

/** `QUEUE_BACKEND: memory`, `BROKER: in-memory`. */
function isMemoryQueue(name: string, value = ""): boolean {
  return /(?:^|_)(?:QUEUE|BROKER)(?:_|$)/i.test(name) && /^(?:in[-_ ]?)?mem(?:ory)?$/i.test(value);
}
