// ConfigMaps and Secrets that a kustomization generates, as objects of which others know the name and the keys.
//
// The hash that Kustomize puts behind their names is left off.

import { asMapping, asScalar, at, child, entriesOf, entryOf } from "../yaml/navigate";
import type { Entry, Mapping, Node, Scalar } from "../yaml/tree";
import { base64, generatedData } from "./generated-data";
import type { GeneratorFacts } from "./generator-facts";
import { type Identity, isSameIdentity } from "./identity";
import { newWord, quotedWord, scalarLike, UNKNOWN, wordLike } from "./scalars";
import { mappingLike, type Note, stringLike } from "./tree-change";

/** An entry of `configMapGenerator` or `secretGenerator` that is read once. */
export class ObjectGenerator {
  readonly facts: GeneratorFacts;
  /** What it makes. */
  readonly object: Mapping;
  /** Is there a file whose keys cannot be read? Then it may hold more than `object` says. */
  readonly keysUnseen: boolean;
  readonly #note: Note;

  /**
   * @param root the kustomization
   * @param textOf the text of a file that it names; undefined where it cannot be read
   */
  constructor(facts: GeneratorFacts, root: Node, textOf: (path: string) => string | undefined, note: Note) {
    const item = at(root, facts.field, facts.index) ?? root;
    const data = generatedData(facts, textOf);
    this.facts = facts;
    this.keysUnseen = data.keysUnseen;
    this.#note = note;
    const maker = new Maker(item, note);
    const values = data.entries.map(({ key, value, source }): Entry => {
      const place = nodeOf(source, item);
      const text = value === undefined ? UNKNOWN : facts.kind === "Secret" ? base64(value) : value;
      return { key: maker.key(key, place), value: newWord(wordLike(place, text, note), note) };
    });
    const options = [child(item, "options"), child(root, "generatorOptions")];
    this.object = maker.mapping([
      maker.entry("apiVersion", wordLike(item, "v1", note)),
      maker.entry("kind", wordLike(item, facts.kind, note)),
      maker.entry("metadata", maker.metadata(facts, options)),
      ...(facts.kind === "Secret" ? [maker.entry("type", maker.word(child(item, "type"), facts.type))] : []),
      // A Secret has data, be it none.
      ...(values.length > 0 || facts.kind === "Secret" ? [maker.entry("data", maker.mapping(unique(values)))] : []),
      ...(facts.immutable ? [maker.entry("immutable", scalarLike(item, "true", true, note))] : []),
    ]);
  }

  get identity(): Identity {
    const { kind, name, namespace } = this.facts;
    return { group: "", version: "v1", kind, name, namespace };
  }

  /** Is the object, by any of its names, the one that this entry changes? */
  isFor(identities: readonly Identity[]): boolean {
    return this.facts.behavior !== "create" && identities.some((identity) => isSameIdentity(this.identity, identity));
  }

  /**
   * What the entry makes of an object that is there: its own object with the name, and with the labels, annotations and,
   * where it merges, the data that it does not say itself.
   * Source: kustomize api/resource/resource.go, CopyMergeMetaDataFieldsFrom; api/resmap/reswrangler.go, appendReplaceOrMerge.
   */
  changed(former: Mapping): Mapping {
    const maker = new Maker(this.object, this.#note);
    const metadata = asMapping(child(former, "metadata"));
    const merges = this.facts.behavior === "merge";
    const words = (field: "labels" | "annotations") =>
      maker.joined(child(metadata, field), at(this.object, "metadata", field), { nulls: "written" });
    const data = (field: "data" | "binaryData") =>
      merges
        ? maker.joined(child(former, field), child(this.object, field), { nulls: "empty" })
        : child(this.object, field);
    const own = entriesOf(this.object).filter(({ key }) => !["metadata", "data", "binaryData"].includes(textOf(key)));
    return maker.mapping([
      ...own,
      maker.entry(
        "metadata",
        maker.mapping([
          ...maker.optional("name", child(metadata, "name")),
          ...maker.optional("namespace", child(metadata, "namespace")),
          ...maker.optional("labels", words("labels")),
          ...maker.optional("annotations", words("annotations")),
        ]),
      ),
      ...maker.optional("data", data("data")),
      ...maker.optional("binaryData", data("binaryData")),
    ]);
  }
}

/** Makes nodes at the place of an entry. */
class Maker {
  readonly #like: Node;
  readonly #note: Note;

  constructor(like: Node, note: Note) {
    this.#like = like;
    this.#note = note;
  }

  mapping(entries: readonly Entry[]): Mapping {
    return mappingLike(this.#like, entries, this.#note);
  }

  key(text: string, like = this.#like): Scalar {
    return stringLike(like, text, this.#note);
  }

  entry(key: string, value: Node): Entry {
    return { key: this.key(key), value };
  }

  optional(key: string, value: Node | undefined): Entry[] {
    return value === undefined ? [] : [this.entry(key, value)];
  }

  /** The scalar itself where it says the word. */
  word(node: Node | undefined, text: string): Scalar {
    const scalar = asScalar(node);
    return newWord(scalar?.text === text ? scalar : wordLike(this.#like, text, this.#note), this.#note);
  }

  metadata({ name, namespace, labels, annotations }: GeneratorFacts, options: readonly (Node | undefined)[]): Mapping {
    const words = (field: string, pairs: Readonly<Record<string, string>>): Entry[] => {
      const places = options.map((option) => child(option, field));
      const entries = Object.entries(pairs).map(([key, text]): Entry => {
        const written = places.map((place) => entryOf(place, key)).find((entry) => entry !== undefined);
        return {
          key: written?.key ?? this.key(key),
          value: quotedWord(written?.value ?? this.#like, text, this.#note),
        };
      });
      return entries.length > 0 ? [this.entry(field, this.mapping(entries))] : [];
    };
    return this.mapping([
      this.entry("name", this.word(child(this.#like, "name"), name)),
      ...(namespace === undefined
        ? []
        : [this.entry("namespace", this.word(child(this.#like, "namespace"), namespace))]),
      ...words("labels", labels),
      ...words("annotations", annotations),
    ]);
  }

  /**
   * All entries of two mappings as words, those of the second where both have one; undefined where there are none.
   * @param options.nulls is a `null` the word that is written, or an empty one?
   */
  joined(
    former: Node | undefined,
    added: Node | undefined,
    { nulls }: { readonly nulls: "written" | "empty" },
  ): Mapping | undefined {
    const entries = new Map<string, Entry>();
    for (const { key, value } of [...entriesOf(former), ...entriesOf(added)]) {
      const scalar = asScalar(value);
      const isWord = scalar !== undefined && typeof scalar.value === "string";
      const text = !scalar ? "" : scalar.value === null && nulls === "empty" ? "" : scalar.text;
      entries.set(textOf(key), {
        key,
        value: newWord(isWord ? scalar : wordLike(value, text, this.#note), this.#note),
      });
    }
    return entries.size === 0 ? undefined : this.mapping([...entries.values()]);
  }
}

/** The scalar of the kustomization that a key comes from. */
function nodeOf(source: GeneratorFacts["sources"][number], item: Node): Node {
  const field = { literal: "literals", file: "files", env: source.index === undefined ? "env" : "envs" }[source.type];
  return (source.index === undefined ? child(item, field) : at(item, field, source.index)) ?? item;
}

/** A key that stands twice is a fault; the last one counts. */
function unique(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.map((entry) => [textOf(entry.key), entry])).values()];
}

function textOf(key: Node): string {
  return key.type === "scalar" ? key.text : "";
}
