// The last thing that Kustomize does to an object: it prints it, and what it prints is what a cluster gets.

import { asMapping, asScalar, entriesOf, entryOf, isMergeKey, resolved } from "../yaml/navigate";
import type { Entry, Mapping, Node, Scalar } from "../yaml/tree";
import {
  asWord,
  isPlainWord,
  newWord,
  plainReading,
  printedNumber,
  printedTime,
  quotedWord,
  scalarLike,
  wordLike,
} from "./scalars";
import { mappingLike, type Note, sequenceLike, withEntry, withoutEntry } from "./tree-change";

/** Aliases may make a small document a huge object: nodes beyond this count stay as they are written. */
const MOST_NODES = 200_000;

/**
 * The tree with the values that a reader of Kustomize's output finds; the very same where all are what they seem.
 * @param json is it made JSON and read again, as for a JSON patch? Then quotes are where they must be, a `null` is written, and
 * numbers are as JSON has them. That matters only to what changes the object later
 */
export function rendered(root: Mapping, note: Note, { json = false } = {}): Mapping {
  let left = MOST_NODES;
  const render = (node: Node, inFlow: boolean): Node => {
    if (left-- <= 0) return node;
    switch (node.type) {
      case "scalar":
        return json ? reread(renderedScalar(node, inFlow, note), note) : renderedScalar(node, inFlow, note);
      case "alias": {
        const target = resolved(node);
        const made = target && render(target, inFlow);
        return made && made !== target ? made : node;
      }
      case "sequence": {
        const items = node.items.map((item) => render(item, inFlow || node.flow));
        return items.every((item, index) => item === node.items[index]) ? node : sequenceLike(node, items, note);
      }
      case "mapping":
        return renderedMapping(node, inFlow || node.flow);
    }
  };
  const renderedMapping = (node: Mapping, inFlow: boolean): Mapping => {
    const merges = node.entries.some(isMergeKey);
    const former = merges ? entriesOf(node) : node.entries;
    const entries = former.map((entry): Entry => {
      const value = render(entry.value, inFlow);
      return value === entry.value ? entry : { key: entry.key, value };
    });
    return entries.every((entry, index) => entry === former[index]) ? node : mappingLike(node, entries, note);
  };
  return renderedMapping(root, root.flow);
}

/** @param inFlow inside brackets or braces a colon needs quotes, which make a word of a time */
function renderedScalar(scalar: Scalar, inFlow: boolean, note: Note): Scalar {
  if (scalar.style !== "plain" || scalar.tag !== undefined) return scalar;
  const { text, value } = scalar;
  if (typeof value === "boolean") return plainReading(text) === value ? scalar : wordLike(scalar, text, note);
  const time = typeof value === "string" && value === text ? printedTime(text) : undefined;
  if (time === undefined) return scalar;
  if (inFlow && text.includes(":")) return wordLike(scalar, text, note);
  // Its text is still what is written: that is what others copy.
  const made: Scalar = { ...scalar, tag: "!!str", value: time };
  note(made, scalar);
  return made;
}

/** The scalar as it is once it has been JSON. */
function reread(scalar: Scalar, note: Note): Scalar {
  const { style, value } = scalar;
  const text = typeof value === "string" ? value : scalar.text;
  if (text !== scalar.text) return quotedWord(scalar, text, note);
  if (value === null) return text === "" ? scalarLike(scalar, "null", null, note) : scalar;
  if (typeof value === "number") {
    const shown = printedNumber(value);
    return shown === text ? scalar : scalarLike(scalar, shown, value, note);
  }
  if (typeof value === "boolean") {
    return text === String(value) ? scalar : scalarLike(scalar, String(value), value, note);
  }
  if (isPlainWord(text) === (style === "plain")) return withoutTag(scalar, note);
  return style === "plain" ? quotedWord(scalar, text, note) : wordLike(scalar, text, note);
}

/** A word in quotes is nothing else any more. */
function withoutTag(scalar: Scalar, note: Note): Scalar {
  return scalar.style === "plain" || scalar.tag === undefined ? scalar : quotedWord(scalar, scalar.text, note);
}

/** The object with its annotations as Kustomize writes them: all of them words, and no empty list of them. */
export function withPlainAnnotations(object: Mapping, note: Note): Mapping {
  return withWordsIn(object, "annotations", note, asWord);
}

/**
 * The object with all values of `metadata.labels` or `metadata.annotations` made words, as they are written; without the
 * field where it holds none. They are written anew, unless `word` keeps those that are words already. Source: kustomize kyaml/yaml/rnode.go, setMapInMetadata.
 */
export function withWordsIn(
  object: Mapping,
  field: "labels" | "annotations",
  note: Note,
  word: (scalar: Scalar, note: Note) => Scalar = newWord,
): Mapping {
  const metadata = entryOf(object, "metadata");
  const inner = asMapping(metadata?.value);
  const words = entryOf(inner, field);
  if (!inner || !words || metadata?.key.type !== "scalar" || words.key.type !== "scalar") return object;
  const former = entriesOf(words.value);
  if (former.length === 0) return withEntry(object, metadata.key, withoutEntry(inner, field, note), note);
  const entries = former.map((entry): Entry => {
    const scalar = asScalar(entry.value);
    const isWord = scalar !== undefined && typeof scalar.value === "string";
    const made = word(isWord ? scalar : wordLike(scalar ?? entry.value, scalar?.text ?? "", note), note);
    return made === scalar ? entry : { key: entry.key, value: made };
  });
  if (entries.every((entry, index) => entry === former[index])) return object;
  const made = mappingLike(words.value, entries, note);
  return withEntry(object, metadata.key, withEntry(inner, words.key, made, note), note);
}
