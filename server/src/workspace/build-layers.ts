// The order in which kustomizations change an object: those on its way to the root, and the components that each of them uses.
import { stringAt } from "../yaml/navigate";
import type { Document } from "./document";
import { joined } from "./paths";
import type { Reader } from "./reader";
import type { Layer } from "./units";

/** A kustomization that has a part in a build, with the document that says it. */
export interface Step {
  readonly layer: Layer;
  readonly document: Document;
}

const fileNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/**
 * All kustomizations that an object goes through, the innermost first. A component changes everything that its user has
 * gathered before it, not only objects of its own. Source: kustomize api/internal/target/kusttarget.go, accumulateTarget.
 */
export function stepsOf(layers: readonly Layer[], reader: Reader): Step[] {
  const steps: Step[] = [];
  const seen = new Set(layers.map(({ path }) => path));
  let inner: Layer | undefined;
  for (const layer of layers) {
    const document = documentOf(layer.path, reader);
    if (!document) continue;
    addComponents(layer, inner, reader, steps, seen);
    steps.push({ layer, document });
    inner = layer;
  }
  return steps;
}

/** @param inner where the object comes from: a component before it has not seen the object */
function addComponents(layer: Layer, inner: Layer | undefined, reader: Reader, steps: Step[], seen: Set<string>): void {
  let reached = inner === undefined || !isComponent(documentOf(inner.path, reader));
  for (const reference of layer.facts.resources) {
    const folder = /\.(?:ya?ml|json)$/.test(reference) ? undefined : joined(layer.folder, reference);
    if (folder === undefined) continue;
    if (folder === inner?.folder) reached = true;
    const component = reached ? componentIn(folder, reader) : undefined;
    if (!component || seen.has(component.layer.path)) continue;
    seen.add(component.layer.path);
    addComponents(component.layer, undefined, reader, steps, seen);
    steps.push(component);
  }
}

function componentIn(folder: string, reader: Reader): Step | undefined {
  for (const name of fileNames) {
    const path = folder === "" ? name : `${folder}/${name}`;
    const document = documentOf(path, reader);
    if (document?.kustomization && isComponent(document))
      return { layer: { folder, path, facts: document.kustomization }, document };
  }
  return undefined;
}

function isComponent(document: Document | undefined): boolean {
  return document?.text.includes("Component") === true && stringAt(document.tree().root, "kind") === "Component";
}

function documentOf(path: string, reader: Reader): Document | undefined {
  return reader.documentsOf(path).find(({ kustomization }) => kustomization !== undefined);
}
