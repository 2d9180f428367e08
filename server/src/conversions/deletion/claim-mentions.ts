// Claims that are named where no look-up follows them: in patches, custom resources, values, texts, templates.

import type { Resource } from "../../kubernetes/resource";
import { claimVolumes, workload } from "../../kubernetes/workload";
import { inlineDocuments } from "../../kustomize/inline-documents";
import type { Document } from "../../workspace/document";
import type { FileRole } from "../../workspace/units/unit";
import { asScalar, child, entriesOf, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import { alternatives } from "../name-alternatives";

export interface WantedClaim {
  readonly document: Document;
  readonly resource: Resource;
  /** All that it is called in its builds, its own name among them. */
  readonly names: ReadonlySet<string>;
}

/** In doubt it does. Volumes of whole, named workloads do not count: look-ups follow them. */
export function mentionsClaim(document: Document, role: FileRole, wanted: WantedClaim): boolean {
  const { content, broken, text } = document;
  const { names } = wanted;
  if (![...names].some((name) => text.includes(name))) return false;
  if (content === "template" || broken || role === "chart-template") return isWordOfLine(text, names);
  if (content === "manifest" && role === "plain")
    return document.resources().some((resource) => isInObject(resource, document, wanted));
  switch (content) {
    case "kustomization":
      return isInKustomization(document, names);
    case "manifest":
    case "patch":
    case "other":
      return isNamedIn(document.tree().root, { names });
    default:
      // Nothing that a cluster takes: the volumes of a Compose file are no claims.
      return false;
  }
}

/** Comments run nothing. */
function isWordOfLine(text: string, names: ReadonlySet<string>): boolean {
  const word = new RegExp(`(?<![\\w.-])(?:${alternatives(names)})(?![\\w-]|\\.\\w)`);
  return text.split("\n").some((line) => !/^\s*#/.test(line) && word.test(line));
}

/** What it lists, and how its patches change the claim, is for others to say. */
function isInKustomization(document: Document, names: ReadonlySet<string>): boolean {
  return entriesOf(document.tree().root).some(({ key, value }) => {
    const field = asScalar(key)?.text ?? "";
    if (field === "replacements" || field === "vars") return isScalarOf(value, names);
    if (!field.startsWith("patches")) return isNamedIn(value, { names });
    return itemsOf(value).some((item) => {
      const patch = asScalar(child(item, "patch")) ?? asScalar(item);
      return (
        patch !== undefined && inlineDocuments(patch, document.text).some(({ root }) => isNamedIn(root, { names }))
      );
    });
  });
}

function isInObject(resource: Resource, document: Document, wanted: WantedClaim): boolean {
  const { root, kind, group, item, name } = resource;
  const { names } = wanted;
  if (document === wanted.document && item === wanted.resource.item) return false;
  // A volume that is reserved for the claim does not use it.
  if (group === "" && kind === "PersistentVolume") return false;
  const view = workload(resource);
  if (!view) return isNamedIn(root, { names });
  const isFollowed = (claim: string) => claim === wanted.resource.name && name !== "";
  if (claimVolumes(view).some(({ claim }) => names.has(claim) && !isFollowed(claim))) return true;
  return isNamedIn(root, { names, without: "persistentVolumeClaim" });
}

interface Search {
  readonly names: ReadonlySet<string>;
  /** Parts under this key are left out. */
  readonly without?: string;
}

/**
 * Under a key that speaks of claims, beside `kind: PersistentVolumeClaim`, or in a longer text behind such a word. The name
 * alone says nothing: applications, volumes and claims share their names.
 */
function isNamedIn(node: Node | undefined, search: Search, inClaim = false): boolean {
  const { names, without } = search;
  // A collection behind an alias is looked at where it is written.
  const scalar = asScalar(node);
  if (scalar) return (inClaim && names.has(scalar.text)) || isNamedInText(scalar.text, names);
  if (node?.type === "sequence") return node.items.some((item) => isNamedIn(item, search, inClaim));
  if (node?.type !== "mapping") return false;
  if (stringAt(node, "kind") === "PersistentVolumeClaim" && names.has(asScalar(child(node, "name"))?.text ?? ""))
    return true;
  // An operation of a JSON patch names the place of its value in a text.
  const inValue = inClaim || claimWord.test(stringAt(node, "path") ?? "");
  return node.entries.some(({ key, value }) => {
    const word = asScalar(key)?.text ?? "";
    return word !== without && isNamedIn(value, search, inValue || claimWord.test(word));
  });
}

/** `claimName`, `existingClaim`, `sourcePVC`; a template of claims gives names of its own. */
const claimWord = /(?:claim|pvc)(?!templates?)/i;

/** `claimName: data` in a manifest within a text, `…claimName=data` of an option, `pvc/data` of a command. */
function isNamedInText(text: string, names: ReadonlySet<string>): boolean {
  if (![...names].some((name) => text.length > name.length && text.includes(name))) return false;
  // Repetitions are bounded, so that no text makes the search long.
  const between = "[\\w-]{0,40}[\"']?(?:\\s{0,9}[:=/]\\s{0,9}|\\s{1,9})[\"']?";
  return new RegExp(`(?:claim|pvc)${between}(?:${alternatives(names)})(?![\\w-]|\\.\\w)`, "i").test(text);
}

function isScalarOf(node: Node | undefined, names: ReadonlySet<string>): boolean {
  const scalar = asScalar(node);
  if (scalar) return names.has(scalar.text);
  if (node?.type === "sequence") return node.items.some((item) => isScalarOf(item, names));
  return node?.type === "mapping" && node.entries.some(({ value }) => isScalarOf(value, names));
}
