// Takes the document of a claim that nothing uses out of the workspace, with all that would fail without it.
import type { Document } from "../../workspace/document";
import type { DocumentChange } from "../../workspace/document-change";
import { nameOf } from "../../workspace/paths";
import type { SourceFile } from "../../workspace/source-file";
import { remove } from "../../yaml/edit-script";
import { child, itemsOf } from "../../yaml/navigate";
import { deletePatches, type PatchFile } from "../companions/claim-patches";
import { CompanionChanges } from "../companions/companion-changes";
import { type FileReference, keyOf, referencesTo, withoutItem } from "../companions/file-references";
import { type ClaimSubject, isUnused, mayHoldDataOfSet } from "./claim-use";
import { withoutDocuments } from "./removed-document";

export interface ClaimDeletion {
  readonly changes: readonly DocumentChange[];
  /** Files of which nothing would be left; no kustomization names them any more. */
  readonly deleted: readonly string[];
}

/**
 * Pure. A patch that takes the claim out of a build goes with it.
 * @returns undefined where something uses the claim, or may use it or need its data, or where a build would fail without it
 */
export function claimDeletion(subject: ClaimSubject): ClaimDeletion | undefined {
  const patches = isUnused(subject) && !mayHoldDataOfSet(subject) ? deletePatches(subject) : undefined;
  if (!patches) return undefined;
  const deletion = new Deletion(subject);
  for (const entry of patches.inline) deletion.changes.script(entry.kustomization, [withoutItem(entry)]);
  const done = deletion.takeClaim() && [...patches.files].every(([path, file]) => deletion.takePatches(path, file));
  return done ? { changes: deletion.changes.changes, deleted: deletion.deleted } : undefined;
}

class Deletion {
  readonly #subject: ClaimSubject;
  readonly changes = new CompanionChanges();
  readonly deleted: string[] = [];

  constructor(subject: ClaimSubject) {
    this.#subject = subject;
  }

  /** @returns whether nothing stands in the way */
  takeClaim(): boolean {
    const { document, resource } = this.#subject;
    const file = this.#file(document.path);
    if (!file) return false;
    if (resource.item !== undefined && itemsOf(child(document.tree().root, "items")).length > 1) {
      this.changes.script(document, [remove(["items", resource.item])]);
      return true;
    }
    const gone = new Set([document]);
    if (!isEmptyWithout(file, gone)) {
      this.#take(file, gone);
      return true;
    }
    const references = this.#referencesTo(file.path);
    if (references.some(({ path: [field, ...rest] }) => field !== "resources" || rest.length !== 1)) return false;
    if (this.#isNamedInTemplate(file.path)) return false;
    for (const reference of references) this.changes.script(reference.kustomization, [withoutItem(reference)]);
    this.deleted.push(file.path);
    return true;
  }

  /** @returns whether nothing stands in the way */
  takePatches(path: string, { documents, entries }: PatchFile): boolean {
    const file = this.#file(path);
    if (!file) return false;
    const own = new Set(entries.map(keyOf));
    const isShared = this.#referencesTo(path).some((reference) => !own.has(keyOf(reference)));
    if (!isEmptyWithout(file, documents)) {
      if (isShared) return false;
      this.#take(file, documents);
      return true;
    }
    for (const entry of entries) this.changes.script(entry.kustomization, [withoutItem(entry)]);
    if (!isShared) this.deleted.push(path);
    return true;
  }

  /** In all kustomizations that there are. */
  #referencesTo(path: string): FileReference[] {
    const naming = this.#subject.documentsWhere(
      `kustomizations that name ${path}`,
      (document) => document.kustomization !== undefined && referencesTo(path, [document]).length > 0,
    );
    return referencesTo(
      path,
      [...naming].sort((a, b) => (a.path < b.path ? -1 : 1)),
    );
  }

  /** A kustomization that is still to be filled in may list the file. */
  #isNamedInTemplate(path: string): boolean {
    const name = nameOf(path);
    return this.#subject
      .documentsWhere(`templates that name ${name}`, (document) => isUnread(document) && document.text.includes(name))
      .some((document) => this.#subject.isAround(document.path));
  }

  #file(path: string): SourceFile | undefined {
    const file = this.#subject.fileAt(path);
    // Nothing is edited beside a template, or beside what does not parse.
    return file?.documents.some(isUnread) ? undefined : file;
  }

  #take({ documents }: SourceFile, gone: ReadonlySet<Document>): void {
    for (const { document, edits } of withoutDocuments(documents, gone)) this.changes.edits(document, edits);
  }
}

/** Is it a template, or does it not parse? */
function isUnread({ content, broken }: Document): boolean {
  return content === "template" || broken;
}

function isEmptyWithout({ documents }: SourceFile, gone: ReadonlySet<Document>): boolean {
  return documents.every((document) => gone.has(document) || document.content === "empty");
}
