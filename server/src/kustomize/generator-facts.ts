// What a kustomization says of the ConfigMaps and Secrets that it generates.
import { type Labels, labels } from "../kubernetes/labels";
import { booleanAt, child, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";

export interface GeneratorFacts {
  readonly field: "configMapGenerator" | "secretGenerator";
  /** Its place in that list. */
  readonly index: number;
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
  readonly namespace: string | undefined;
  /** `create` makes an object; the others change one that is there. */
  readonly behavior: "create" | "merge" | "replace";
  /** Only of Secrets. */
  readonly type: string;
  readonly sources: readonly DataSource[];
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly immutable: boolean;
  /** Does Kustomize put a hash of the content behind the name? */
  readonly hashed: boolean;
}

/** Where keys and values come from, in the order in which Kustomize reads them. */
export type DataSource =
  | { readonly type: "literal"; readonly index: number; readonly key: string; readonly value: string }
  | { readonly type: "file"; readonly index: number; readonly key: string; readonly path: string }
  /** A file with a `key=value` on each line. */
  | { readonly type: "env"; readonly index: number | undefined; readonly path: string };

/** All generators in the order in which Kustomize runs them. Source: kustomize api/types/generatorargs.go, api/kv/kv.go. */
export function generatorFacts(root: Node | undefined): GeneratorFacts[] {
  const global = child(root, "generatorOptions");
  return (["configMapGenerator", "secretGenerator"] as const).flatMap((field) =>
    itemsOf(child(root, field)).flatMap((item, index) => generator(field, item, index, global) ?? []),
  );
}

function generator(
  field: GeneratorFacts["field"],
  item: Node,
  index: number,
  global: Node | undefined,
): GeneratorFacts | undefined {
  const name = stringAt(item, "name");
  if (name === undefined) return undefined;
  const own = child(item, "options");
  const behavior = stringAt(item, "behavior");
  // A boolean of one's own cannot take back what holds for all.
  const says = (key: string) => booleanAt(own, key) === true || booleanAt(global, key) === true;
  return {
    field,
    index,
    kind: field === "configMapGenerator" ? "ConfigMap" : "Secret",
    name,
    namespace: stringAt(item, "namespace") || undefined,
    behavior: behavior === "merge" || behavior === "replace" ? behavior : "create",
    type: stringAt(item, "type") || "Opaque",
    sources: [...envSources(item), ...literalSources(item), ...fileSources(item)],
    labels: { ...labels(child(global, "labels")), ...labels(child(own, "labels")) },
    annotations: { ...labels(child(global, "annotations")), ...labels(child(own, "annotations")) },
    immutable: says("immutable"),
    hashed: !says("disableNameSuffixHash"),
  };
}

function envSources(item: Node): DataSource[] {
  const listed = texts(child(item, "envs")).map(({ index, text }): DataSource => ({ type: "env", index, path: text }));
  const single = stringAt(item, "env");
  return single ? [...listed, { type: "env", index: undefined, path: single }] : listed;
}

function literalSources(item: Node): DataSource[] {
  return texts(child(item, "literals")).flatMap(({ index, text }): DataSource[] => {
    const equals = text.indexOf("=");
    if (equals < 1) return [];
    return [{ type: "literal", index, key: text.slice(0, equals), value: withoutQuotes(text.slice(equals + 1)) }];
  });
}

/** `file`, or `key=file`. */
function fileSources(item: Node): DataSource[] {
  return texts(child(item, "files")).flatMap(({ index, text }): DataSource[] => {
    const [key = "", path, ...rest] = text.split("=");
    if (rest.length > 0 || key === "" || path === "") return [];
    return [{ type: "file", index, key: path === undefined ? nameOf(key) : key, path: path ?? key }];
  });
}

function nameOf(path: string): string {
  return path.replace(/\/+$/, "").replace(/^.*\//, "");
}

function withoutQuotes(text: string): string {
  return /^(?:".*"|'.*')$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

function texts(node: Node | undefined): { readonly index: number; readonly text: string }[] {
  return itemsOf(node).flatMap((item, index) => {
    const text = stringAt(item);
    return text === undefined ? [] : { index, text };
  });
}
