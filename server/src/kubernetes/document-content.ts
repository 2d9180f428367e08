// What one document is by its own text and tree; what its neighbours add to that is decided in `workspace`.
import { asMapping, asSequence, at, child, isNullish, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import { isClusterApiVersion } from "./kinds";
import { type Resource, resourcesOf } from "./resource";
import { isPlaceholder } from "./template-markers";
import { containers, isWholeWorkload, podRunner } from "./workload";

/**
 * - `manifest`: whole Kubernetes objects, custom resources among them
 * - `patch`: a piece that is laid over an object, or a list of JSON 6902 operations
 * - `definition`: a CustomResourceDefinition
 * - `kustomization`: a Kustomization or Component of Kustomize
 * - `template`: source of a template engine
 * - `compose`, `workflow`: a Compose file, a GitHub workflow
 * - `other`: anything else
 */
export type DocumentContent =
  | "empty"
  | "manifest"
  | "patch"
  | "definition"
  | "kustomization"
  | "template"
  | "compose"
  | "workflow"
  | "other";

/** May the document hold anything that Rightkind reads? Asked before parsing: most YAML of a repository is not ours. */
export function isWorthParsing(text: string): boolean {
  return /(?:^|[\s{,'"-])(?:kind|\$patch|op)['"]?\s*:/.test(text);
}

/** Does the text look like a Kubernetes manifest, even where it cannot be parsed? */
export function looksLikeManifest(text: string): boolean {
  // A byte order mark may stand before the first key.
  return (
    /^[ \t\ufeff]*(?:-[ \t]+)?["']?apiVersion["']?\s*:/m.test(text) && /^[ \t\ufeff]*["']?kind["']?\s*:/m.test(text)
  );
}

/** What a document is that is not worth parsing. */
export function unparsedContent(text: string): DocumentContent {
  const [first, second] = contentLines(text);
  if (first === undefined || (first.startsWith("---") && second === undefined)) return "empty";
  if (/^services\s*:/m.test(text)) return "compose";
  return /^jobs\s*:/m.test(text) && /^["']?on["']?\s*:/m.test(text) ? "workflow" : "other";
}

/** The first two lines that are neither blank nor comments. */
function contentLines(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length && found.length < 2; ) {
    const lineEnd = /[^\r\n]*/y;
    lineEnd.lastIndex = at;
    const line = lineEnd.exec(text)?.[0] ?? "";
    const content = line.trim();
    if (content !== "" && !content.startsWith("#")) found.push(content);
    at += line.length + 1;
  }
  return found;
}

/** Classifies a document by itself; one that has no template markers. Depends on nothing else; never throws. */
export function documentContent(text: string, root: Node | undefined): DocumentContent {
  if (isNullish(root)) return "empty";
  if (isOperationList(root)) return "patch";
  const apiVersion = stringAt(root, "apiVersion");
  const kind = stringAt(root, "kind");
  if (apiVersion === undefined || kind === undefined) return withoutKind(root);
  if (apiVersion.startsWith("kustomize.config.k8s.io/")) return "kustomization";
  if (!isClusterApiVersion(apiVersion)) return "other";
  if (kind === "CustomResourceDefinition") return "definition";
  const resources = resourcesOf(root);
  if (resources.some(isUnfilled)) return "template";
  return isPatch(text, resources) ? "patch" : "manifest";
}

function withoutKind(root: Node | undefined): DocumentContent {
  if (asMapping(child(root, "services")) && stringAt(root, "kind") === undefined) return "compose";
  if (asMapping(child(root, "jobs")) && (child(root, "on") !== undefined || child(root, "true") !== undefined))
    return "workflow";
  return "other";
}

/** A JSON 6902 patch: a list of operations with a path. */
function isOperationList(root: Node | undefined): boolean {
  const items = asSequence(root)?.items ?? [];
  return (
    items.length > 0 &&
    items.every((item) => stringAt(item, "op") !== undefined && stringAt(item, "path") !== undefined)
  );
}

/** A name or an image that a tool still has to fill in makes the document a template of that tool. */
function isUnfilled(resource: Resource): boolean {
  const view = podRunner(resource);
  const images = view ? containers(view).map(({ image }) => image) : [];
  const words = [resource.name, resource.namespace ?? "", resource.kind, ...images];
  for (const replicas of [at(resource.root, "spec", "replicas")]) {
    if (replicas?.type === "mapping") return true;
  }
  return words.some((word) => /\{\{|\{%/.test(word));
}

/**
 * Is it an object as it is written under the resources of a kustomization that completes it, rather than a patch? A document
 * with a `$patch` directive, or a list of operations, is none.
 */
export function isPieceOfObject(text: string, root: Node | undefined): boolean {
  return !isOperationList(root) && !hasDirective(text);
}

function hasDirective(text: string): boolean {
  return /(?:^|[\s{,'"-])\$patch['"]?\s*:/m.test(text);
}

/**
 * Is one object of a document that is a manifest one that leaves it a manifest?
 * @param text of the object
 */
export function isWholeObject(text: string, resource: Resource): boolean {
  return !isUnfilled(resource) && !isPatch(text, [resource]);
}

/** A `$patch` directive, or a workload without what every whole one has. */
function isPatch(text: string, resources: readonly Resource[]): boolean {
  if (hasDirective(text)) return true;
  return resources.some((resource) => {
    const view = podRunner(resource);
    return view !== undefined && !isWholeWorkload(view);
  });
}

/** Does the object still wait for a name? Its look-ups would compare placeholders. */
export function isNameless(resource: Resource): boolean {
  return resource.name === "" || isPlaceholder(resource.name) || itemsOf(child(resource.root, "items")).length > 0;
}
