// Texts and objects that name the workload by its kind and that nobody edits: scripts, roles, health checks, alerts.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { described } from "../../kubernetes/resource";
import type { Document, WrittenObject } from "../../workspace/document";
import { distinct, type WorkspaceObject } from "../../workspace/objects/workspace-object";
import type { Node } from "../../yaml/tree";
import type { Consequence, ConsequencePlace, Subject } from "../conversion";
import { namesOf } from "./kustomize-reach";
import { linesOf } from "./line-numbers";
import { mentionPatterns } from "./mention-patterns";
import { objectMentions, type WantedKind } from "./object-mentions";

/** More places than this are only counted. */
const MOST = 20;

interface Mention {
  readonly path: string;
  /** An offset of the file: the order in which they are listed. */
  readonly start: number;
  readonly words: string;
  /** What comes of it, where that is known. */
  readonly effect?: string | undefined;
  readonly at: ConsequencePlace;
}

/** What is looked for. */
interface Wanted extends WantedKind {
  readonly patterns: readonly RegExp[];
}

/** Each place once, the first ones in full. Comments of manifests do not count: they run nothing. */
export function mentions(subject: Subject, from: WorkloadKind, to: WorkloadKind): Consequence[] {
  const names = namesOf(subject);
  const { situations } = subject;
  const wanted: Wanted = { from, to, names, situations, patterns: mentionPatterns(from, names) };
  const found = new Map<string, Mention>();
  const all = [...textMentions(subject, wanted), ...unitMentions(subject, wanted), ...outsideMentions(subject, wanted)];
  for (const mention of all) {
    const key = `${mention.path} ${mention.start}`;
    if (!found.has(key)) found.set(key, mention);
  }
  const sorted = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start));
  const lineOf = linesOf(subject);
  const listed = sorted.slice(0, MOST).map(({ path, start, words, effect, at: place }): Consequence => {
    const where = `${shown(subject, path)}:${lineOf(path, start)}`;
    const message = `${words} in ${where} still names the ${from}${effect === undefined ? "" : `: ${effect}`}.`;
    return { code: "W-MENTION", message, at: place };
  });
  const more = sorted.length - listed.length;
  if (more === 0) return listed;
  const message = `${more} more ${more === 1 ? "place names" : "places name"} the ${described({ kind: from, name: subject.resource.name })}.`;
  return [...listed, { code: "W-MENTION", message }];
}

function shown({ situations }: Subject, path: string): string {
  return situations[0]?.lookups.named(path) ?? path;
}

function textMentions({ texts }: Subject, { names, patterns }: Wanted): Mention[] {
  return texts.flatMap(({ path, text }) =>
    isNamedIn(text, names) ? matches(path, text, { start: 0, end: text.length }, 0, patterns) : [],
  );
}

function unitMentions({ situations }: Subject, wanted: Wanted): Mention[] {
  const documents = situations.flatMap(({ lookups }) => [...lookups.unit.naming(wanted.names)]);
  return [...new Set(documents)].flatMap((document) => [
    ...writtenMentions(document, wanted),
    ...document.objects.flatMap((object) => mentionsIn(object, wanted)),
  ]);
}

/** Objects of other units whose own look-up finds the workload; of those that apply it, what means all of its kind. */
function outsideMentions({ situations }: Subject, wanted: Wanted): Mention[] {
  const naming = situations.flatMap(({ lookups: { referrers } }) => [
    ...referrers.naming("health", "granted", "backup"),
    ...referrers.patching(),
  ]);
  const applying = situations.flatMap(({ lookups: { delivery } }) => delivery.by());
  const of = (objects: readonly WorkspaceObject[], names: Wanted["names"]) =>
    distinct(objects).flatMap(({ document, index }) => {
      const object = document.objects[index];
      return object ? mentionsIn(object, { ...wanted, names }) : [];
    });
  return [...of(naming, wanted.names), ...of(applying, new Set())];
}

function mentionsIn(object: WrittenObject, wanted: Wanted): Mention[] {
  const { path, start } = object.document;
  return objectMentions(object, wanted).map(({ node, words, effect }) => {
    const place = { path, start: start + node.start, end: start + node.end };
    return { path, start: place.start, words, effect, at: place };
  });
}

function isNamedIn(text: string, names: ReadonlySet<string>): boolean {
  return [...names].some((name) => text.includes(name));
}

/** @param shift where the text starts in its file */
function matches(
  path: string,
  text: string,
  { start, end }: Pick<Node, "start" | "end">,
  shift: number,
  patterns: readonly RegExp[],
): Mention[] {
  const part = text.slice(start, end);
  return patterns.flatMap((pattern) =>
    [...part.matchAll(pattern)].map((match): Mention => {
      const words = match.groups?.words ?? match[0];
      const last = shift + start + match.index + match[0].length;
      const place = { path, start: last - words.length, end: last };
      return { path, start: place.start, words: /["\\]/.test(words) ? words : `"${words}"`, at: place };
    }),
  );
}

/** In the scalars of a document, as they are written; in a template on all lines but comments. */
function writtenMentions(document: Document, { patterns }: Wanted): Mention[] {
  const { path, text, start, content, broken } = document;
  const spans = content === "template" || broken ? lineSpans(text) : scalarSpans(document.tree().root, text);
  return spans.flatMap((span) => matches(path, text, span, start, patterns));
}

type Spans = Pick<Node, "start" | "end">[];

function lineSpans(text: string): Spans {
  return [...text.matchAll(/^[ \t]*[^\s#].*$/gm)].map(({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
  }));
}

/** What stands behind an alias is looked at where it is written. */
function scalarSpans(root: Node | undefined, text: string): Spans {
  const spans: Spans = [];
  const collect = (node: Node): void => {
    if (node.type === "mapping") for (const { value } of node.entries) collect(value);
    else if (node.type === "sequence") for (const item of node.items) collect(item);
    else if (node.type === "scalar") {
      const isBlock = node.style === "literal" || node.style === "folded";
      // A comment may stand behind the header of a block.
      spans.push({ start: isBlock ? text.indexOf("\n", node.start) + 1 : node.start, end: node.end });
    }
  };
  if (root) collect(root);
  return spans;
}
