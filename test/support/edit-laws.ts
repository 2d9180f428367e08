// The laws of the edit engine, checked for one document and one script.
import { applyEdits } from "../../server/src/text/edit";
import { applyToValue } from "../../server/src/yaml/apply-to-value";
import { compose, uncheckedResult } from "../../server/src/yaml/compose";
import { type EditScript, isRefusal, type RefusalReason } from "../../server/src/yaml/edit-script";
import { isCollection, isFlowCollection, type LayoutEntry, type LayoutNode } from "../../server/src/yaml/layout";
import { parseDocument } from "../../server/src/yaml/parse";
import { layout } from "../../server/src/yaml/read-layout";
import type { Node, Path } from "../../server/src/yaml/tree";
import { trivia } from "../../server/src/yaml/trivia";
import { plainValue, sameValue } from "../../server/src/yaml/value";

export type LawResult =
  | { readonly outcome: "kept" }
  | { readonly outcome: "refused"; readonly reason: RefusalReason }
  | { readonly outcome: "broken"; readonly law: string; readonly result: string };

/** Can the laws be asked of this document at all? */
export function isEditable(text: string): boolean {
  const { root, errors } = parseDocument(text);
  if (!root || errors.some(({ fault }) => fault === "syntax")) return false;
  try {
    plainValue(root);
    return true;
  } catch {
    return false;
  }
}

/** A refusal as "unsafe" breaks a law: the composer made something wrong and noticed. */
export function checkEditLaws(text: string, script: EditScript): LawResult {
  const composed = compose(text, script);
  const broken = (law: string, result = ""): LawResult => ({ outcome: "broken", law, result });
  const empty = compose(text, []);
  if (isRefusal(empty) || empty.edits.length > 0) return broken("stability: an empty script makes edits");
  const again = compose(text, script);
  if (JSON.stringify(again) !== JSON.stringify(composed)) return broken("stability: composing twice differs");
  if (isRefusal(composed)) {
    if (composed.refused === "unsafe") return brokenAnyway(text, script);
    return { outcome: "refused", reason: composed.refused };
  }
  let result: string;
  try {
    result = applyEdits(text, composed.edits);
  } catch (error) {
    return broken(`bytes: ${String(error)}`);
  }
  return checkResult(text, script, result) ?? { outcome: "kept" };
}

/** What is wrong with a result that the composer took back. */
function brokenAnyway(text: string, script: EditScript): LawResult {
  const result = uncheckedResult(text, script);
  if (typeof result !== "string") return { outcome: "broken", law: "refused twice", result: "" };
  return checkResult(text, script, result) ?? { outcome: "broken", law: "unsafe: comments lost or doubled", result };
}

function checkResult(text: string, script: EditScript, result: string): LawResult | undefined {
  const broken = (law: string, found = result): LawResult => ({ outcome: "broken", law, result: found });
  const before = parseDocument(text);
  const after = parseDocument(result);
  if (after.errors.some(({ fault }) => fault === "syntax")) return broken(`syntax: ${after.errors[0]?.message}`);
  const wanted = applyToValue(plainValue(before.root), script);
  const found = plainValue(after.root);
  if (!sameValue(wanted, found))
    return broken(`commuting: wanted ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`);
  // Numbers as keys stand first in every object of JavaScript, so of these nothing can be said.
  const ordered =
    !holdsMerge(before.root) &&
    before.errors.length === 0 &&
    !/"\d+":/.test(JSON.stringify([wanted, plainValue(before.root)]));
  if (ordered && JSON.stringify(wanted) !== JSON.stringify(found)) {
    return broken(`order of keys: wanted ${JSON.stringify(wanted)}`);
  }
  const lost = lostComments(text, before.root, result, after.root, script);
  if (lost) return broken(`comments: ${lost}`);
  const line = changedLine(text, result, script);
  if (line !== undefined) return broken(`bytes: this untouched line has changed: ${JSON.stringify(line)}`);
  const ends = lineEnds(text, result);
  if (ends) return broken(`line ends: ${ends}`);
  if (isJson(text) && !isJson(result)) return broken("neighbourhood: JSON is no JSON any more");
  const style = otherStyle(text, result);
  if (style) return broken(`neighbourhood: ${style}`);
  return undefined;
}

/** A block scalar at the end counts the line end behind it: it stays, whatever the document had. */
function endsInBlockScalar(text: string): boolean {
  const last = layout(text).regions.at(-1);
  return last?.type === "block-scalar" && text.slice(last.end).trim() === "";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Where a document has one step of indentation, or one style of sequences, so has the result. */
function otherStyle(text: string, result: string): string | undefined {
  const before = offsets(text);
  const after = offsets(result);
  for (const kind of ["mapping", "sequence"] as const) {
    const [only] = before[kind];
    const other = [...after[kind]].find((offset) => offset !== only);
    if (before[kind].size === 1 && other !== undefined) return `a ${kind} is indented by ${other}, not by ${only}`;
  }
  return undefined;
}

/** How far mappings and sequences stand right of the keys above them. */
function offsets(text: string): { readonly mapping: Set<number>; readonly sequence: Set<number> } {
  const found = { mapping: new Set<number>(), sequence: new Set<number>() };
  const visit = (node: LayoutNode): void => {
    if (!isCollection(node) || node.flow) return;
    for (const { value, column, explicit } of node.entries) {
      if (node.type === "mapping" && isCollection(value) && !value.flow && !explicit)
        found[value.type].add(value.indent - column);
      visit(value);
    }
  };
  const { root } = layout(text);
  if (root) visit(root);
  return found;
}

function holdsMerge(node: Node | undefined): boolean {
  if (node?.type === "mapping")
    return node.entries.some(({ key, value }) => (key.type === "scalar" && key.text === "<<") || holdsMerge(value));
  return node?.type === "sequence" && node.items.some(holdsMerge);
}

/** Every comment is there as often as before; what is new comes from the fragments. */
function lostComments(
  text: string,
  root: Node | undefined,
  result: string,
  resultRoot: Node | undefined,
  script: EditScript,
): string | undefined {
  const counts = new Map<string, number>();
  for (const comment of trivia(result, resultRoot).comments)
    counts.set(comment.text, (counts.get(comment.text) ?? 0) + 1);
  for (const comment of trivia(text, root).comments) counts.set(comment.text, (counts.get(comment.text) ?? 0) - 1);
  const fragments = JSON.stringify(script);
  for (const [words, count] of counts) {
    if (count < 0) return `${JSON.stringify(words)} is lost`;
    if (count > 0 && !fragments.includes(JSON.stringify(words).slice(1, -1)))
      return `${JSON.stringify(words)} stands ${count} times too often`;
  }
  return undefined;
}

/** Lines that belong to no touched entry stand in the result as they were, in their order. */
function changedLine(text: string, result: string, script: EditScript): string | undefined {
  const touched = touchedLines(text, script);
  if (!touched) return undefined;
  const lines = result.replace("\ufeff", "").split(/\r?\n/);
  let at = 0;
  for (const [index, line] of text.replace("\ufeff", "").split(/\r?\n/).entries()) {
    if (touched.has(index) || line.trim() === "") continue;
    while (at < lines.length && lines[at] !== line) at++;
    if (at === lines.length) return line;
    at++;
  }
  return undefined;
}

/** Numbers of the lines that a script may change; undefined: all of them. */
function touchedLines(text: string, script: EditScript): Set<number> | undefined {
  const laid = layout(text);
  const { root } = laid;
  if (!root || isFlowCollection(root) || laid.marks.length > 0) return undefined;
  const touched = new Set<number>();
  const mark = (start: number, end: number): void => {
    const first = text.slice(0, start).split("\n").length - 1;
    const count = text.slice(start, end).replace(/\n$/, "").split("\n").length;
    for (let line = first; line < first + count; line++) touched.add(line);
  };
  const touch = (path: Path, whole: boolean): boolean => {
    const way = wayOf(root, path);
    for (const [index, { entry, holder }] of way.entries()) {
      const last = index === way.length - 1;
      // An entry beside a dash that goes, or gets another before it, moves a later one onto that line.
      if (!holder.flow && holder.inline && entry === holder.entries[0]) {
        for (const [at, sibling] of holder.entries.entries()) {
          mark(at === 0 ? holder.body.start : (holder.entries[at - 1]?.extent.end ?? 0), sibling.start + 1);
        }
      }
      if ((last && whole) || holder.flow || isFlowCollection(entry.value)) mark(entry.extent.start, entry.extent.end);
    }
    return way.length > 0;
  };
  for (const operation of script) {
    const { path } = operation;
    if (operation.op === "insert") {
      const way = wayOf(root, path);
      const value = way.at(-1)?.entry.value ?? root;
      if (!isCollection(value) || value.flow) touch(path, true);
      else if (value.inline && value.entries[0]) mark(value.entries[0].start, value.entries[0].extent.end);
      const taken = takenPath(operation.fragment);
      if (taken) touch(taken, true);
    } else if (operation.op === "wrap" && path.length === 0) {
      return undefined;
    } else {
      touch(path, true);
    }
  }
  // What is emptied goes too, up to the last thing that has something left.
  const gone = script.flatMap((operation) => {
    if (operation.op === "remove") return [operation.path];
    if (operation.op === "unwrap") {
      const value = wayOf(root, operation.path).at(-1)?.entry.value;
      return value && isCollection(value) && value.entries.length === 0 ? [operation.path] : [];
    }
    const taken = operation.op === "insert" ? takenPath(operation.fragment) : undefined;
    return taken ? [taken] : [];
  });
  for (let size = -1; size !== gone.length; ) {
    size = gone.length;
    for (const path of [...gone]) {
      const parent = path.slice(0, -1);
      if (gone.some((other) => JSON.stringify(other) === JSON.stringify(parent))) continue;
      const count = gone.filter(
        (other) => other.length === path.length && JSON.stringify(other.slice(0, -1)) === JSON.stringify(parent),
      ).length;
      const holder = wayOf(root, parent).at(-1)?.entry.value ?? root;
      if (!isCollection(holder) || holder.entries.length > count) continue;
      touch(parent, true);
      gone.push(parent);
    }
  }
  return touched;
}

function takenPath(fragment: { readonly type: string; readonly path?: Path }): Path | undefined {
  return fragment.type === "taken" ? fragment.path : undefined;
}

function wayOf(
  root: LayoutNode,
  path: Path,
): { readonly entry: LayoutEntry; readonly holder: Extract<LayoutNode, { flow: boolean }> }[] {
  const way: { entry: LayoutEntry; holder: Extract<LayoutNode, { flow: boolean }> }[] = [];
  let node: LayoutNode = root;
  for (const step of path) {
    if (!isCollection(node)) break;
    const entry: LayoutEntry | undefined =
      typeof step === "number"
        ? node.entries[step]
        : node.entries.findLast(({ key }) => key?.type === "scalar" && key.text === step);
    if (!entry) break;
    way.push({ entry, holder: node });
    node = entry.value;
  }
  return way;
}

function lineEnds(text: string, result: string): string | undefined {
  const before = text.match(/\r?\n/g) ?? [];
  const after = result.match(/\r?\n/g) ?? [];
  if (before.every((end) => end === "\r\n") && before.length > 0 && after.some((end) => end === "\n"))
    return "LF among CRLF";
  if (before.every((end) => end === "\n") && after.some((end) => end === "\r\n")) return "CRLF among LF";
  if (text.endsWith("\n") !== result.endsWith("\n") && !endsInBlockScalar(result)) return "the final line end";
  return undefined;
}
