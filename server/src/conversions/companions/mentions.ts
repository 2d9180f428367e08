// Texts and objects that name the workload by its kind and that nobody edits: scripts, roles, health checks, alerts.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { described } from "../../kubernetes/resource";
import type { Document, WrittenObject } from "../../workspace/document";
import { asScalar, at, child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { Consequence, ConsequencePlace, Subject } from "../conversion";
import { namesOf } from "./kustomize-reach";
import { mentionPatterns, resourceName } from "./mention-patterns";

/** More places than this are only counted. */
const MOST = 20;

interface Mention {
  readonly path: string;
  /** An offset of the file: the order in which they are listed. */
  readonly start: number;
  readonly words: string;
  readonly at: ConsequencePlace;
}

/** What is looked for. */
interface Wanted {
  readonly from: WorkloadKind;
  readonly to: WorkloadKind;
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly RegExp[];
}

/** Each place once, the first ones in full. Comments of manifests do not count: they run nothing. */
export function mentions(subject: Subject, from: WorkloadKind, to: WorkloadKind): Consequence[] {
  const names = namesOf(subject);
  const wanted: Wanted = { from, to, names, patterns: mentionPatterns(from, names) };
  const found = new Map<string, Mention>();
  for (const mention of [...textMentions(subject, wanted), ...unitMentions(subject, wanted)]) {
    const key = `${mention.path} ${mention.start}`;
    if (!found.has(key)) found.set(key, mention);
  }
  const sorted = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start));
  const listed = sorted.slice(0, MOST).map(
    ({ path, words, at: place }): Consequence => ({
      code: "W-MENTION",
      message: `${words} in ${shown(subject, path)} still names the ${from}.`,
      at: place,
    }),
  );
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
    ...document.objects.flatMap((object) => objectMentions(object, wanted)),
  ]);
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

/** Fields that name a kind and a name apart. */
function objectMentions(object: WrittenObject, wanted: Wanted): Mention[] {
  const { document, index, facts } = object;
  const root = document.resource(index)?.root;
  const { kind, group } = facts;
  if (kind === "Role" || kind === "ClusterRole") return roleMentions(object, root, wanted);
  if (kind === "Kustomization" && group === "kustomize.toolkit.fluxcd.io")
    return namedKinds(object, root, ["spec", "healthChecks"], wanted, "health check");
  if (group !== "argoproj.io") return [];
  const spec = kind === "ApplicationSet" ? ["spec", "template", "spec"] : ["spec"];
  return kind === "Application" || kind === "ApplicationSet"
    ? namedKinds(object, root, [...spec, "ignoreDifferences"], wanted, "ignored difference")
    : [];
}

/** A rule that allows something with one Deployment by its name; not where it allows the same with the new kind. */
function roleMentions(object: WrittenObject, root: Node | undefined, { from, to, names }: Wanted): Mention[] {
  return itemsOf(child(root, "rules")).flatMap((rule) => {
    const resources = itemsOf(child(rule, "resources")).map((item) => stringAt(item)?.split("/")[0]);
    if (!resources.includes(resourceName(from)) || resources.includes(resourceName(to))) return [];
    return itemsOf(child(rule, "resourceNames")).flatMap((item) =>
      names.has(asScalar(item)?.text ?? "") ? mentionAt(object, item, `A rule of ${described(object.facts)}`) : [],
    );
  });
}

/** Items with `kind` and, if they mean one object alone, `name`. */
function namedKinds(
  object: WrittenObject,
  root: Node | undefined,
  path: Path,
  { from, names }: Wanted,
  what: string,
): Mention[] {
  return itemsOf(at(root, ...path)).flatMap((item) => {
    const name = stringAt(item, "name");
    if (stringAt(item, "kind") !== from || (name !== undefined && !names.has(name))) return [];
    const article = /^[aeiou]/.test(what) ? "An" : "A";
    return mentionAt(object, child(item, "kind") ?? item, `${article} ${what} of ${described(object.facts)}`);
  });
}

function mentionAt({ document }: WrittenObject, { start, end }: Node, words: string): Mention {
  const { path } = document;
  const place = { path, start: document.start + start, end: document.start + end };
  return { path, start: place.start, words, at: place };
}
