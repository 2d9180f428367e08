// What is written to turn a rule off: an entry in the configuration file that holds for a file, or a new file.

import type { Document } from "../workspace/document";
import { configurationFileName } from "../workspace/paths";
import { type EditScript, insert, isRefusal, replace } from "../yaml/edit-script";
import { entry } from "../yaml/fragment";
import { prevailingLineEnd } from "../yaml/lines";
import { asMapping, asScalar, entryOf } from "../yaml/navigate";
import type { Analysis } from "./analysis";
import { type FileEdits, fileEdits } from "./changes";

export interface TurnedOff {
  readonly files: readonly FileEdits[];
  readonly created: readonly { readonly path: string; readonly text: string }[];
}

/** The configuration file in which a rule is turned off for a file; undefined where none can be, as for what lies in no folder. */
export function turningOffPlace(
  { configurations, workspace }: Analysis,
  path: string,
): { readonly path: string; readonly isNew: boolean } | undefined {
  const known = configurations.fileFor(path);
  if (known !== undefined) return { path: known, isNew: false };
  const folder = workspace.rootOf(path);
  return folder === undefined ? undefined : { path: `${folder}/${configurationFileName}`, isNew: true };
}

/** @returns undefined where there is no place for it, or the file does not say what can be added to */
export function turnedOff(analysis: Analysis, path: string, rule: string): TurnedOff | undefined {
  const place = turningOffPlace(analysis, path);
  if (!place) return undefined;
  if (place.isNew) return { files: [], created: [{ path: place.path, text: `rules:\n  ${rule}: off\n` }] };
  const document = analysis.workspace.file(place.path)?.documents[0];
  // Each menu asks, and to compose the edits of a long configuration takes time.
  const files = document?.kept("all", `turning off ${rule}`, () => editsOf(document, rule));
  return files && { files, created: [] };
}

function editsOf(document: Document, rule: string): readonly FileEdits[] | undefined {
  const change = changeOf(document, rule);
  const files = change && fileEdits([{ document, ...change }]);
  return !files || isRefusal(files) ? undefined : files;
}

function changeOf(
  document: Document,
  rule: string,
): { script: EditScript } | { edits: FileEdits["edits"] } | undefined {
  const { text } = document;
  const { root } = document.tree();
  if (!root) {
    const lineEnd = prevailingLineEnd(text);
    const end = text.length;
    const separation = text === "" || /[\r\n\ufeff]$/.test(text) ? "" : lineEnd;
    const newText = `${separation}rules:${lineEnd}  ${rule}: off${lineEnd}`;
    return { edits: [{ start: end, end, newText }] };
  }
  if (!asMapping(root)) return undefined;
  const rules = entryOf(root, "rules");
  if (!rules) return { script: [insert([], "last", entry("rules", `${rule}: off`))] };
  if (!asMapping(rules.value) && asScalar(rules.value)?.text !== "") return undefined;
  if (entryOf(rules.value, rule)) return { script: [replace(["rules", rule], "off")] };
  return { script: [insert(["rules"], "last", `${rule}: off`)] };
}
