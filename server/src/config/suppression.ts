// What people keep on purpose: comments `rightkind-ignore-…` and annotations, and which findings each of them silences.
import { type Span, touches } from "../text/span";
import { asScalar, at, entriesOf, stringAt } from "../yaml/navigate";
import type { Entry, Node } from "../yaml/tree";
import { headerEnd, isCommentLine, type Line, linesOf } from "./comments";
import { type PeerCheck, peerRequests } from "./peer-annotations";
import { SilencedParts } from "./silenced-parts";

/** A rule that a suppression names, and where. */
export interface NamedRule extends Span {
  readonly id: string;
  readonly known: boolean;
}

/** A comment or annotation that asks for silence. Its span is the comment, or the annotation from its key to its value. */
export interface Suppression extends Span {
  /** `peer`: written for another tool. It is honoured where it means one of our rules, and never called unused. */
  readonly form: "next-line" | "file" | "annotation" | "peer";
  /** In the order in which they are written. */
  readonly rules: readonly NamedRule[];
  /** Does it mean all rules, as the file form without rules and `ignore-all` do? */
  readonly everyRule: boolean;
  /** Undefined where none is written: then it does not count. */
  readonly reason: string | undefined;
  /** Where in the document the findings start that it silences; an empty list: nowhere. */
  readonly silenced: "file" | "object" | readonly Span[];
}

/**
 * Does the suppression silence a finding?
 * @param finding in the same document; for an annotation, of the same object. `start` is where its span starts
 */
export function isSilencedBy(
  suppression: Suppression,
  finding: { readonly rule: string; readonly start: number },
): boolean {
  if (suppression.reason === undefined) return false;
  if (!suppression.everyRule && !suppression.rules.some(({ id }) => id === finding.rule)) return false;
  if (typeof suppression.silenced === "string") return true;
  return suppression.silenced.some((span) => touches(span, finding.start));
}

/**
 * All suppression comments of a document, in order.
 * @param text of the document alone; all offsets are relative to it
 * @param first is it the first document of its file? Only there a comment can silence the file
 */
export function suppressions(
  text: string,
  root: Node | undefined,
  { knownRules, first }: { readonly knownRules: ReadonlySet<string>; readonly first: boolean },
): Suppression[] {
  if (!mayHaveComments(text)) return [];
  const lines = linesOf(text, root);
  const header = first ? headerEnd(text) : 0;
  const parts = new SilencedParts(text, root);
  const found: Suppression[] = [];
  let target: Line | undefined; // the next line below that is no comment
  for (const line of lines.toReversed()) {
    const directive = directiveOn(text, line, knownRules);
    if (directive?.form === "next-line") found.push({ ...directive, silenced: target ? parts.on(target) : [] });
    else if (directive) found.push({ ...directive, silenced: line.start < header ? "file" : [] });
    if (!isCommentLine(line)) target = line;
  }
  return found.reverse();
}

/** The comments in the header of a file's first document that silence the whole file. Needs no tree. */
export function fileSuppressions(firstDocumentText: string, knownRules: ReadonlySet<string>): Suppression[] {
  if (!mayHaveComments(firstDocumentText)) return [];
  const header = firstDocumentText.slice(0, headerEnd(firstDocumentText));
  return suppressions(header, undefined, { knownRules, first: true }).filter(({ form }) => form !== "next-line");
}

/**
 * The annotations of an object that ask for silence. Those of the Pod template come first: theirs is the reason that
 * counts where both speak of a rule. Annotations for other tools come last.
 * @param podTemplate the node that holds the `metadata` of the Pods; may be the object itself
 */
export function annotationSuppressions(
  objectRoot: Node,
  podTemplate: Node | undefined,
  knownRules: ReadonlySet<string>,
): Suppression[] {
  const holders = podTemplate && podTemplate !== objectRoot ? [podTemplate, objectRoot] : [objectRoot];
  const annotations = holders.flatMap((holder) => entriesOf(at(holder, "metadata", "annotations")));
  return [
    ...annotations.flatMap((annotation) => ownAnnotation(annotation, knownRules) ?? []),
    ...annotations.flatMap((annotation) => peerAnnotation(annotation, objectRoot, knownRules)),
  ];
}

function ownAnnotation({ key, value }: Entry, knownRules: ReadonlySet<string>): Suppression | undefined {
  const prefix = "rightkind.dev/ignore";
  if (key.type !== "scalar" || !key.text.startsWith(prefix)) return undefined;
  const rest = key.text.slice(prefix.length);
  const everyRule = rest === "-all";
  // A bare prefix, or one with something else behind it, names no rule and silences nothing.
  const id = rest.startsWith(".") ? rest.slice(1) : "";
  const idEnd = key.end - (key.style === "plain" ? 0 : 1);
  return {
    form: "annotation",
    rules: id === "" ? [] : [{ id, known: knownRules.has(id), start: idEnd - id.length, end: idEnd }],
    everyRule,
    reason: stringAt(value)?.trim() || undefined,
    silenced: everyRule || id !== "" ? "object" : [],
    start: key.start,
    end: Math.max(key.end, value.end),
  };
}

function peerAnnotation({ key, value }: Entry, objectRoot: Node, knownRules: ReadonlySet<string>): Suppression[] {
  if (key.type !== "scalar") return [];
  const span = { start: key.start, end: Math.max(key.end, value.end) };
  // Text of any type: the other tools read what their own parser makes of it.
  const requests = peerRequests(key.text, asScalar(value)?.text, stringAt(objectRoot, "kind"));
  return requests.map(({ check, reason }) => ({
    form: "peer",
    rules: check.rules.map((id) => ({ id, known: knownRules.has(id), ...span })),
    everyRule: false,
    reason,
    silenced: check.on ? entriesOn(objectRoot, check.on) : "object",
    ...span,
  }));
}

/** The entries of a key, wherever they are in the tree. */
function entriesOn(node: Node, on: NonNullable<PeerCheck["on"]>): Span[] {
  if (node.type === "sequence") return node.items.flatMap((item) => entriesOn(item, on));
  if (node.type !== "mapping") return [];
  return node.entries.flatMap(({ key, value }) => {
    const fits =
      key.type === "scalar" && key.text === on.key && (!on.value || on.value.test(asScalar(value)?.text ?? ""));
    return fits ? [{ start: key.start, end: Math.max(key.end, value.end) }] : entriesOn(value, on);
  });
}

function mayHaveComments(text: string): boolean {
  return text.includes("rightkind-ignore-") || text.includes("vscode-kubernetes-tools:");
}

/** The directive in the comment of a line, without what it silences. */
function directiveOn(
  text: string,
  { comment, end }: Line,
  knownRules: ReadonlySet<string>,
): Omit<Suppression, "silenced"> | undefined {
  if (comment === undefined) return undefined;
  const body = text.slice(comment, end).trimEnd();
  const span = { start: comment, end: comment + body.length };
  // The Kubernetes extension of VS Code leaves a file alone that says this in its header.
  if (/^#+[ \t]*vscode-kubernetes-tools:[ \t]*exclude$/.test(body)) {
    return { form: "peer", rules: [], everyRule: true, reason: "vscode-kubernetes-tools: exclude", ...span };
  }
  const match = /^#+[ \t]*rightkind-ignore-(next-line|file)(?![\w-])/.exec(body);
  if (!match) return undefined;
  const form = match[1] === "file" ? "file" : "next-line";
  const { ids, reason } = parsedRest(body.slice(match[0].length));
  const offset = comment + match[0].length;
  const rules = ids.map(({ id, start }) => ({
    id,
    known: knownRules.has(id),
    start: offset + start,
    end: offset + start + id.length,
  }));
  return { form, rules, everyRule: form === "file" && rules.length === 0, reason, ...span };
}

/** `rule, rule: reason`. Without a colon there is no reason, and what follows a rule's first word is none of its name. */
function parsedRest(rest: string): {
  readonly ids: { readonly id: string; readonly start: number }[];
  readonly reason: string | undefined;
} {
  const colon = rest.indexOf(":");
  const words = [...(colon === -1 ? rest : rest.slice(0, colon)).matchAll(/,|[^\s,]+/g)];
  return {
    ids: words.flatMap(({ 0: id, index: start }, place) => {
      const before = words[place - 1];
      return id === "," || (colon === -1 && before && before[0] !== ",") ? [] : { id, start };
    }),
    reason: colon === -1 ? undefined : rest.slice(colon + 1).trim() || undefined,
  };
}
