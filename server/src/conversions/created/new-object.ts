// Where a new object is written: before the workload, as an item of its list, or in a file beside it.
import type { DocumentChange } from "../../workspace/document-change";
import { folderOf, nameOf } from "../../workspace/paths";
import { insert, isRefusal } from "../../yaml/edit-script";
import { item, literal } from "../../yaml/fragment";
import { insertDocument } from "../../yaml/insert-document";
import { parseDocument } from "../../yaml/parse";
import { plainValue } from "../../yaml/value";
import { listedFile } from "../companions/kustomization";
import type { ConversionOptions, Subject, TextFile } from "../conversion";
import type { NewObject } from "../targets/target";

export interface Created {
  readonly changes: readonly DocumentChange[];
  readonly files: readonly TextFile[];
}

/** Directly before the workload, so that they exist first; in a `List` the items before; for JSON files beside it. */
export function newObjects(
  subject: Subject,
  objects: readonly NewObject[],
  { newResources }: ConversionOptions,
): Created {
  const { document, resource } = subject;
  const { path } = document;
  if (objects.length === 0) return { changes: [], files: [] };
  if (resource.item !== undefined) {
    const at = { before: resource.item };
    return {
      changes: [{ document, script: objects.map(({ text }) => insert(["items"], at, item(literal(text)))) }],
      files: [],
    };
  }
  const isJson = /\.json$/i.test(nameOf(path)) || isJsonText(document.text);
  if (newResources === "sameFile" && !isJson) {
    const edits = objects.flatMap(({ text }) => {
      const edit = insertDocument(document.text, { start: 0, end: document.text.length }, text);
      return isRefusal(edit) ? [] : edit;
    });
    const [first] = edits;
    if (first && edits.length === objects.length) {
      const newText = edits.map((edit) => edit.newText).join("");
      return { changes: [{ document, edits: [{ ...first, newText }] }], files: [] };
    }
  }
  const files = objects.map(({ name, text }): TextFile => {
    const content = isJson ? `${JSON.stringify(plainValue(parseDocument(text).root), null, 2)}\n` : `${text}\n`;
    return { path: freeFile(subject, name, isJson ? "json" : "yaml"), text: content };
  });
  return { changes: files.flatMap((file) => listedFile(subject, file.path)), files };
}

/** YAML in flow style begins like JSON, and can be followed by another document. */
function isJsonText(text: string): boolean {
  if (!text.trimStart().startsWith("{")) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Beside the workload, named after the object; never a file that is there, whatever it holds. */
function freeFile({ document, situations }: Subject, name: string, extension: string): string {
  const isTaken = (path: string) => situations.some(({ lookups }) => lookups.files.isKnown(path));
  const named = (suffix: string) => `${folderOf(document.path)}/${name}${suffix}.${extension}`;
  let path = named("");
  for (let number = 2; isTaken(path); number++) path = named(`-${number}`);
  return path;
}
