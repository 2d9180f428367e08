// An object on its way through a build: its tree, and all that Kustomize notes of it in annotations of its own.

import { type Resource, resourceOf } from "../kubernetes/resource";
import { asMapping, asScalar, at, child } from "../yaml/navigate";
import type { Mapping, Node } from "../yaml/tree";
import { isMarked, marked, unmarked } from "./build-mark";
import type { AppliedPatch, BuildState } from "./built";
import { copyOf } from "./copy";
import type { ObjectGenerator } from "./generators";
import {
  effectiveNamespace,
  type FormerName,
  type Identity,
  identitiesOf,
  identityOf,
  isSameIdentity,
} from "./identity";
import { patched } from "./json-patch";
import { keepNames } from "./kept-names";
import type { Layer } from "./layer";
import type { Patch } from "./patches";
import { rendered, withPlainAnnotations } from "./rendering";
import type { Replacement } from "./replacements";
import { ScalarNotes } from "./scalar-notes";
import type { Origin, Origins, SourceDocument } from "./source-document";
import type { Passage } from "./steps";
import { merged } from "./strategic-merge";
import type { Changes } from "./transformers";
import type { Note } from "./tree-change";

/** The node that a replacement copies, and where each of its parts stands. */
interface Source<D extends SourceDocument> {
  readonly node: Node;
  readonly origin: (node: Node) => Origin<D>;
}

export class ObjectState<D extends SourceDocument> {
  /** The file that the object stands in. */
  readonly path: string;
  readonly #given: Resource;
  readonly #origins: Origins<D>;
  readonly #changes: Changes;
  readonly #patches: AppliedPatch<D>[] = [];
  readonly #prefixes: string[] = [];
  readonly #suffixes: string[] = [];
  /** What the object was called before it got its present name. */
  #former: FormerName[] = [];
  #identities: readonly Identity[] | undefined;
  /** Has Kustomize put annotations of its own to the object? */
  #noted: boolean;
  #hashed: boolean;
  #keysUnseen: boolean;
  #resource: Resource;
  #deleted = false;
  readonly #isBuilt: boolean;

  /** @param passage the object as it is before its first step */
  constructor({ resource, path, steps, generator }: Passage<D>, origins: Origins<D>) {
    this.#given = resource;
    this.#resource = resource;
    this.path = path;
    this.#origins = origins;
    this.#changes = { note: origins.note, scalars: new ScalarNotes() };
    const made = generator === undefined ? undefined : steps[0]?.layer.generators[generator];
    this.#noted = made !== undefined;
    this.#hashed = made?.facts.hashed === true;
    this.#keysUnseen = made?.keysUnseen === true;
    this.#isBuilt = steps.length > 0;
  }

  get resource(): Resource {
    return this.#resource;
  }

  get deleted(): boolean {
    return this.#deleted;
  }

  /** All that the object was called, the present name last. */
  get identities(): readonly Identity[] {
    this.#identities ??= identitiesOf(this.#former, this.#resource);
    return this.#identities;
  }

  /** What the object was called first. */
  get first(): Identity {
    const own = identityOf(this.#resource);
    return { ...own, ...this.#former[0] };
  }

  get note(): Note {
    return this.#changes.note;
  }

  /**
   * Changes the tree. Aliases may make it deeper than anything can walk: then nothing changes.
   * @returns whether it is an object still; otherwise nothing changes either
   */
  change(make: (root: Mapping, changes: Changes) => Mapping | undefined): boolean {
    try {
      const root = make(this.#resource.root, this.#changes);
      return root !== undefined && this.#become(this.#changes.scalars.settled(root, this.note));
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  #become(root: Mapping): boolean {
    if (root === this.#resource.root) return true;
    const resource = resourceOf(root, this.#given.item);
    if (!resource) return false;
    this.#resource = resource;
    this.#identities = undefined;
    return true;
  }

  /** Notes what the object is called, before it may be called something else. */
  storeName(): void {
    this.#store(identityOf(this.#resource));
  }

  #store(identity: Identity): void {
    const { kind, name } = identity;
    this.#former.push({ kind, name, namespace: effectiveNamespace(identity) });
    this.#identities = undefined;
    this.#noted = true;
  }

  /** What is put before or behind the name counts, when others name the object. */
  storeAffix(place: "prefix" | "suffix", text: string): void {
    (place === "prefix" ? this.#prefixes : this.#suffixes).push(text);
    this.#noted = true;
  }

  /** Lets a generator change the object, where it means it. */
  generate(generator: ObjectGenerator): void {
    if (generator.facts.behavior === "create" || !generator.isFor(this.identities)) return;
    this.#hashed &&= generator.facts.hashed;
    this.#keysUnseen = generator.keysUnseen || (this.#keysUnseen && generator.facts.behavior === "merge");
    this.change((root) => generator.changed(root));
  }

  /** Does a patch without a target mean the object? */
  isNamed(identity: Identity): boolean {
    return this.identities.some((own) => isSameIdentity(identity, own));
  }

  patch(patch: Patch<D>, layer: Layer<D>): void {
    const failed = !(patch.kind === "json-patch" ? this.#patchJson(patch) : this.#merge(patch));
    this.#patches.push({ layer, entry: patch.entry, kind: patch.kind, origin: patch.origin, failed });
  }

  #patchJson({ entry, root: operations }: Patch<D>): boolean {
    // Unlike the older field, `patches` notes the name, so that there are annotations.
    const isNoted = this.#noted || entry.field === "patches";
    const identity = identityOf(this.#resource);
    const isApplied = this.change((root, { note }) => {
      const former = rendered(root, note, { json: true });
      const result = operations && patched(isNoted ? marked(former, note) : former, operations, note);
      return result && withPlainAnnotations(rendered(unmarked(result, former, note), note, { json: true }), note);
    });
    if (isApplied) this.#changes.scalars.clear();
    if (isApplied && entry.field === "patches") this.#store(identity);
    return isApplied;
  }

  #merge({ entry, root: patch }: Patch<D>): boolean {
    const mapping = asMapping(patch);
    if (!mapping) return false;
    const former = this.#resource.root;
    const isRenaming = entry.allowKindChange || entry.allowNameChange;
    const isNoted = this.#noted || isRenaming;
    const base = isNoted ? marked(former, this.note) : former;
    const result = merged(base, mapping, this.note, this.#changes.scalars);
    if (result.state === "failed") return false;
    if (result.state === "deleted") {
      this.#deleted = true;
      return true;
    }
    const kept = keepNames(result.root, base, {
      kind: !entry.allowKindChange,
      name: !entry.allowNameChange,
      note: this.note,
    });
    const isLost = isNoted && !isMarked(kept);
    const identity = identityOf(this.#resource);
    if (!this.change(() => (isNoted ? unmarked(kept, former, this.note) : kept))) return false;
    if (isRenaming) this.#store(identity);
    this.#untypeNames(entry);
    // With all annotations of the object those of Kustomize are gone.
    if (isLost) this.#forget();
    return true;
  }

  /** After a patch Kustomize writes the names that the object had. */
  #untypeNames({ allowKindChange, allowNameChange }: Patch<D>["entry"]): void {
    const { scalars } = this.#changes;
    const { root, kindNode, nameNode } = this.#resource;
    if (!allowKindChange) scalars.untype(kindNode);
    if (!allowNameChange) scalars.untype(nameNode);
    scalars.untype(asScalar(at(root, "metadata", "namespace")));
  }

  #forget(): void {
    this.#former = [];
    this.#identities = undefined;
    this.#prefixes.length = 0;
    this.#suffixes.length = 0;
    this.#noted = false;
    this.#hashed = false;
  }

  /**
   * What a replacement copies from the object; undefined where it has no such field.
   * @param document that of the object
   */
  valueOf(replacement: Replacement, document: D): Source<D> | undefined {
    const node = replacement.valueIn(this.#resource.root, this.note);
    if (!node) return undefined;
    const own: Origin<D> = { path: this.path, document, inline: undefined };
    return { node, origin: (part) => this.#origins.origin(part) ?? own };
  }

  replace(replacement: Replacement, source: Source<D> | undefined): void {
    const { node, origin } = source ?? {};
    const value =
      node && origin && (asScalar(node) ?? copyOf(node, (copy, part) => this.#origins.set(copy, origin(part))));
    for (const target of replacement.targets) {
      if (!target.selects(this.identities, this.#resource.root)) continue;
      this.change((root, changes) => target.applied(root, value, changes));
    }
  }

  /** The end of the build: the object as it is printed. */
  finished(): BuildState<D> {
    const local = this.#isBuilt && isLocal(this.#resource.root);
    const { scalars } = this.#changes;
    const note = scalars.following(this.note);
    if (this.#isBuilt && !this.#deleted) this.change((root) => rendered(withPlainAnnotations(root, note), note));
    return {
      given: this.#given,
      resource: this.#resource,
      deleted: this.#deleted,
      local,
      patches: this.#patches,
      former: this.#former,
      prefixes: this.#prefixes,
      suffixes: this.#suffixes,
      hashed: this.#hashed,
      keysUnseen: this.#keysUnseen,
      origins: this.#origins,
      isUntyped: (scalar) => scalars.isUntyped(scalar),
    };
  }
}

/** Source: kustomize api/resource/factory.go, DropLocalNodes. */
function isLocal(root: Mapping): boolean {
  const annotation = child(at(root, "metadata", "annotations"), "config.kubernetes.io/local-config");
  return annotation !== undefined && asScalar(annotation)?.text !== "false";
}
