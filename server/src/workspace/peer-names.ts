// Names of single Pods that an object writes: `db-0.db-headless` in a variable, an argument, a ConfigMap or a selector.

import type { Resource } from "../kubernetes/resource";
import { podTemplatePath, type Workload, workload } from "../kubernetes/workload";
import { asScalar, at, child, entriesOf, itemsOf, stringAt } from "../yaml/navigate";
import type { Node, Path } from "../yaml/tree";

/** A name of the form `<set>-<ordinal>.<domain>`. */
export interface PeerName {
  readonly set: string;
  /** Undefined where it is worked out at run time: `db-$i`, `db-{0..2}`. */
  readonly ordinal: number | undefined;
  /** What follows, without its first dot: `db-headless.prod`; empty where nothing does. */
  readonly domain: string;
  /** The way to the value that holds it. */
  readonly path: Path;
}

/** More names of one object than these are a table of something else. */
const MOST = 50;

/**
 * A name stands alone or in a list or an address; `db-1.2` is a version and no name.
 * Source of the form: kubernetes.io, concepts/workloads/controllers/statefulset#stable-network-id.
 */
const NAME =
  /(?<![\w.$-])([a-z](?:[a-z0-9-]*[a-z0-9])?)-(?:(\d{1,4})((?:\.[a-z][a-z0-9-]*)*)(?![\w-]|\.\w)|\{\d+\.\.|\$\{?[A-Za-z]|\$\(|%d)/g;

/** The names in a text, each once. */
export function peerNamesIn(text: string): Omit<PeerName, "path">[] {
  if (!text.includes("-")) return [];
  const found = new Map<string, Omit<PeerName, "path">>();
  for (const [, set = "", digits, domain = ""] of text.matchAll(NAME)) {
    const name = { set, ordinal: digits === undefined ? undefined : Number(digits), domain: domain.slice(1) };
    found.set(`${name.set} ${name.ordinal} ${name.domain}`, name);
  }
  return [...found.values()];
}

/** Does the name say that the Pod is in that namespace? It stands behind the Service. */
export function isIn({ domain }: PeerName, namespace: string): boolean {
  return domain.split(".")[1] === namespace;
}

/** The names that an object writes. */
export function peerNames(resource: Resource): PeerName[] {
  const found = texts(resource).flatMap(({ node, path }) =>
    peerNamesIn(asScalar(node)?.text ?? "").map((name) => ({ ...name, path })),
  );
  return found.slice(0, MOST);
}

interface Text {
  readonly node: Node;
  readonly path: Path;
}

function texts(resource: Resource): Text[] {
  const view = workload(resource);
  if (view) return workloadTexts(view);
  const { root, group, kind } = resource;
  if (group === "" && kind === "ConfigMap") {
    return entriesOf(child(root, "data")).flatMap(({ key, value }) =>
      key.type === "scalar" ? { node: value, path: ["data", key.text] } : [],
    );
  }
  if (group === "" && kind === "Service") {
    const node = at(root, "spec", "selector", POD_NAME_LABEL);
    return node ? [{ node, path: ["spec", "selector", POD_NAME_LABEL] }] : [];
  }
  return [];
}

/** The label by which a Service can select one Pod of a StatefulSet. */
const POD_NAME_LABEL = "statefulset.kubernetes.io/pod-name";

function workloadTexts({ kind, podSpec }: Workload): Text[] {
  return (["containers", "initContainers"] as const).flatMap((list) =>
    itemsOf(child(podSpec, list)).flatMap((container, index) => {
      const path = [...podTemplatePath(kind), "spec", list, index];
      const variables = itemsOf(child(container, "env")).flatMap((item, place) => {
        const node = child(item, "value");
        return node && stringAt(node) !== undefined ? { node, path: [...path, "env", place, "value"] } : [];
      });
      const words = (["command", "args"] as const).flatMap((key) =>
        itemsOf(child(container, key)).map((node, place) => ({ node, path: [...path, key, place] })),
      );
      return [...variables, ...words];
    }),
  );
}
