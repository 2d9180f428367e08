// Findings that were there when somebody began: a file lists them, and they are not reported.
import { splitDocuments } from "../text/split-documents";
import { child, itemsOf, stringAt } from "../yaml/navigate";
import { parseDocument } from "../yaml/parse";

/** Why a finding of the baseline is kept, where a reason is asked for. */
export const baselineReason = "in the baseline";

/** What makes two findings one, wherever they stand in the file. */
export interface BaselineFinding {
  /** Relative to the folder of the configuration. */
  readonly path: string;
  readonly rule: string;
  readonly kind: string;
  readonly name: string;
  /** As it is written; undefined where the object says none. */
  readonly namespace: string | undefined;
}

export class Baseline {
  readonly #known: ReadonlySet<string>;

  /** @param text of the file; what cannot be read in it lists nothing */
  constructor(text: string) {
    const [first = { start: 0, end: text.length }] = splitDocuments(text);
    const { root } = parseDocument(text.slice(first.start, first.end));
    const findings = itemsOf(child(root, "findings")).map((item) => {
      const word = (key: string) => stringAt(item, key) ?? "";
      return key({
        path: word("path"),
        rule: word("rule"),
        kind: word("kind"),
        name: word("name"),
        namespace: stringAt(item, "namespace"),
      });
    });
    this.#known = new Set(findings);
  }

  has(finding: BaselineFinding): boolean {
    return this.#known.has(key(finding));
  }
}

/** The text of the file: each finding once, sorted. */
export function baselineText(findings: readonly BaselineFinding[]): string {
  const lines = findings.map(({ path, rule, kind, name, namespace }) => {
    const place = namespace === undefined ? { path, rule, kind, name } : { path, rule, kind, name, namespace };
    return `  - ${JSON.stringify(place)}\n`;
  });
  const unique = [...new Set(lines)].sort();
  return `# Findings that are not reported. Written by: rightkind check --format baseline\nfindings:${
    unique.length === 0 ? " []\n" : `\n${unique.join("")}`
  }`;
}

function key({ path, rule, kind, name, namespace }: BaselineFinding): string {
  return JSON.stringify([path, rule, kind, name, namespace ?? null]);
}
