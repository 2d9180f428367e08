// What an object becomes in one unit: itself with the patches and fields of all kustomizations that it goes through.
import { isJsonPatch, patched } from "../kubernetes/json-patch";
import { groupOf } from "../kubernetes/kinds";
import { labels } from "../kubernetes/labels";
import { type Resource, resourcesOf } from "../kubernetes/resource";
import { merged } from "../kubernetes/strategic-merge";
import { mappingLike, type Note, withValueAt } from "../kubernetes/tree-change";
import { asMapping, at, booleanAt, child, isNullish, itemsOf, stringAt } from "../yaml/navigate";
import type { Mapping, Node } from "../yaml/tree";
import { type Fields, withLabels, withName, withNamespace, withReplicas } from "./build-fields";
import { type Step, stepsOf } from "./build-layers";
import { keepNames } from "./build-names";
import { type PatchSource, patchSources } from "./build-sources";
import { type Identity, identityOf, isNamed, isSelected, selects } from "./build-target";
import type { Document } from "./document";
import type { PatchEntry } from "./kustomization-facts";
import { joined } from "./paths";
import type { Reader } from "./reader";
import type { Layer, Membership } from "./units";

/** Where a node comes from that is not of the object's own document. Its span is one of `document`. */
export interface Origin {
  /** The file. */
  readonly path: string;
  readonly document: Document;
  /** The patch that it stands in, where that is text in a kustomization. */
  readonly inline: InlinePatch | undefined;
}

export interface InlinePatch {
  readonly field: PatchEntry["field"];
  /** Its place in that list. */
  readonly index: number;
  /** The file of the kustomization. */
  readonly layer: string;
}

/** A patch that means the object. */
export interface AppliedPatch {
  readonly layer: Layer;
  readonly entry: PatchEntry;
  readonly kind: "strategic-merge" | "json-patch";
  /** Where the patch stands. */
  readonly origin: Origin;
  /** It does not fit, and nothing of it is applied: Kustomize does not build this. */
  readonly failed: boolean;
}

export interface Built {
  /** The very resource that was given, where nothing changes it. */
  readonly resource: Resource;
  readonly changed: boolean;
  /** A patch removes the object; `resource` is what it was before. */
  readonly deleted: boolean;
  /** Undefined for a node that stands in the object's own document, or in none. */
  origin(node: Node): Origin | undefined;
  readonly patches: readonly AppliedPatch[];
}

/**
 * Builds an object. Reads only what may change it, and returns it as it is where nothing does. Images, annotations,
 * replacements and plugins are left out.
 * @param path the file of the object
 */
export function built(resource: Resource, path: string, membership: Membership, reader: Reader): Built {
  const build = new Build(resource, path, reader);
  if (membership.layers.length > 0) for (const step of stepsOf(membership.layers, reader)) build.take(step);
  return build;
}

/** The object on its way through the kustomizations. */
class Build implements Built {
  readonly #given: Resource;
  readonly #path: string;
  readonly #reader: Reader;
  readonly #origins = new WeakMap<Node, Origin>();
  readonly #patches: AppliedPatch[] = [];
  /** What the object was called before it got its present name. */
  readonly #former: Identity[] = [];
  resource: Resource;
  deleted = false;

  constructor(resource: Resource, path: string, reader: Reader) {
    this.#given = resource;
    this.#path = path;
    this.#reader = reader;
    this.resource = resource;
  }

  get changed(): boolean {
    return this.deleted || this.resource !== this.#given;
  }

  get patches(): readonly AppliedPatch[] {
    return this.#patches;
  }

  origin(node: Node): Origin | undefined {
    return this.#origins.get(node);
  }

  /** Takes the object through one kustomization, in the order of Kustomize 5.5.0. */
  take(step: Step): void {
    const { facts } = step.layer;
    if (this.deleted) return;
    for (const entry of facts.patches) if (entry.field === "patchesStrategicMerge") this.#patch(entry, step);
    for (const entry of facts.patches) if (entry.field === "patches") this.#patch(entry, step);
    this.#changeFields(step);
    for (const entry of facts.patches) if (entry.field === "patchesJson6902") this.#patch(entry, step);
    if (facts.replicas.length > 0) {
      this.#become(withReplicas(this.resource.root, this.#identities(), this.#fields(step, ["replicas"])));
    }
  }

  #changeFields(step: Step): void {
    const { facts } = step.layer;
    if (facts.namespace !== undefined) {
      const identity = this.#keepIdentity();
      this.#become(withNamespace(this.resource.root, identity, this.#fields(step, ["namespace"])));
    }
    const renamings = [facts.namePrefix && ((name: string) => facts.namePrefix + name)];
    renamings.push(facts.nameSuffix && ((name: string) => name + facts.nameSuffix));
    for (const add of renamings) {
      if (!add) continue;
      this.#keepIdentity();
      this.#become(withName(this.resource.root, this.#former[0] ?? identityOf(this.resource), add, this.#note));
    }
    if (facts.labels.length > 0)
      this.#become(withLabels(this.resource.root, this.#fields(step, ["labels", "commonLabels"])));
  }

  /** @param used the fields of the kustomization whose nodes may become nodes of the object */
  #fields({ layer, document }: Step, used: readonly string[]): Fields {
    const { root } = document.tree();
    for (const key of used) this.#claim(child(root, key), { path: layer.path, document, inline: undefined });
    return { facts: layer.facts, root, note: this.#note };
  }

  #patch(entry: PatchEntry, step: Step): void {
    if (this.deleted || !this.#isMeant(entry, step)) return;
    // A file that is listed as a patch of itself changes nothing.
    if (entry.path !== undefined && joined(step.layer.folder, entry.path) === this.#path) return;
    const names = entry.target ? undefined : this.#identities().map(({ name }) => name);
    const sources = patchSources(entry, step, this.#reader, names);
    const several = sources.filter(({ root }) => asMapping(root)).length > 1;
    for (const source of sources) {
      this.#claim(source.root, source.origin);
      if (isJsonPatch(source.root)) {
        if (entry.target && entry.field !== "patchesStrategicMerge") this.#patchJson(entry, step, source);
        if (source === sources[0]) return; // Kustomize reads only the first document of a JSON patch.
      } else if (entry.field !== "patchesJson6902") this.#mergePatch(entry, step, source, several);
    }
  }

  /** Does the target select the object? A patch without one is asked for its own names later. */
  #isMeant({ target, field, index }: PatchEntry, { document }: Step): boolean {
    if (!target) return field !== "patchesJson6902";
    const { root } = this.resource;
    if (!isSelected(target, this.#identities(), root)) return false;
    const annotations = stringAt(document.tree().root, field, index, "target", "annotationSelector");
    return selects(annotations, labels(at(root, "metadata", "annotations")));
  }

  #patchJson(entry: PatchEntry, step: Step, source: PatchSource): void {
    const identity = identityOf(this.resource);
    const result = source.root && !source.broken ? this.#patchedJson(source.root) : undefined;
    const failed = !result || !this.#become(result);
    // Unlike the older field, `patches` remembers what the object was called.
    if (!failed && entry.field === "patches") this.#former.push(identity);
    this.#patches.push({ layer: step.layer, entry, kind: "json-patch", origin: source.origin, failed });
  }

  /** Kustomize keeps notes of its own in the annotations, so that a patch may add one where the object has none. */
  #patchedJson(operations: Node): Mapping | undefined {
    const { root } = this.resource;
    const result = patched(root, operations, this.#note);
    const metadata = asMapping(child(root, "metadata"));
    if (result || !metadata || !isNullish(child(metadata, "annotations"))) return result;
    const none = mappingLike(operations, [], this.#note);
    return patched(withValueAt(root, ["metadata", "annotations"], none, this.#note), operations, this.#note);
  }

  /** @param several is it one of several documents? Kustomize allows that only where there is no target. */
  #mergePatch(entry: PatchEntry, step: Step, source: PatchSource, several: boolean): void {
    const before = this.#identities();
    for (const root of objectsOf(source.root)) {
      if (!entry.target && !isNamed(writtenIdentity(root), before)) continue;
      const named = stringAt(root, "kind") !== undefined && stringAt(root, "metadata", "name") !== undefined;
      const fits = named && !source.broken && !(several && entry.target);
      const failed = !fits || !this.#merge(root, entry, step);
      this.#patches.push({ layer: step.layer, entry, kind: "strategic-merge", origin: source.origin, failed });
    }
  }

  #merge(patch: Mapping, { field, index }: PatchEntry, { document }: Step): boolean {
    const { root } = this.resource;
    const result = merged(root, patch, this.#note);
    if (result.state === "failed") return false;
    if (result.state === "deleted") {
      this.deleted = true;
      return true;
    }
    const options = at(document.tree().root, field, index, "options");
    const identity = identityOf(this.resource);
    const kept = keepNames(result.root, root, {
      kind: booleanAt(options, "allowKindChange") !== true,
      name: booleanAt(options, "allowNameChange") !== true,
      note: this.#note,
    });
    if (!this.#become(kept)) return false;
    if (this.resource.kind !== identity.kind || this.resource.name !== identity.name) this.#former.push(identity);
    return true;
  }

  /** @returns whether the tree is still an object; otherwise nothing changes */
  #become(root: Mapping): boolean {
    if (root === this.resource.root) return true;
    const [resource] = resourcesOf(root);
    if (!resource) return false;
    this.resource = { ...resource, item: this.#given.item };
    return true;
  }

  /** All that the object was called, the present name last. */
  #identities(): Identity[] {
    return [...this.#former, identityOf(this.resource)];
  }

  #keepIdentity(): Identity {
    const identity = identityOf(this.resource);
    this.#former.push(identity);
    return identity;
  }

  readonly #note: Note = (made, like) => {
    const origin = this.#origins.get(like);
    if (origin) this.#origins.set(made, origin);
  };

  /** Marks all nodes of a tree, those behind aliases as well. */
  #claim(node: Node | undefined, origin: Origin): void {
    if (!node || this.#origins.get(node) === origin) return;
    this.#origins.set(node, origin);
    if (node.type === "alias") this.#claim(node.target, origin);
    else if (node.type === "sequence") for (const item of node.items) this.#claim(item, origin);
    else if (node.type === "mapping") {
      for (const { key, value } of node.entries) {
        this.#claim(key, origin);
        this.#claim(value, origin);
      }
    }
  }
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
    version: apiVersion.slice(apiVersion.indexOf("/") + 1),
    kind: stringAt(root, "kind") ?? "",
    name: stringAt(root, "metadata", "name") ?? "",
    namespace: stringAt(root, "metadata", "namespace"),
  };
}
