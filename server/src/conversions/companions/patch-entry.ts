// One entry of `patches` (or its older forms) that means the workload: its target, its text, and whether it stays at all.

import { inlineDocuments } from "../../kustomize/inline-documents";
import type { PatchEntry } from "../../kustomize/kustomization-facts";
import type { TextEdit } from "../../text/edit";
import { splitDocuments } from "../../text/split-documents";
import type { AppliedPatch } from "../../workspace/build";
import type { Document } from "../../workspace/document";
import { compose } from "../../yaml/compose";
import { insert, isRefusal, type Operation } from "../../yaml/edit-script";
import { entry, entrySlice, item, mapping } from "../../yaml/fragment";
import { asScalar, at, child, entriesOf, stringAt } from "../../yaml/navigate";
import { quoted } from "../../yaml/quoting";
import type { Node, Path } from "../../yaml/tree";
import type { SubjectSituation } from "../conversion";
import type { CompanionChanges } from "./companion-changes";
import { withoutItem } from "./file-references";
import { inlineChange } from "./inline-text";
import { jsonPatchChange, type PatchedList } from "./json-patch-change";
import { mergePatchChange, type PatchChange, type PatchObstacle, patchObjects } from "./kustomize-patches";
import type { Kustomization, Others } from "./kustomize-reach";
import { isShared, type Retargeting, retargeting, selectorScript } from "./kustomize-selectors";

/** An entry, with all situations in which it is applied to the workload. */
export interface PatchUse {
  readonly kustomization: Kustomization;
  readonly entry: PatchEntry;
  readonly kind: AppliedPatch["kind"];
  readonly situations: Set<SubjectSituation>;
  /** The documents of its file that mean the workload; empty where the patch stands in the kustomization. */
  readonly documents: Set<Document>;
}

export interface EntryContext {
  readonly patched: PatchedList;
  readonly name: string;
  /** All that the workload is called. */
  readonly names: ReadonlySet<string>;
  /** The other objects that the target may mean. */
  readonly others: Others;
  /** All documents of the patch's file. */
  readonly file: readonly Document[];
  /** Do other patches, which do not mean the workload, use the same file? */
  readonly fileIsShared: boolean;
  /** The file of the patch as messages name it. */
  readonly shown: string;
}

/** A document of the patch's text. */
interface Part {
  readonly root: Node | undefined;
  readonly text: string;
  /** Where it starts in the text of the scalar, or in the document of the file: 0. */
  readonly start: number;
  /** The document whose offsets its nodes have. */
  readonly document: Document;
}

/** The entry's text is changed only where it speaks of nothing else; where that cannot be, the conversion is refused. */
export function changeEntry(use: PatchUse, context: EntryContext, changes: CompanionChanges): void {
  const { kustomization, entry: patch } = use;
  const { target } = patch;
  const { others, patched } = context;
  const shared = target !== undefined && isShared({ target, others });
  const parts = partsOf(use, context);
  const changed = parts.map((part) => ({
    part,
    change: partChange(part, use, context, !shared && !context.fileIsShared),
  }));
  for (const { part, change } of changed) {
    changes.consequencesIn(part.document, change.consequences);
    if (change.refused) changes.refuse(part.document, context.shown, change.refused);
  }
  const retarget = target ? retargeting({ target, patterns: true, ...patched, others }) : undefined;
  const rewrites = changed.some(({ change }) => change.operations.length > 0);
  const emptied = parts.length > 0 && changed.every(({ change }) => change.emptied);
  // Then it speaks of the others alone, as it should.
  if (shared && emptied && retarget?.how !== "stays") return;
  if ((shared || (context.fileIsShared && !emptied)) && rewrites) {
    const [first] = changed;
    const node = first?.part.root;
    if (first && node)
      changes.refuse(first.part.document, context.shown, { why: "it patches other objects too", node });
    return;
  }
  const all =
    use.documents.size === 0 ? parts.length : context.file.filter(({ content }) => content !== "empty").length;
  if (emptied && parts.length === all) {
    changes.script(kustomization.document, [
      withoutItem({ kustomization: kustomization.document, path: [patch.field, patch.index] }),
    ]);
    return;
  }
  if (retarget) changes.script(kustomization.document, targetScript(use, retarget, context));
  if (use.documents.size > 0) changeFile(changed, context, changes);
  else changeInline(use, changed, context, changes);
}

function partsOf({ kustomization, entry: patch, kind, documents }: PatchUse, { names, patched }: EntryContext): Part[] {
  if (documents.size > 0)
    return [...documents].map((document) => ({ root: document.tree().root, text: document.text, start: 0, document }));
  const { document } = kustomization;
  const scalar = asScalar(at(document.tree().root, ...textPath(patch)));
  if (!scalar) return [];
  const spans = splitDocuments(scalar.text);
  const parts = inlineDocuments(scalar, document.text).flatMap(({ root }, index): Part[] => {
    const span = spans[index];
    return span ? [{ root, text: scalar.text.slice(span.start, span.end), start: span.start, document }] : [];
  });
  if (kind === "json-patch") return parts.slice(0, 1);
  return parts.filter(({ root }) => patchObjects(root).some(({ node }) => isMeant(node, patch, names, patched)));
}

function textPath({ field, index }: PatchEntry): Path {
  return field === "patchesStrategicMerge" ? [field, index] : [field, index, "patch"];
}

/** A patch without a target names its object. */
function isMeant(node: Node, { target }: PatchEntry, names: ReadonlySet<string>, { from }: PatchedList): boolean {
  if (target) return true;
  return stringAt(node, "kind") === from && names.has(stringAt(node, "metadata", "name") ?? "");
}

function partChange(
  { root, text }: Part,
  { kind, entry: patch }: PatchUse,
  context: EntryContext,
  alone: boolean,
): PatchChange {
  const none: PatchChange = { operations: [], consequences: [], emptied: false };
  const { patched, names } = context;
  if (!root) return none;
  if (kind === "json-patch") return jsonPatchChange(root, text, patched);
  const objects = patchObjects(root);
  const found = objects
    .filter(({ node }) => isMeant(node, patch, names, patched))
    .map(({ node, base }) => mergePatchChange(node, base, text, alone || !patch.target, patched));
  const refused = found.find((change) => change.refused)?.refused;
  return {
    operations: found.flatMap(({ operations }) => operations),
    consequences: found.flatMap(({ consequences }) => consequences),
    emptied: objects.length === found.length && found.length > 0 && found.every((change) => change.emptied),
    ...(refused ? { refused } : {}),
  };
}

function targetScript(
  { kustomization, entry: patch }: PatchUse,
  retarget: Retargeting,
  { patched, name }: EntryContext,
): Operation[] {
  const { document } = kustomization;
  const { field, index } = patch;
  const own = at(document.tree().root, field, index);
  const target = child(own, "target");
  if (retarget.how === "stays") return [];
  if (retarget.how === "changes")
    return selectorScript(target, [field, index, "target"], retarget, { to: patched.to, name });
  // The same patch once more, for the workload alone.
  const exactly = entry("target", `kind: ${patched.to}\nname: ${quoted(name, "plain", false)}`);
  const parts = entriesOf(own).flatMap(({ key }) => {
    if (key.type !== "scalar") return [];
    return key.text === "target" ? exactly : entrySlice(document.text, [field, index, key.text]);
  });
  return [insert([field], { after: index }, item(mapping(...parts)))];
}

interface ChangedPart {
  readonly part: Part;
  readonly change: PatchChange;
}

/** A document that says nothing any more goes; a file that says nothing else is only left out of its kustomizations. */
function changeFile(changed: readonly ChangedPart[], { shown }: EntryContext, changes: CompanionChanges): void {
  for (const { part, change } of changed) {
    const { document, text } = part;
    const obstacle = obstacleTo(part, change);
    if (obstacle) changes.refuse(document, shown, obstacle);
    else if (change.emptied) changes.edits(document, [{ start: 0, end: text.length, newText: "" }]);
    else changes.script(document, change.operations);
  }
}

function changeInline(
  { kustomization: { document }, entry: patch }: PatchUse,
  changed: readonly ChangedPart[],
  { shown }: EntryContext,
  changes: CompanionChanges,
): void {
  const edits: TextEdit[] = [];
  for (const { part, change } of changed) {
    const { start, text } = part;
    const obstacle = obstacleTo(part, change);
    if (obstacle) changes.refuse(document, shown, obstacle);
    else if (change.emptied) edits.push({ start, end: start + text.length, newText: "" });
    else {
      const composed = compose(text, change.operations, { lineEnd: "\n" });
      if (isRefusal(composed)) continue;
      edits.push(...composed.edits.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start })));
    }
  }
  const change = edits.length > 0 ? inlineChange(document.text, textPath(patch), edits) : undefined;
  if (!change) return;
  if ("edits" in change) changes.edits(document, change.edits);
  else changes.script(document, [change.operation]);
}

/** What is written through an alias, or does not parse, is left to people. */
function obstacleTo({ root, text, document }: Part, { operations }: PatchChange): PatchObstacle | undefined {
  const composed = compose(text, operations);
  if (!isRefusal(composed)) return undefined;
  const node = root ?? document.tree().root;
  return (
    node && { why: composed.why.replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase()).replace(/\.$/, ""), node }
  );
}
