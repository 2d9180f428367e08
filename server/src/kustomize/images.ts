// The images of a kustomization: another name, tag or digest for images of some name, wherever containers are listed.
//
// Source: kustomize api/filters/imagetag. Kustomize goes over an object twice, first by the names of lists anywhere in it, then
// by field specifications: what is put behind a tag is put there twice where both reach.

import { asScalar, asSequence, entriesOf, entryOf, resolved, stringAt } from "../yaml/navigate";
import type { Entry, Mapping, Node, Scalar } from "../yaml/tree";
import type { FieldSpec } from "./field-spec";
import { withFields } from "./fields";
import type { ImageEntry } from "./kustomization-facts";
import { Pattern } from "./pattern";
import { retexted } from "./scalars";
import type { Changes } from "./transformers";
import { mappingLike, type Note, sequenceLike, withEntry } from "./tree-change";

/** An entry of `images` that is read once. */
export class ImageChange {
  readonly #entry: ImageEntry;
  /** What an image must begin with; a dot in a name stands for any letter. */
  readonly #start: string;
  readonly #pattern: Pattern | undefined;
  /** The scalar of the kustomization that says it. */
  readonly #node: Node;

  constructor(entry: ImageEntry, node: Node) {
    this.#entry = entry;
    this.#node = node;
    this.#start = /^[\w/:@-]*/.exec(entry.name)?.[0] ?? "";
    // A letter that may be repeated or left out is no beginning.
    if (this.#start !== entry.name && !entry.name.startsWith(`${this.#start}.`)) this.#start = this.#start.slice(0, -1);
    if (/[|()]/.test(entry.name)) this.#start = "";
    this.#pattern = Pattern.of(`^${entry.name}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`);
  }

  /** The image under its new name; undefined where another one is meant. */
  changed(image: Scalar, { note, scalars }: Changes): Scalar | undefined {
    const { text } = image;
    if (!text.startsWith(this.#start) || !this.#pattern?.isIn(text)) return undefined;
    const changed = this.#text(text);
    const made = retexted(image, changed, () => undefined);
    const placed = { ...made, start: this.#node.start, end: this.#node.end };
    note(placed, this.#node);
    scalars.untype(placed);
    return placed;
  }

  #text(image: string): string {
    const { newName, newTag, digest: newDigest, tagSuffix } = this.#entry;
    const { name, tag, digest } = partsOf(image);
    const kept = newName || name;
    if (newTag || newDigest) return imageOf(kept, newTag, newDigest);
    return tagSuffix ? imageOf(kept, tag + tagSuffix, "") : imageOf(kept, tag, digest);
  }
}

/** The object with all entries applied, one after the other. */
export function withImages(
  object: Mapping,
  changes: readonly ImageChange[],
  specs: readonly FieldSpec[],
  noted: Changes,
): Mapping {
  const { note } = noted;
  if (changes.length === 0 || stringAt(object, "kind") === "CustomResourceDefinition") return object;
  let result = object;
  for (const change of changes) {
    const set = (node: Node): Node => {
      const image = asScalar(node);
      return (image && change.changed(image, noted)) ?? node;
    };
    const walked = withListedImages(result, set, note);
    result = walked.type === "mapping" ? walked : result;
    result = withFields(result, specs, { set, like: result, note });
  }
  return result;
}

function withListedImages(node: Node, set: (image: Node) => Node, note: Note): Node {
  const target = resolved(node);
  if (target?.type === "sequence") {
    const items = target.items.map((item) => withListedImages(item, set, note));
    return items.every((item, index) => item === target.items[index]) ? node : sequenceLike(target, items, note);
  }
  if (target?.type !== "mapping") return node;
  const former = entriesOf(target);
  const entries = former.map(({ key, value }): Entry => {
    const walked = withListedImages(value, set, note);
    const isList = key.type === "scalar" && (key.text === "containers" || key.text === "initContainers");
    return { key, value: isList ? withImagesOf(walked, set, note) : walked };
  });
  return entries.every(({ value }, index) => value === former[index]?.value)
    ? node
    : mappingLike(target, entries, note);
}

function withImagesOf(list: Node, set: (image: Node) => Node, note: Note): Node {
  const target = asSequence(list);
  if (!target) return list;
  const items = target.items.map((item) => {
    const container = resolved(item);
    const image = entryOf(container, "image");
    if (container?.type !== "mapping" || image?.key.type !== "scalar") return item;
    const changed = set(image.value);
    return changed === image.value ? item : withEntry(container, image.key, changed, note);
  });
  return items.every((item, index) => item === target.items[index]) ? list : sequenceLike(target, items, note);
}

interface ImageParts {
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
}

/** The port of a registry stands before the first slash, a tag behind it. Source: kustomize api/internal/image/image.go. */
function partsOf(image: string): ImageParts {
  const slash = Math.max(0, image.indexOf("/"));
  const at = image.indexOf("@", slash);
  const colon = image.indexOf(":", slash);
  if (at === -1 && colon === -1) return { name: image, tag: "", digest: "" };
  if (colon === -1 || (at !== -1 && at < colon))
    return { name: image.slice(0, at), tag: "", digest: image.slice(at + 1) };
  if (at === -1) return { name: image.slice(0, colon), tag: image.slice(colon + 1), digest: "" };
  return { name: image.slice(0, colon), tag: image.slice(colon + 1, at), digest: image.slice(at + 1) };
}

function imageOf(name: string, tag: string, digest: string): string {
  return name + (tag && `:${tag}`) + (digest && `@${digest}`);
}
