// The kustomizations that a workload goes through, components among them, and what else goes through each.

import type { Identity } from "../../kustomize/identity";
import { kustomizationFacts, type PatchTarget } from "../../kustomize/kustomization-facts";
import { isPlain, isSelected } from "../../kustomize/target";
import type { Document } from "../../workspace/document";
import type { Lookups } from "../../workspace/lookups/lookups";
import { joined } from "../../workspace/paths";
import type { Slot } from "../../workspace/slot";
import type { Layer } from "../../workspace/units/unit";
import { stringAt } from "../../yaml/navigate";
import type { Mapping } from "../../yaml/tree";
import type { Subject, SubjectSituation } from "../conversion";

export interface Kustomization {
  readonly layer: Layer;
  readonly document: Document;
}

/** An object as a selector sees it. */
interface Seen {
  readonly root: Mapping;
  /** What it is called first and last. */
  readonly identities: readonly Identity[];
}

/** An object that passes a kustomization; each selector in it may see another state of it. */
export interface Passing {
  readonly states: readonly Seen[];
}

/** Those on the way from the workload to the root of its build, and the components that each of them uses. */
export function kustomizationsOf(lookups: Lookups): Kustomization[] {
  const found = new Map<string, Kustomization>();
  const take = (layer: Layer): void => {
    const document = kustomizationIn(layer.path, lookups);
    if (!document || found.has(layer.path)) return;
    found.set(layer.path, { layer, document });
    for (const { path } of layer.facts.components) {
      const component = layerAt(joined(layer.folder, path), lookups);
      if (component && isComponent(component.document)) take(component.layer);
    }
  };
  for (const layer of lookups.layers) take(layer);
  return [...found.values()];
}

/** The other objects that a selector in a kustomization may mean: asked for by what the selector says. */
export class Others {
  readonly #layer: Layer;
  readonly #lookups: readonly Lookups[];
  readonly #subject: Subject;
  readonly #seen = new Map<string, Passing>();

  /** @param situations all in which the subject passes the kustomization */
  constructor({ layer }: Kustomization, situations: readonly SubjectSituation[], subject: Subject) {
    this.#layer = layer;
    this.#lookups = situations.map(({ lookups }) => lookups);
    this.#subject = subject;
  }

  /** Those that a target selects, in any of the builds. */
  selectedBy(target: PatchTarget): Passing[] {
    const all = this.#lookups.flatMap((lookups) => this.#candidates(target, lookups));
    return [...new Set(all)].filter((other) => isSelectedIn(target, other));
  }

  #candidates(target: PatchTarget, lookups: Lookups): Passing[] {
    const { document, resource } = this.#subject;
    return placesOf(this.#layer, lookups, target).flatMap((slot) => {
      const found = slot.document.resource(slot.index);
      if (!found || (slot.document === document && found.item === resource.item)) return [];
      const key = `${slot.document.id} ${slot.index} ${slot.unit.key}`;
      const known = this.#seen.get(key) ?? passing(slot, this.#layer, lookups);
      this.#seen.set(key, known);
      return known;
    });
  }
}

/** Labels, names and the kind are those that the inner kustomizations, and its own, give the object (executed). */
export function passing(slot: Slot, layer: Layer, lookups: Lookups): Passing {
  const states = lookups.files.passing(slot, layer).map(({ resource: { root }, identities }) => ({ root, identities }));
  return { states };
}

export function isSelectedIn(target: PatchTarget, { states }: Passing): boolean {
  return states.some(({ identities, root }) => isSelected(target, identities, root));
}

/** All that a target may mean, and more: by its name where that is a word, else by its kinds. */
function placesOf(layer: Layer, lookups: Lookups, { name = "", kind = "" }: PatchTarget): readonly Slot[] {
  if (isPlain(name)) return lookups.files.calledThrough(layer, name);
  const kinds = kind.split("|");
  if (kinds.every(isPlain)) return kinds.flatMap((one) => [...lookups.files.ofKindThrough(layer, one)]);
  return lookups.files.allThrough(layer);
}

/** All that the workload is called on its way: a reference may use any of these. */
export function namesOf({ resource, situations }: Subject): Set<string> {
  const names = new Set([resource.name]);
  for (const situation of situations) {
    let { name } = resource;
    for (const { facts } of situation.lookups.layers) {
      name = `${facts.namePrefix}${name}${facts.nameSuffix}`;
      names.add(name);
    }
    names.add(situation.resource.name);
  }
  return names;
}

/** The kustomization of a folder, or of the file itself. */
function layerAt(path: string | undefined, lookups: Lookups): Kustomization | undefined {
  if (path === undefined) return undefined;
  const own = kustomizationIn(path, lookups);
  if (own) return { layer: layerOf(path, own), document: own };
  if (/\.(?:ya?ml|json)$/.test(path)) return undefined;
  for (const name of ["kustomization.yaml", "kustomization.yml", "Kustomization"]) {
    const file = path === "" ? name : `${path}/${name}`;
    const document = kustomizationIn(file, lookups);
    if (document) return { layer: layerOf(file, document), document };
  }
  return undefined;
}

function layerOf(path: string, { kustomization }: Document): Layer {
  const slash = path.lastIndexOf("/");
  return {
    path,
    folder: slash === -1 ? "" : path.slice(0, slash),
    facts: kustomization ?? kustomizationFacts(undefined),
  };
}

export function kustomizationIn(path: string, lookups: Lookups): Document | undefined {
  return lookups.files.documentsOf(path).find(({ kustomization }) => kustomization !== undefined);
}

function isComponent(document: Document): boolean {
  return stringAt(document.tree().root, "kind") === "Component";
}
