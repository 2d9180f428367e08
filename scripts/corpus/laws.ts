// What must hold for every repository, whatever its manifests say. Each law gives its violations.
import type { Analysis } from "../../server/src/analysis/analysis";
import type { Finding } from "../../server/src/analysis/finding";
import { relatedLocation } from "../../server/src/analysis/location";
import type { Span } from "../../server/src/text/span";
import type { Document } from "../../server/src/workspace/document";
import type { Node } from "../../server/src/yaml/tree";
import { type Analysed, analysed, findingText, findingTexts, type Repository } from "./repository";

const LONGEST_MESSAGE = 160;
/** Names of ordinary length; what longer ones add to a message does not count. */
const ORDINARY_NAME = 20;

export interface Law {
  readonly name: string;
  readonly violations: (repository: Repository, state: Analysed) => string[];
}

/** Those that need no editing. */
export const laws: readonly Law[] = [
  { name: "no rule throws", violations: (_, { faults }) => [...faults] },
  {
    name: "every finding underlines one token on one line",
    violations: (_, { analysis }) =>
      allFindings(analysis)
        .filter(({ document, span }) => !isToken(document, span))
        .map((finding) => findingText(analysis, finding)),
  },
  {
    name: `messages are plain sentences of at most ${LONGEST_MESSAGE} characters`,
    violations: (_, { analysis }) =>
      allFindings(analysis).flatMap((finding) => {
        const fault = messageFault(finding.message);
        return fault === undefined ? [] : [`${fault}: ${findingText(analysis, finding)}`];
      }),
  },
  {
    name: "related places are tokens too",
    violations: (_, { analysis }) =>
      allFindings(analysis).flatMap((finding) =>
        finding.related
          .filter((related) => {
            const location = relatedLocation(related, analysis.workspace.builds);
            return related.message === "" || !location || !isOneLine(location.document, location.span);
          })
          .map(({ message }) => `"${message}" of ${findingText(analysis, finding)}`),
      ),
  },
  {
    name: "a second run over the files in another order finds the same",
    violations: ({ files }, state) => differences(findingTexts(state), findingTexts(analysed([...files].reverse()))),
  },
  {
    name: "opening every file without an edit changes nothing",
    violations: (_, state) => {
      const before = findingTexts(state);
      const { workspace } = state.analysis;
      for (const { path, text } of [...workspace.files()]) {
        // A comment is typed and taken back: the texts are the same again, the documents have changed twice.
        workspace.setFile(path, `${text}\n# `, { open: true });
        workspace.setFile(path, text, { open: true });
      }
      return differences(before, findingTexts(state));
    },
  },
];

export function allFindings(analysis: Analysis): Finding[] {
  return [...analysis.workspace.files()].flatMap(({ path }) => analysis.findings(path));
}

/** What only one of two lists has. */
export function differences(before: readonly string[], after: readonly string[]): string[] {
  const left = new Set(before);
  const right = new Set(after);
  return [
    ...before.filter((text) => !right.has(text)).map((text) => `gone: ${text}`),
    ...after.filter((text) => !left.has(text)).map((text) => `new: ${text}`),
  ];
}

/** Is the span exactly that of a key or a value? */
function isToken(document: Document, span: Span): boolean {
  if (!isOneLine(document, span)) return false;
  const { root } = document.tree();
  return root !== undefined && hasLeaf(root, span);
}

function hasLeaf(node: Node, span: Span): boolean {
  if (node.start > span.start || node.end < span.end) return false;
  if (node.type === "mapping") return node.entries.some(({ key, value }) => hasLeaf(key, span) || hasLeaf(value, span));
  if (node.type === "sequence") return node.items.some((item) => hasLeaf(item, span));
  // In a text of several lines a word of it is meant.
  if (node.type === "scalar" && (node.style === "literal" || node.style === "folded")) return true;
  return node.start === span.start && node.end === span.end;
}

function isOneLine({ text }: Document, { start, end }: Span): boolean {
  return start < end && end <= text.length && !/[\r\n]/.test(text.slice(start, end));
}

function messageFault(message: string): string | undefined {
  const shortened = message.replace(/^In [^:]+: /, "").replace(/\S+/g, (word) => word.slice(0, ORDINARY_NAME));
  if (shortened.length > LONGEST_MESSAGE) return `${shortened.length} characters`;
  if (/[\r\n`]|undefined|NaN|\[object/.test(message)) return "not plain text";
  return /[.?]$/.test(message) ? undefined : "no sentence";
}
