// What evidence is taken from: the main container of a workload, its volumes and claims, read once.
import type { ClaimClass } from "../kubernetes/claim";
import { isInlineDisk } from "../kubernetes/inline-disks";
import { type Container, containers, type Workload } from "../kubernetes/workload";
import type { Lookups } from "../workspace/lookups/lookups";
import { type ReplicasRange, replicasRange } from "../workspace/replicas-range";
import { asScalar, at, booleanAt, child, entriesOf, isNullish, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import { type Word, words } from "./commands";
import { type ImageName, imageName, isHelperImage } from "./known-images";

export interface PodProfile {
  readonly workload: Workload;
  readonly lookups: Lookups;
  readonly replicas: ReplicasRange;
  /** The container that the workload is about: the one with its name, else the first that is no helper. */
  readonly main: ContainerProfile | undefined;
  /** All containers, init containers last. */
  readonly containers: readonly ContainerProfile[];
  readonly volumes: readonly Volume[];
}

export interface ContainerProfile {
  readonly container: Container;
  readonly image: ImageName;
  readonly imageNode: Node;
  readonly variables: readonly Variable[];
  /** Command and arguments, each with its node. */
  readonly words: readonly Word[];
  readonly ports: readonly Port[];
  readonly mounts: readonly Mount[];
}

export interface Variable {
  readonly name: string;
  readonly node: Node;
  /** The value as text; undefined where it comes from elsewhere. */
  readonly value: string | undefined;
  readonly valueNode: Node | undefined;
  /** The Pod's own field that it is taken from. */
  readonly fieldPath: string | undefined;
}

interface Port {
  readonly number: number;
  readonly node: Node;
  readonly hostPort: Node | undefined;
}

export interface Mount {
  /** Without a slash at its end. */
  readonly path: string;
  readonly node: Node;
  readonly readOnly: boolean;
  /** Undefined where nothing is called so. */
  readonly volume: Volume | undefined;
}

/**
 * - `claim`: a claim by name; `template`: a claim of each Pod's own (also an ephemeral one)
 * - `disk`: an inline disk that one node attaches; `network`: inline network storage; `host`: a directory of the node
 * - `empty`: an emptyDir; `projection`: ConfigMaps, Secrets and the like; `other`: anything else
 */
type VolumeType = "claim" | "template" | "disk" | "network" | "host" | "empty" | "projection" | "other";

export interface Volume {
  readonly name: string;
  readonly type: VolumeType;
  /** The key of the volume's source: `gcePersistentDisk`. */
  readonly source: string;
  /** The token that names what is mounted: the claim's name, the path on the node, else the volume's name. */
  readonly node: Node;
  /** The claim's name or the path on the node. */
  readonly target: string;
  /** Who may use it at one time: for a claim by its look-up, for an inline disk one node. */
  readonly class: ClaimClass;
  /** Can any container write to it? */
  readonly writable: boolean;
  /** Where it is first mounted. */
  readonly mountPath: string | undefined;
}

const networks = new Set("azureFile cephfs flocker glusterfs nfs quobyte".split(" "));
const projections = new Set("configMap downwardAPI gitRepo image projected secret".split(" "));

export function podProfile(workload: Workload, lookups: Lookups): PodProfile {
  const all = containers(workload);
  const volumes = volumesOf(workload, all, lookups);
  const profiles = all.map((container) => containerProfile(container, volumes));
  return {
    workload,
    lookups,
    replicas: replicasRange(workload, lookups),
    main: mainContainer(workload, profiles),
    containers: profiles,
    volumes,
  };
}

function mainContainer({ resource }: Workload, profiles: readonly ContainerProfile[]): ContainerProfile | undefined {
  const main = profiles.filter(({ container }) => !container.init);
  return (
    main.find(({ container }) => container.name === resource.name) ??
    main.find(({ image }) => !isHelperImage(image)) ??
    main[0]
  );
}

function containerProfile(container: Container, volumes: readonly Volume[]): ContainerProfile {
  const { node } = container;
  return {
    container,
    image: imageName(container.image),
    imageNode: child(node, "image") ?? node,
    variables: itemsOf(child(node, "env")).map(variable),
    words: words(node),
    ports: itemsOf(child(node, "ports")).flatMap((item) => {
      const port = asScalar(child(item, "containerPort"));
      return typeof port?.value === "number"
        ? { number: port.value, node: port, hostPort: child(item, "hostPort") }
        : [];
    }),
    mounts: itemsOf(child(node, "volumeMounts")).flatMap((item) => {
      const path = asScalar(child(item, "mountPath"));
      const name = stringAt(item, "name");
      if (!path) return [];
      return {
        path: bareFolder(path.text),
        node: path,
        readOnly: booleanAt(item, "readOnly") === true,
        volume: volumes.find((volume) => volume.name === name),
      };
    }),
  };
}

function variable(item: Node): Variable {
  const valueNode = child(item, "value");
  return {
    name: stringAt(item, "name") ?? "",
    node: child(item, "name") ?? item,
    value: asScalar(valueNode)?.text,
    valueNode,
    fieldPath: stringAt(item, "valueFrom", "fieldRef", "fieldPath"),
  };
}

/** A path without slashes at its end; the root stays. */
export function bareFolder(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === "/") end--;
  return path.slice(0, end);
}

function volumesOf({ podSpec, spec, kind }: Workload, all: readonly Container[], lookups: Lookups): Volume[] {
  const uses = all.flatMap(({ node }) => [
    ...itemsOf(child(node, "volumeMounts")).map((item) => use(item, "mountPath")),
    ...itemsOf(child(node, "volumeDevices")).map((item) => use(item, "devicePath")),
  ]);
  const templates = kind === "StatefulSet" ? itemsOf(child(spec, "volumeClaimTemplates")) : [];
  const named = templates.flatMap((node): Volume[] => {
    const nameNode = asScalar(at(node, "metadata", "name"));
    if (!nameNode) return [];
    const own = uses.filter(({ name }) => name === nameNode.text);
    return [
      {
        name: nameNode.text,
        type: "template",
        source: "volumeClaimTemplates",
        node: nameNode,
        target: nameNode.text,
        class: "single-pod",
        writable: own.some(({ readOnly }) => !readOnly),
        mountPath: own[0]?.path,
      },
    ];
  });
  // A template silently replaces a volume of the same name.
  const volumes = itemsOf(child(podSpec, "volumes")).map((node) => volume(node, uses, lookups));
  return [...named, ...volumes.filter(({ name }) => !named.some((template) => template.name === name))];
}

interface Use {
  readonly name: string;
  readonly path: string;
  readonly readOnly: boolean;
}

function use(item: Node, pathKey: string): Use {
  return {
    name: stringAt(item, "name") ?? "",
    path: bareFolder(stringAt(item, pathKey) ?? ""),
    readOnly: booleanAt(item, "readOnly") === true,
  };
}

function volume(node: Node, uses: readonly Use[], lookups: Lookups): Volume {
  const nameNode = child(node, "name") ?? node;
  const name = stringAt(nameNode) ?? "";
  const entry = entriesOf(node).find(
    ({ key, value }) => key.type === "scalar" && key.text !== "name" && !isNullish(value),
  );
  // A volume without any source is an emptyDir.
  const source = entry?.key.type === "scalar" ? entry.key.text : "emptyDir";
  const own = uses.filter((other) => other.name === name);
  const readOnly = booleanAt(entry?.value, "readOnly") === true;
  const target = child(entry?.value, source === "persistentVolumeClaim" ? "claimName" : "path");
  const type = volumeType(source);
  const common = {
    name,
    type,
    source,
    node: type === "claim" || type === "host" ? (target ?? nameNode) : nameNode,
    target: stringAt(target) ?? name,
    writable: !readOnly && own.some((other) => !other.readOnly),
    mountPath: own[0]?.path,
  };
  if (type === "claim") return { ...common, class: lookups.claims.found(common.target).class };
  return { ...common, class: type === "disk" ? "single-node" : "unknown" };
}

function volumeType(source: string): VolumeType {
  if (source === "persistentVolumeClaim") return "claim";
  if (source === "ephemeral") return "template";
  if (source === "hostPath") return "host";
  if (source === "emptyDir") return "empty";
  if (isInlineDisk(source)) return "disk";
  if (networks.has(source)) return "network";
  return projections.has(source) ? "projection" : "other";
}

/** The volumes that hold what the Pods write, on storage that one node or one Pod may use. */
export function ownStorage({ volumes }: PodProfile): Volume[] {
  return volumes.filter(isOwnStorage);
}

/** Is it storage of one node or one Pod, to which the Pods write? */
export function isOwnStorage({ type, writable, class: access }: Volume): boolean {
  return (type === "claim" || type === "disk") && writable && (access === "single-node" || access === "single-pod");
}
