// What speaks for a DaemonSet: Pods that work on the node that they run on.

import { labelSelector, matches } from "../kubernetes/labels";
import { pinnedToOneNode, podLabels, type Workload } from "../kubernetes/workload";
import { asScalar, at, booleanAt, child, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import type { Evidence, Suppressor } from "./evidence";
import { isNodeAgent } from "./known-images";
import { bareFolder, ownStorage, type PodProfile } from "./pod-profile";

/** For a Deployment, a ReplicaSet, a ReplicationController or a bare Pod. */
export function perNodeEvidence(profile: PodProfile): Evidence[] {
  const { main, workload } = profile;
  // What looks after the cluster is close to the node only to reach others, or before there is a network.
  if (main && CLUSTER_WIDE.test(`${workload.resource.name} ${main.image.name}`)) return [];
  return [
    ...imageEvidence(profile),
    ...nodeFolderEvidence(profile),
    ...tolerationEvidence(profile.workload),
    ...hostEvidence(profile),
    ...spreadEvidence(profile),
    ...nodeFieldEvidence(profile),
  ];
}

const CLUSTER_WIDE = /(?:^|[-_ ])(?:operator|controller|controller-manager|autoscaler|scheduler|webhook)(?:$|[-_ ])/;

/** Directories in which a node keeps what concerns the node. */
const NODE_FOLDER =
  /^(?:\/|\/dev|(?:\/var\/log|\/var\/lib\/(?:docker|kubelet|containerd|cni)|\/proc|\/sys|(?:\/var)?\/run\/(?:containerd|crio|netns|cilium|calico|flannel|systemd|log)|\/etc\/cni|\/opt\/cni)(?:\/.*)?)$/;

function nodeFolder({ volumes }: PodProfile): { readonly target: string; readonly node: Node } | undefined {
  return volumes.find(({ type, target }) => type === "host" && NODE_FOLDER.test(bareFolder(target)));
}

function imageEvidence(profile: PodProfile): Evidence[] {
  const { main, workload } = profile;
  // The same images gather for the whole cluster elsewhere.
  if (!main || /aggregator|gateway|receiver|forwarder/.test(`${workload.resource.name} ${main.image.name}`)) return [];
  const readsNode = nodeFolder(profile) !== undefined;
  if (!isNodeAgent(main.image, readsNode) || (!readsNode && gathers(profile))) return [];
  return [{ text: `image ${main.image.text}`, weight: 4, group: "image", source: { node: main.imageNode } }];
}

/** A shipper of logs that reads nothing of its node, and is sent to or keeps a buffer on a claim: it gathers for others. */
function gathers(profile: PodProfile): boolean {
  const { main, workload, lookups } = profile;
  if (!main || !/fluent|filebeat|metricbeat|promtail|vector|collector|telegraf/.test(main.image.name)) return false;
  return ownStorage(profile).length > 0 || lookups.services.selecting(podLabels(workload) ?? {}).length > 0;
}

/** Programs that build images or run jobs of other people need the node's engine, not every node. */
const RUNNER = /runner|jenkins|gitlab|drone|buildkit|buildkite|tekton|(?:^|[-_])ci(?:[-_]|$)/;

function nodeFolderEvidence(profile: PodProfile): Evidence[] {
  const folder = nodeFolder(profile);
  const { main, workload } = profile;
  if (!folder || RUNNER.test(`${workload.resource.name} ${main?.image.name}`)) return [];
  return [{ text: `node directory ${folder.target}`, weight: 3, group: "node-folder", source: { node: folder.node } }];
}

function tolerationEvidence({ podSpec }: Workload): Evidence[] {
  const all = itemsOf(child(podSpec, "tolerations")).find(
    (item) => stringAt(item, "operator") === "Exists" && !stringAt(item, "key"),
  );
  const node = child(all, "operator");
  return node ? [{ text: "tolerates every taint", weight: 2, group: "tolerations", source: { node } }] : [];
}

function hostEvidence({ workload, main, containers }: PodProfile): Evidence[] {
  const { podSpec, resource } = workload;
  const found: Evidence[] = [];
  const field = ["hostNetwork", "hostPID"].find((name) => booleanAt(podSpec, name) === true);
  const isIngress = /ingress|traefik|haproxy|contour|gateway/.test(`${resource.name} ${main?.image.path}`);
  const node = field === undefined ? undefined : child(podSpec, field);
  if (node && !isIngress) found.push({ text: `${field}: true`, weight: 2, group: "host", source: { node } });
  for (const { ports } of containers) {
    for (const { hostPort } of ports) {
      const port = asScalar(hostPort);
      if (port) found.push({ text: `hostPort ${port.text}`, weight: 1, group: "host-port", source: { node: port } });
    }
  }
  return found;
}

const HOSTNAME = "kubernetes.io/hostname";

/** Where a workload says that each of its Pods must have a node of its own; undefined where it does not. */
export function keptApart(workload: Workload): Node | undefined {
  const own = podLabels(workload) ?? {};
  const terms = itemsOf(
    at(workload.podSpec, "affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"),
  );
  const apart = terms.find((term) => {
    const selector = labelSelector(child(term, "labelSelector"));
    return stringAt(term, "topologyKey") === HOSTNAME && selector !== undefined && matches(selector, own);
  });
  return child(apart, "topologyKey");
}

/** Pods that keep apart from each other, as many as there are nodes or said to be one on each. */
function spreadEvidence({ workload, replicas, lookups }: PodProfile): Evidence[] {
  const node = keptApart(workload);
  if (!node) return [];
  const { nodes } = lookups.assumptions;
  const said = lookups.files.ownCommentLines.some((line) =>
    /\b(?:(?:per|each|every) node|number of nodes|one node each|daemonset)\b/i.test(line.slice(line.indexOf("#"))),
  );
  if (!said && (nodes === undefined || nodes < 2 || replicas.hi < nodes)) return [];
  return [{ text: "one Pod on each node by anti-affinity", weight: 2, group: "spread", source: { node } }];
}

function nodeFieldEvidence({ containers }: PodProfile): Evidence[] {
  const field = containers
    .flatMap(({ variables }) => variables)
    .find(({ fieldPath }) => fieldPath === "spec.nodeName" || fieldPath === "status.hostIP");
  if (!field) return [];
  const text = `variable ${field.name} from ${field.fieldPath}`;
  return [{ text, weight: 1, group: "node-field", source: { node: field.node } }];
}

/** What a DaemonSet cannot have, or what shows that one Pod is enough. */
export function perNodeSuppressors(profile: PodProfile): Suppressor[] {
  const { workload, replicas, containers } = profile;
  const found: Suppressor[] = [];
  const against = (id: Suppressor["id"], text: string, source: Suppressor["source"]) => {
    found.push({ id, text, kinds: ["DaemonSet"], effect: "silent", source });
  };
  const [storage] = ownStorage(profile);
  if (storage) against("storage", `"${storage.target}" is for one node at a time`, { node: storage.node });
  const [scaler] = replicas.scalers;
  if (scaler) {
    const place = { object: scaler, path: ["spec", "scaleTargetRef"], part: "key" } as const;
    against("scaler", `${scaler.facts.kind} "${scaler.facts.name}" scales it`, { place });
  }
  const election = containers.flatMap(({ words }) => words).find(({ text }) => /-leader-?elect/.test(text));
  if (election) against("leader-election", "elects a leader", { node: election.node });
  if (replicas.hi <= 1 && workload.kind !== "Pod" && pinnedToOneNode(workload)) {
    against("one-node", "belongs on one node", { node: workload.resource.kindNode });
  }
  return found;
}
