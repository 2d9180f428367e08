// Findings about our own comments, annotations and configuration.
import { metaDiagnostics } from "../config/configuration";
import { nearMiss } from "../config/near-miss";
import type { NamedRule, Suppression } from "../config/suppression";
import type { Fix } from "../rules/rule";
import { shifted } from "../text/span";
import type { Document } from "../workspace/document";
import type { SourceFile } from "../workspace/source-file";
import { remove } from "../yaml/edit-script";
import type { Configurations } from "./configurations";
import type { Finding } from "./finding";
import type { PlacedSuppression } from "./placed-suppressions";

export interface SuppressionChecks {
  /** Has the workspace been read? Until then nothing is called unused. */
  readonly ready: boolean;
  readonly knownRules: ReadonlySet<string>;
}

/** Suppressions without a reason, those of rules that nobody knows, and those that silence nothing, once the workspace has been read. */
export function suppressionFindings(
  placed: readonly PlacedSuppression[],
  used: ReadonlySet<Suppression>,
  { ready, knownRules }: SuppressionChecks,
): Finding[] {
  return placed.flatMap(({ document, suppression }) => {
    const token = suppression.rules[0] ?? suppression;
    if (suppression.form === "peer") return [];
    const unknown = suppression.rules
      .filter(({ id, known }) => !known && !ownIds.has(id))
      .map((rule) => unknownRule(document, suppression, rule, knownRules));
    if (suppression.reason === undefined) {
      const message = "The suppression has no reason: it does not count. Write one behind a colon.";
      return [metaFinding(document, "suppression-without-reason", token, message), ...unknown];
    }
    // What is misspelt is not unused: whoever wrote it meant another rule.
    if (unknown.length > 0) return unknown;
    if (!ready || used.has(suppression)) return [];
    const message = "The suppression silences nothing here. Remove it.";
    const fixes = suppression.form === "annotation" ? [] : [removalFix(document, suppression)];
    return [{ ...metaFinding(document, "unused-suppression", token, message), fixes, unnecessary: true }];
  });
}

function unknownRule(
  document: Document,
  suppression: Suppression,
  { id, start, end }: NamedRule,
  knownRules: ReadonlySet<string>,
): Finding {
  const near = nearMiss(id, knownRules);
  const name = id.length > LONGEST_NAME ? `${id.slice(0, LONGEST_NAME - 1)}…` : id;
  const message = `Unknown rule '${name}': nothing of it is silenced. ${near === undefined ? "Remove it." : `Use '${near}'.`}`;
  const found = metaFinding(document, "unused-suppression", { start, end }, message);
  if (near !== undefined) {
    const edits = [{ start, end, newText: near }];
    return { ...found, fixes: [{ title: `Use '${near}'`, safe: false, changes: () => [{ document, edits }] }] };
  }
  const isAlone = suppression.form !== "annotation" && suppression.rules.length === 1;
  return isAlone ? { ...found, fixes: [{ ...removalFix(document, suppression), safe: false }] } : found;
}

/** What is wrong in a configuration file. */
export function configurationFindings(file: SourceFile, configurations: Configurations): Finding[] {
  return configurations.problems(file.path).flatMap((problem) => {
    const document = file.documentAt(problem.start);
    if (!document) return [];
    const found = metaFinding(document, problem.rule, shifted(problem, -document.start), problem.message);
    const { suggestion, entry } = problem;
    if (entry !== undefined) return [{ ...found, fixes: [entryRemovalFix(document, entry)], unnecessary: true }];
    if (!suggestion) return [found];
    const { newText } = suggestion.edit;
    const edit = { ...shifted(suggestion.edit, -document.start), newText };
    return [
      {
        ...found,
        fixes: [{ title: `Use '${suggestion.word}'`, safe: false, changes: () => [{ document, edits: [edit] }] }],
      },
    ];
  });
}

/** They can be turned off, and no suppression means them. */
const ownIds: ReadonlySet<string> = new Set(metaDiagnostics.map(({ id }) => id));

/** Of a rule as it is written, in a message. */
const LONGEST_NAME = 40;

const REMOVAL = "Remove the unused suppression";

type MetaRule = "unused-suppression" | "suppression-without-reason" | "invalid-configuration";

function metaFinding(
  document: Document,
  rule: MetaRule,
  { start, end }: { start: number; end: number },
  message: string,
): Finding {
  return {
    rule,
    group: "",
    severity: rule === "invalid-configuration" ? "warning" : "hint",
    strict: false,
    message,
    document,
    span: { start, end },
    object: undefined,
    related: [],
    fixes: [],
  };
}

function entryRemovalFix(document: Document, index: number): Fix {
  return { title: REMOVAL, safe: true, changes: () => [{ document, script: [remove(["ignore", index])] }] };
}

/** Takes out the comment, and its line where nothing else stands on it. */
function removalFix(document: Document, { start, end }: Suppression): Fix {
  const { text } = document;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const before = text.slice(lineStart, start);
  const lineFeed = text.indexOf("\n", end);
  const edit =
    before.trim() === ""
      ? { start: lineStart, end: lineFeed === -1 ? text.length : lineFeed + 1, newText: "" }
      : { start: lineStart + before.trimEnd().length, end, newText: "" };
  return { title: REMOVAL, safe: true, changes: () => [{ document, edits: [edit] }] };
}
