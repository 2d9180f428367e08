// What an object becomes in a build, and how it is asked where its parts come from.
import { type Resource, resourceOf } from "../kubernetes/resource";
import type { Mapping, Node, Scalar } from "../yaml/tree";
import { type FormerName, type Identity, identitiesOf } from "./identity";
import type { PatchEntry } from "./kustomization-facts";
import type { Layer } from "./layer";
import type { Origin, Origins, SourceDocument } from "./source-document";
import type { Note } from "./tree-change";

/** A patch that means the object. */
export interface AppliedPatch<D extends SourceDocument = SourceDocument> {
  readonly layer: Layer<D>;
  readonly entry: PatchEntry;
  readonly kind: "strategic-merge" | "json-patch";
  /** Where the patch stands. */
  readonly origin: Origin<D>;
  /** It does not fit, and nothing of it is applied: Kustomize does not build this. */
  readonly failed: boolean;
}

export interface Built<D extends SourceDocument = SourceDocument> {
  /** The very resource that was given, where nothing changes it. */
  readonly resource: Resource;
  readonly changed: boolean;
  /** It is not among what is built, by a patch or because it says that it is local; `resource` is what it was before. */
  readonly deleted: boolean;
  /** An annotation keeps it out of what is built. Until then it is there: others may name it, and take their values from it. */
  readonly local: boolean;
  readonly patches: readonly AppliedPatch<D>[];
  /** All that the object was called, in order; the present name last. */
  readonly identities: readonly Identity[];
  /** What was put before and behind its name, in order. */
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  /** Does Kustomize put a hash behind the name, which is left off here? */
  readonly hashed: boolean;
  /** May its data hold keys that cannot be seen here? */
  readonly keysUnseen: boolean;
  /** Undefined for a node that stands in the object's own document, or in none. */
  origin(node: Node): Origin<D> | undefined;
  /** Has the scalar no type but the one that its text has? */
  isUntyped(scalar: Scalar): boolean;
  /** The same object with another tree; the very same where that is the same. */
  with(change: (root: Mapping, note: Note) => Mapping): Built<D>;
}

/** What a build has come to; `identities` are all that it has noted. */
export interface BuildState<D extends SourceDocument> {
  readonly given: Resource;
  readonly resource: Resource;
  readonly deleted: boolean;
  readonly local: boolean;
  readonly patches: readonly AppliedPatch<D>[];
  readonly former: readonly FormerName[];
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  readonly hashed: boolean;
  readonly keysUnseen: boolean;
  readonly origins: Origins<D>;
  readonly isUntyped: (scalar: Scalar) => boolean;
}

export class BuiltObject<D extends SourceDocument> implements Built<D> {
  readonly #state: BuildState<D>;

  constructor(state: BuildState<D>) {
    this.#state = state;
  }

  get resource(): Resource {
    return this.#state.resource;
  }

  get changed(): boolean {
    return this.deleted || this.#state.resource !== this.#state.given;
  }

  get deleted(): boolean {
    return this.#state.deleted || this.#state.local;
  }

  get local(): boolean {
    return this.#state.local && !this.#state.deleted;
  }

  get patches(): readonly AppliedPatch<D>[] {
    return this.#state.patches;
  }

  get identities(): readonly Identity[] {
    return identitiesOf(this.#state.former, this.#state.resource);
  }

  get prefixes(): readonly string[] {
    return this.#state.prefixes;
  }

  get suffixes(): readonly string[] {
    return this.#state.suffixes;
  }

  get hashed(): boolean {
    return this.#state.hashed;
  }

  get keysUnseen(): boolean {
    return this.#state.keysUnseen;
  }

  origin(node: Node): Origin<D> | undefined {
    const { resource, given, origins } = this.#state;
    // Where nothing has changed the object, all of it is its own, also what some kustomization takes, or took, for a patch.
    return resource === given ? undefined : origins.origin(node);
  }

  isUntyped(scalar: Scalar): boolean {
    return this.#state.isUntyped(scalar);
  }

  with(change: (root: Mapping, note: Note) => Mapping): BuiltObject<D> {
    const { resource, origins } = this.#state;
    const root = changedRoot(resource.root, origins.note, change);
    if (root === resource.root) return this;
    return new BuiltObject({ ...this.#state, resource: resourceOf(root, resource.item) ?? resource });
  }
}

/** Aliases may make a tree deeper than anything can walk: it stays as it is. */
function changedRoot(root: Mapping, note: Note, change: (root: Mapping, note: Note) => Mapping): Mapping {
  try {
    return change(root, note);
  } catch (error) {
    if (error instanceof RangeError) return root;
    throw error;
  }
}
