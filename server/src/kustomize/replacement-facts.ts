// What a replacement says: the field whose value is copied, and where to.
import { booleanAt, child, integerAt, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import type { IdentityPattern } from "./identity";

/** Names are compared as they are: unlike those in the target of a patch they are no expressions. */
export interface ReplacementFacts {
  readonly source: ReplacementSource;
  readonly targets: readonly ReplacementTarget[];
}

export interface ReplacementSource extends IdentityPattern {
  readonly fieldPath: string;
  readonly options: FieldOptions;
}

export interface ReplacementTarget {
  readonly select: ReplacementSelector;
  readonly reject: readonly ReplacementSelector[];
  readonly fieldPaths: readonly string[];
  readonly options: FieldOptions;
}

export interface ReplacementSelector extends IdentityPattern {
  readonly labelSelector: string | undefined;
  readonly annotationSelector: string | undefined;
}

/** Which part of a value is meant: the one at `index` once it is cut at each `delimiter`. */
export interface FieldOptions {
  readonly delimiter: string;
  readonly index: number;
  readonly create: boolean;
}

/** An entry of `replacements`: in the kustomization, or in a file of its own. */
export interface ReplacementEntry {
  readonly index: number;
  /** The file, as written. */
  readonly path: string | undefined;
  readonly replacement: ReplacementFacts | undefined;
}

const NAME_PATH = "metadata.name";

export function replacementEntries(root: Node | undefined): ReplacementEntry[] {
  return itemsOf(child(root, "replacements")).map((item, index) => {
    const path = stringAt(item, "path") || undefined;
    return { index, path, replacement: path === undefined ? replacementFacts(item) : undefined };
  });
}

/** Undefined where it has no source. Source: kustomize api/types/replacement.go. */
export function replacementFacts(node: Node | undefined): ReplacementFacts | undefined {
  const source = child(node, "source");
  if (!source) return undefined;
  return {
    source: {
      ...identityPattern(source),
      fieldPath: stringAt(source, "fieldPath") || NAME_PATH,
      options: fieldOptions(child(source, "options")),
    },
    targets: itemsOf(child(node, "targets")).map((target) => {
      const paths = itemsOf(child(target, "fieldPaths")).flatMap((item) => stringAt(item) ?? []);
      return {
        select: selector(child(target, "select")),
        reject: itemsOf(child(target, "reject")).map(selector),
        fieldPaths: paths.length > 0 ? paths : [NAME_PATH],
        options: fieldOptions(child(target, "options")),
      };
    }),
  };
}

/** The words of a mapping that says which objects are meant. */
export function identityPattern(node: Node | undefined): IdentityPattern {
  return {
    group: stringAt(node, "group") || undefined,
    version: stringAt(node, "version") || undefined,
    kind: stringAt(node, "kind") || undefined,
    name: stringAt(node, "name") || undefined,
    namespace: stringAt(node, "namespace") || undefined,
  };
}

function selector(node: Node | undefined): ReplacementSelector {
  return {
    ...identityPattern(node),
    labelSelector: stringAt(node, "labelSelector") || undefined,
    annotationSelector: stringAt(node, "annotationSelector") || undefined,
  };
}

function fieldOptions(node: Node | undefined): FieldOptions {
  return {
    delimiter: stringAt(node, "delimiter") ?? "",
    index: integerAt(node, "index") ?? 0,
    create: booleanAt(node, "create") === true,
  };
}
