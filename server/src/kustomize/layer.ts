// One kustomization, read once: its patches, generators, replacements and fields, ready to be applied to any object.

import { asScalar, at, child } from "../yaml/navigate";
import type { Node, Scalar } from "../yaml/tree";
import { fieldConfiguration } from "./configuration";
import type { FieldConfiguration } from "./default-fields";
import type { FieldSpec } from "./field-spec";
import { ObjectGenerator } from "./generators";
import type { Identity } from "./identity";
import { ImageChange } from "./images";
import {
  type KustomizationFacts,
  kustomizationFacts,
  type PatchTarget,
  type ReplicaEntry,
} from "./kustomization-facts";
import { type Patch, PatchIndex, type PatchReading, patchesOf } from "./patches";
import { replacementFacts } from "./replacement-facts";
import { Replacement, replacementNodes } from "./replacements";
import type { Origins, PatchField, SourceDocument } from "./source-document";
import { labelFields, type PairList, pairList } from "./transformers";
import type { Note } from "./tree-change";

/** What a kustomization names, by the words that it says: how they lead to a file is for others to know. */
export interface LayerFiles<D extends SourceDocument> {
  /** The documents of a file; undefined where it is not known. */
  documentsOf(reference: string): readonly D[] | undefined;
  /** The text of a file that need not be YAML; undefined where it cannot be read. */
  textOf(reference: string): string | undefined;
}

const patchFields: readonly PatchField[] = ["patchesStrategicMerge", "patches", "patchesJson6902"];

/** Immutable: when its document or a file that it reads changes, another one takes its place. Nothing is read before it is needed. */
export class Layer<D extends SourceDocument = SourceDocument> {
  readonly document: D;
  readonly facts: KustomizationFacts;
  readonly #files: LayerFiles<D>;
  readonly #root: Node | undefined;
  readonly #origins: Origins<D>;
  readonly #indexes = new Map<PatchField, PatchIndex<D>>();
  readonly #patches = new Map<PatchField, readonly Patch<D>[]>();
  #patchFiles: readonly string[] | undefined;
  #namesIn: ReadonlyMap<string | undefined, readonly Identity[]> | undefined;
  #fields: LayerFields | undefined;
  #generators: readonly ObjectGenerator[] | undefined;
  #replacements: readonly Replacement[] | undefined;
  #configurations: readonly FieldConfiguration[] | undefined;

  /** @param origins the same for all layers of a build */
  constructor(document: D, files: LayerFiles<D>, origins: Origins<D>) {
    this.document = document;
    this.#files = files;
    this.#origins = origins;
    this.#root = document.tree().root;
    this.facts = kustomizationFacts(this.#root);
    origins.claim(this.#root, { path: document.path, document, inline: undefined });
  }

  /** The file. */
  get path(): string {
    return this.document.path;
  }

  /** The folder of the file; `""` at the top. */
  get folder(): string {
    return this.path.slice(0, Math.max(0, this.path.lastIndexOf("/")));
  }

  /** All files that it reads for others, as written: patches, replacements, configurations, data. */
  get files(): readonly string[] {
    const { replacements, configurations, generated } = this.facts;
    return [
      ...this.patchFiles,
      ...replacements.flatMap(({ path }) => path ?? []),
      ...configurations,
      ...generated.flatMap(({ sources }) =>
        sources.flatMap((source) => (source.type === "literal" ? [] : source.path)),
      ),
    ];
  }

  /** The files of its patches, as written, each once. */
  get patchFiles(): readonly string[] {
    this.#patchFiles ??= [...new Set(this.facts.patches.flatMap(({ path }) => path ?? []))];
    return this.#patchFiles;
  }

  /**
   * The objects that the patches in a file mean, where they have no target: when the file changes, these are concerned, by
   * what it said before and by what it says now.
   * @param patchFile as the kustomization writes it; undefined for the patches in the kustomization itself
   */
  namesIn(patchFile: string | undefined): readonly Identity[] {
    this.#namesIn ??= this.#namesByFile();
    return this.#namesIn.get(patchFile) ?? [];
  }

  /** The targets of the patches in a file, as far as there are any patches in it. */
  targetsIn(patchFile: string | undefined): readonly PatchTarget[] {
    const targets = patchFields.flatMap((field) =>
      this.patches(field).flatMap(({ entry, target }) => (target && entry.path === patchFile ? target.target : [])),
    );
    return [...new Set(targets)];
  }

  #namesByFile(): Map<string | undefined, Identity[]> {
    const found = new Map<string | undefined, Identity[]>();
    for (const field of ["patches", "patchesStrategicMerge"] as const) {
      for (const { entry, identity } of this.patches(field)) {
        if (!identity) continue;
        const known = found.get(entry.path);
        if (known) known.push(identity);
        else found.set(entry.path, [identity]);
      }
    }
    return found;
  }

  /** The patches of a field, in their order. */
  patches(field: PatchField): readonly Patch<D>[] {
    const known = this.#patches.get(field);
    if (known) return known;
    const entries = this.facts.patches.filter((entry) => entry.field === field);
    const patches = entries.length === 0 ? [] : patchesOf(entries, this.#reading());
    this.#patches.set(field, patches);
    return patches;
  }

  /** The patches of a field that may mean an object of these names. */
  patchesFor(field: PatchField, identities: readonly Identity[]): readonly Patch<D>[] {
    const patches = this.patches(field);
    if (patches.length === 0) return patches;
    let index = this.#indexes.get(field);
    if (!index) {
      index = new PatchIndex(patches);
      this.#indexes.set(field, index);
    }
    return index.for(identities);
  }

  /** What it says without patches, with the nodes that say it. */
  get fields(): LayerFields {
    this.#fields ??= layerFields(this.#root, this.facts, this.#origins.note);
    return this.#fields;
  }

  /** Its ConfigMaps and Secrets, in the order in which Kustomize generates them. */
  get generators(): readonly ObjectGenerator[] {
    const root = this.#root;
    this.#generators ??= root
      ? this.facts.generated.map(
          (facts) => new ObjectGenerator(facts, root, (path) => this.#files.textOf(path), this.#origins.note),
        )
      : [];
    return this.#generators;
  }

  /** Its replacements, those of files in the place of the entries that name them. */
  get replacements(): readonly Replacement[] {
    this.#replacements ??= this.facts.replacements.flatMap(({ index, path, replacement }) => {
      const node = at(this.#root, "replacements", index);
      if (replacement) return node ? [new Replacement(replacement, node)] : [];
      if (path === undefined) return [];
      // Kustomize reads the first document alone.
      const [file] = this.#files.documentsOf(path) ?? [];
      const root = file?.tree().root;
      if (!file || !root) return [];
      this.#origins.claim(root, { path: file.path, document: file, inline: undefined });
      return replacementNodes(root).flatMap((item) => {
        const facts = replacementFacts(item);
        return facts ? [new Replacement(facts, item)] : [];
      });
    });
    return this.#replacements;
  }

  /** What its files of `configurations` say. */
  get configurations(): readonly FieldConfiguration[] {
    this.#configurations ??= this.facts.configurations.flatMap((path) => {
      const root = this.#files.documentsOf(path)?.[0]?.tree().root;
      return root ? [fieldConfiguration(root)] : [];
    });
    return this.#configurations;
  }

  /** May anything that it gathers be changed in ways that cannot be seen here? */
  get changesUnseen(): boolean {
    return this.facts.changesUnseen || this.configurations.length < this.facts.configurations.length;
  }

  #reading(): PatchReading<D> {
    return {
      document: this.document,
      documentsOf: (path) => this.#files.documentsOf(path) ?? [],
      claim: (root, origin) => this.#origins.claim(root, origin),
      note: this.#origins.note,
    };
  }
}

interface LabelChange {
  readonly pairs: PairList;
  /** The fields that get them. */
  readonly specs: (configuration: FieldConfiguration) => readonly FieldSpec[];
}

interface LayerFields {
  readonly namespace: Scalar | undefined;
  readonly prefix: Scalar | undefined;
  readonly suffix: Scalar | undefined;
  readonly labels: readonly LabelChange[];
  readonly annotations: PairList | undefined;
  readonly replicas: readonly { readonly entry: ReplicaEntry; readonly count: Scalar }[];
  readonly images: readonly ImageChange[];
}

function layerFields(root: Node | undefined, facts: KustomizationFacts, note: Note): LayerFields {
  const word = (field: string, text: string | undefined) => (text ? asScalar(child(root, field)) : undefined);
  return {
    namespace: word("namespace", facts.namespace),
    prefix: word("namePrefix", facts.namePrefix),
    suffix: word("nameSuffix", facts.nameSuffix),
    labels: facts.labels.flatMap((entry) => {
      const node = entry.field === "labels" ? at(root, "labels", entry.index, "pairs") : child(root, "commonLabels");
      const pairs = pairList(node, note);
      return pairs ? [{ pairs, specs: remembered((configuration) => labelFields(entry, configuration)) }] : [];
    }),
    annotations: pairList(child(root, "commonAnnotations"), note),
    replicas: facts.replicas.flatMap((entry) => {
      const count = asScalar(at(root, "replicas", entry.index, "count"));
      return count ? [{ entry, count }] : [];
    }),
    images: facts.images.map(
      (entry) => new ImageChange(entry, imageNode(at(root, entry.field, entry.index)) ?? rootOr(root)),
    ),
  };
}

/** Builds of one kustomization mostly have one configuration. */
function remembered(
  specs: (configuration: FieldConfiguration) => readonly FieldSpec[],
): (configuration: FieldConfiguration) => readonly FieldSpec[] {
  let last: { readonly of: FieldConfiguration; readonly specs: readonly FieldSpec[] } | undefined;
  return (configuration) => {
    if (last?.of !== configuration) last = { of: configuration, specs: specs(configuration) };
    return last.specs;
  };
}

/** What an image entry says last of the image. */
function imageNode(entry: Node | undefined): Node | undefined {
  return ["digest", "newTag", "newName", "tagSuffix"]
    .map((key) => child(entry, key))
    .find((node) => node !== undefined);
}

function rootOr(root: Node | undefined): Node {
  return root ?? { type: "scalar", style: "plain", text: "", value: null, start: 0, end: 0 };
}
