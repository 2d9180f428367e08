// Labels and annotations that go with a template when it gets a kind around it, or loses it.
import { insert, type Operation, remove, replace } from "../../yaml/edit-script";
import { entry, type Fragment, literal, mapping, slice, taken } from "../../yaml/fragment";
import { asMapping, asScalar, at, child, entriesOf, entryOf } from "../../yaml/navigate";
import { quoted } from "../../yaml/quoting";
import type { Entry, Node, Path } from "../../yaml/tree";
import { isGeneratedLabel } from "../fields/dropped-fields";
import { generatedAnnotations } from "../fields/field-table";

/** An object in its document, or a patch of one. */
export interface Part {
  readonly root: Node;
  /** The way to it in its document. */
  readonly base: Path;
  /** The text of that document. */
  readonly text: string;
}

/** Annotations by which tools know an object that they apply: they say nothing of its Pods. */
const ofObjects =
  /^(?:argocd\.argoproj\.io|(?:meta\.)?helm\.sh|kustomize\.toolkit\.fluxcd\.io|config\.kubernetes\.io|internal\.config\.kubernetes\.io|rightkind\.dev)\//;

const fields = ["labels", "annotations"] as const;
type Field = (typeof fields)[number];

function isCarried(field: Field, key: string): boolean {
  if (field === "labels") return !isGeneratedLabel(key);
  return !ofObjects.test(key) && !generatedAnnotations.some((annotation) => annotation.test(key));
}

/**
 * An entry `metadata` with what the object says of itself and its Pods have to say too; undefined where it is empty.
 * @param path the way to the metadata from the object
 * @param labels entries of labels, where there are none
 */
export function copiedMetadata(
  { root, base, text }: Part,
  path: Path,
  labels: Fragment | string | undefined,
): Fragment | undefined {
  const copied = fields.flatMap((field): Fragment[] => {
    const held = at(root, ...path, field);
    const own = entriesOf(held).flatMap(({ key, value }) => {
      const word = asScalar(key)?.text;
      if (word === undefined || !isCarried(field, word)) return [];
      return copy(text, [...base, ...path, field], held, { key, value });
    });
    const added = field === "labels" && labels !== undefined ? [labels] : [];
    return own.length + added.length > 0 ? [entry(field, mapping(...own, ...added))] : [];
  });
  return copied.length > 0 ? entry("metadata", mapping(...copied)) : undefined;
}

/** As it is written, without comments; in words of ours where an alias or a merge key brings it. */
function copy(text: string, path: Path, held: Node | undefined, { key, value }: Entry): Fragment {
  const word = asScalar(key)?.text ?? "";
  const isOwn = held?.type === "mapping" && value.type === "scalar" && held.entries.some((own) => own.key === key);
  if (isOwn && value.anchor === undefined) return entry(word, slice(text, [...path, word]));
  return entry(word, literal(quoted(asScalar(value)?.text ?? "", "plain", false)));
}

/**
 * Moves labels and annotations of a template into those of the object.
 * @param path the way to the template's metadata from the object
 * @param winner whose value holds where both have a key
 */
export function mergedMetadata({ root, base, text }: Part, path: Path, winner: "source" | "object"): Operation[] {
  const source = at(root, ...path);
  const operations: Operation[] = [];
  for (const { key } of entriesOf(source)) {
    const word = asScalar(key)?.text ?? "";
    const way = [...base, ...path, word];
    if (word !== "labels" && word !== "annotations") {
      operations.push(remove(way));
      continue;
    }
    const own = at(root, "metadata", word);
    if (!asMapping(own) || entriesOf(own).length === 0) {
      const target = [...base, "metadata"];
      if (entryOf(child(root, "metadata"), word)) operations.push(remove([...target, word]));
      operations.push(insert(target, "last", taken(way)));
      continue;
    }
    for (const { key: inner, value } of entriesOf(child(source, word))) {
      const name = asScalar(inner)?.text ?? "";
      if (!isKeptKey(word, name)) continue;
      const known = entryOf(own, name);
      const target = [...base, "metadata", word];
      if (!known) operations.push(insert(target, "last", taken([...way, name])));
      else {
        operations.push(remove([...way, name]));
        const isOther = asScalar(known.value)?.text !== asScalar(value)?.text;
        if (winner === "source" && isOther) operations.push(replace([...target, name], slice(text, [...way, name])));
      }
    }
  }
  return operations;
}

/** What the field table removes anyway is not moved. */
function isKeptKey(field: Field, key: string): boolean {
  return field === "labels" ? !isGeneratedLabel(key) : !generatedAnnotations.some((one) => one.test(key));
}
