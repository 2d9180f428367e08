// A new object beside the one that is judged: a document before its own, or an item of the same List.
import type { DocumentChange } from "../../workspace/document-change";
import { insert, isRefusal } from "../../yaml/edit-script";
import { item, literal } from "../../yaml/fragment";
import { insertDocument } from "../../yaml/insert-document";
import { asMapping } from "../../yaml/navigate";
import type { RuleContext } from "../rule";

/** Can one be put there? A file of JSON holds one document. */
export function takesNewDocument({ own, lookups }: RuleContext): boolean {
  return own.item !== undefined || asMapping(lookups.subject.document.tree().root)?.flow !== true;
}

/** @param text the object, as YAML of ours */
export function newDocument({ own, lookups }: RuleContext, text: string): DocumentChange[] {
  const { document } = lookups.subject;
  if (own.item !== undefined)
    return [{ document, script: [insert(["items"], { before: own.item }, item(literal(text)))] }];
  const edit = insertDocument(document.text, { start: 0, end: document.text.length }, text);
  return isRefusal(edit) ? [] : [{ document, edits: [edit] }];
}
