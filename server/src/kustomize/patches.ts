// The patches of a kustomization, each parsed once, and found by the objects that they may mean.

import { groupOf } from "../kubernetes/kinds";
import { asMapping, asScalar, at, child, itemsOf, stringAt } from "../yaml/navigate";
import type { ParsedDocument } from "../yaml/parse";
import type { Mapping, Node } from "../yaml/tree";
import { type Identity, versionOf } from "./identity";
import { inlineDocuments } from "./inline-documents";
import { isJsonPatch } from "./json-patch";
import type { PatchEntry } from "./kustomization-facts";
import { withWordsIn } from "./rendering";
import { asWord, scalarLike } from "./scalars";
import type { Origin, SourceDocument } from "./source-document";
import { isPlain, TargetPattern } from "./target";
import { mappingLike, type Note, sequenceLike } from "./tree-change";

export interface Patch<D extends SourceDocument> {
  /** Its place among all patches of its kustomization. */
  readonly order: number;
  readonly entry: PatchEntry;
  readonly kind: "strategic-merge" | "json-patch";
  /** Where it stands. */
  readonly origin: Origin<D>;
  /** The objects that it means, where its entry has no target. */
  readonly identity: Identity | undefined;
  readonly target: TargetPattern | undefined;
  /** Undefined where it is no patch that Kustomize takes. */
  readonly root: Node | undefined;
}

/** How patches are read. */
export interface PatchReading<D extends SourceDocument> {
  /** The kustomization. */
  readonly document: D;
  /** The documents of a file that it names; none where it is not known. */
  documentsOf(path: string): readonly D[];
  /** Told of every tree that is parsed, before anything is made of it. */
  claim(root: Node, origin: Origin<D>): void;
  readonly note: Note;
}

/** All patches of some entries, in their order. */
export function patchesOf<D extends SourceDocument>(
  entries: readonly PatchEntry[],
  reading: PatchReading<D>,
): Patch<D>[] {
  const found: Omit<Patch<D>, "order">[] = [];
  for (const entry of entries) {
    // Without a target the older field for JSON patches means nothing.
    if (!entry.target && entry.field === "patchesJson6902") continue;
    const target = entry.target && new TargetPattern(entry.target);
    found.push(...patchesIn(entry, target, sourcesOf(entry, reading), reading.note));
  }
  return found.map((patch, order) => ({ ...patch, order }));
}

/** One YAML document of a patch. */
interface Source<D extends SourceDocument> {
  readonly root: Node | undefined;
  /** Does it hold a fault that makes its tree a guess? */
  readonly broken: boolean;
  readonly origin: Origin<D>;
}

function sourcesOf<D extends SourceDocument>(entry: PatchEntry, reading: PatchReading<D>): Source<D>[] {
  const { document } = reading;
  const source = ({ root, errors }: ParsedDocument, origin: Origin<D>): Source<D> => {
    if (root) reading.claim(root, origin);
    return { root, broken: errors.some(({ fault }) => fault === "syntax"), origin };
  };
  if (entry.path !== undefined) {
    return reading
      .documentsOf(entry.path)
      .map((file) => source(file.tree(), { path: file.path, document: file, inline: undefined }));
  }
  if (entry.inline === undefined) return [];
  const way = entry.field === "patchesStrategicMerge" ? [] : ["patch"];
  const scalar = asScalar(at(document.tree().root, entry.field, entry.index, ...way));
  const inline = { field: entry.field, index: entry.index, layer: document.path };
  const parts = scalar ? inlineDocuments(scalar, document.text) : [];
  return parts.map((part) => source(part, { path: document.path, document, inline }));
}

function patchesIn<D extends SourceDocument>(
  entry: PatchEntry,
  target: TargetPattern | undefined,
  sources: readonly Source<D>[],
  note: Note,
): Omit<Patch<D>, "order">[] {
  const found: Omit<Patch<D>, "order">[] = [];
  const several = sources.filter(({ root }) => asMapping(root)).length > 1;
  for (const [index, { root, broken, origin }] of sources.entries()) {
    const common = { entry, origin, target };
    if (isJsonPatch(root)) {
      if (target && root && entry.field !== "patchesStrategicMerge") {
        const operations = broken ? undefined : jsonTree(root, note);
        found.push({ ...common, kind: "json-patch", identity: undefined, root: operations });
      }
      // Kustomize reads only the first document of a JSON patch.
      if (index === 0) return found;
    } else if (entry.field !== "patchesJson6902") {
      for (const object of objectsOf(root)) {
        const isNamed = stringAt(object, "kind") !== undefined && stringAt(object, "metadata", "name") !== undefined;
        // Several documents are allowed only where there is no target.
        const usable = isNamed && !broken && !(several && target);
        found.push({
          ...common,
          kind: "strategic-merge",
          identity: target ? undefined : writtenIdentity(object),
          root: usable ? asRead(object, entry, note) : undefined,
        });
      }
    }
  }
  return found;
}

/** The objects of a patch: itself, or the items of a `List`. */
function objectsOf(root: Node | undefined): Mapping[] {
  const list = stringAt(root, "kind") === "List" ? itemsOf(child(root, "items")) : root ? [root] : [];
  return list.flatMap((item) => asMapping(item) ?? []);
}

function writtenIdentity(root: Mapping): Identity {
  const apiVersion = stringAt(root, "apiVersion") ?? "";
  return {
    group: groupOf(apiVersion),
    version: versionOf(apiVersion),
    kind: stringAt(root, "kind") ?? "",
    name: stringAt(root, "metadata", "name") ?? "",
    namespace: stringAt(root, "metadata", "namespace"),
  };
}

/**
 * Where Kustomize makes copies of a patch, one for each object, it makes words of all labels and annotations: a `null` that
 * should take one away becomes the word. Source: kustomize api/resmap/reswrangler.go, ApplySmPatch.
 */
function asRead(patch: Mapping, { field, target, allowKindChange, allowNameChange }: PatchEntry, note: Note): Mapping {
  const isCopied = target !== undefined || field === "patchesStrategicMerge";
  const isMarked = allowKindChange || allowNameChange;
  const labelled = isCopied ? withWordsIn(patch, "labels", note) : patch;
  return isCopied || isMarked ? withWordsIn(labelled, "annotations", note) : labelled;
}

/** A JSON patch becomes JSON before it is applied: words that YAML takes for more are what they have become. */
function jsonTree(node: Node, note: Note): Node {
  switch (node.type) {
    case "alias":
      return node;
    case "sequence": {
      const items = node.items.map((item) => jsonTree(item, note));
      return items.every((item, index) => item === node.items[index]) ? node : sequenceLike(node, items, note);
    }
    case "mapping": {
      const entries = node.entries.map(({ key, value }) => ({ key, value: jsonTree(value, note) }));
      const isSame = entries.every(({ value }, index) => value === node.entries[index]?.value);
      return isSame ? node : mappingLike(node, entries, note);
    }
    case "scalar": {
      if (typeof node.value === "string") return asWord(node, note);
      const text = typeof node.value === "boolean" ? String(node.value) : node.text;
      return text === node.text ? node : scalarLike(node, text, node.value, note);
    }
  }
}

/** The patches of one or more fields, so that an object meets only those that may mean it. */
export class PatchIndex<D extends SourceDocument> {
  /** Those without a target, by kind and name. */
  readonly #named = new Map<string, Patch<D>[]>();
  /** Those whose target says both plainly. */
  readonly #targeted = new Map<string, Patch<D>[]>();
  /** Those whose target says the kind plainly. */
  readonly #byKind = new Map<string, Patch<D>[]>();
  readonly #others: Patch<D>[] = [];

  constructor(patches: readonly Patch<D>[]) {
    for (const patch of patches) {
      const { kind = "", name = "" } = patch.target?.target ?? {};
      if (patch.identity) put(this.#named, keyOf(patch.identity), patch);
      else if (!isPlain(kind)) this.#others.push(patch);
      else if (isPlain(name)) put(this.#targeted, keyOf({ kind, name }), patch);
      else put(this.#byKind, kind, patch);
    }
  }

  /** Those that may mean an object of these names, in their order. */
  for(identities: readonly Identity[]): Patch<D>[] {
    const [first, last] = [identities[0], identities.at(-1)];
    if (!first || !last) return [];
    const found = new Set<Patch<D>>(this.#others);
    const take = (patches: readonly Patch<D>[] = []) => {
      for (const patch of patches) found.add(patch);
    };
    for (const patches of this.#namedFor(identities)) take(patches);
    for (const { name } of [first, last]) take(this.#targeted.get(keyOf({ kind: last.kind, name })));
    take(this.#byKind.get(last.kind));
    return [...found].sort((a, b) => a.order - b.order);
  }

  /** Looks from the shorter side: an object may have had thousands of names, a kustomization thousands of patches. */
  #namedFor(identities: readonly Identity[]): (readonly Patch<D>[])[] {
    if (this.#named.size > identities.length) {
      return [...new Set(identities.map(keyOf))].flatMap((key) => [this.#named.get(key) ?? []]);
    }
    return [...this.#named.values()].filter(([patch]) =>
      identities.some(({ kind, name }) => kind === patch?.identity?.kind && name === patch.identity.name),
    );
  }
}

function keyOf({ kind, name }: Pick<Identity, "kind" | "name">): string {
  return `${kind} ${name}`;
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
