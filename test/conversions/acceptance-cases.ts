// The acceptance cases of the converter: folders with the files before and after, and what is to be said.
import * as fs from "node:fs";
import * as path from "node:path";
import { rules } from "../../server/src/rules/registry";

/** What stands in a `plan.json`. */
export interface Case {
  /** Where to look; the folder itself by default. */
  readonly path?: string;
  /** `Kind/[namespace/]name`; null where none is named. */
  readonly object: string | null;
  readonly to: string;
  readonly storage: string;
  readonly choose?: Readonly<Record<string, string>>;
  readonly kubernetesVersion?: string;
  readonly newResources?: string;
  /** A rule without which the case says nothing yet. */
  readonly needs?: string;
  /** A fix without which it is refused; the files that it makes are in `fixed`, and the conversion begins with them. */
  readonly fixed?: { readonly rule: string; readonly title: string };
  readonly refused: string | null;
  /** Sorted; a code stands once for each place that it concerns. */
  readonly consequences: readonly string[];
  /** Rules that say something lower about the result, sorted. */
  readonly follow: readonly string[];
  /** Rules that will, once they are there. */
  readonly followLater?: readonly string[];
  /** What the messages must contain. */
  readonly says?: readonly string[];
  /** Findings that the files have before. */
  readonly input?: readonly InputFinding[];
  /** The kind that is recommended before. */
  readonly verdict?: string;
}

export interface InputFinding {
  readonly rule: string;
  readonly severity: string;
  /** What the message must contain. */
  readonly says?: string;
  /** The title of the first fix. */
  readonly fix?: string;
}

const folder = path.join(import.meta.dirname, "acceptance");

export const caseNames: readonly string[] = fs.readdirSync(folder).sort();

const knownRules: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

export function caseOf(name: string): Case {
  return JSON.parse(fs.readFileSync(path.join(folder, name, "plan.json"), "utf8"));
}

/** Does the case need a rule that does not exist yet? */
export function isForLater({ needs }: Case): boolean {
  return needs !== undefined && !knownRules.has(needs);
}

/** The rules that say something lower about the result, of those that there are, sorted. */
export function shippedFollow({ follow, followLater = [] }: Case): string[] {
  return [...follow, ...followLater.filter((rule) => knownRules.has(rule))].sort();
}

/** Every file of a case, by its path with `/`. */
export function caseFiles(name: string, side: "before" | "fixed" | "after"): Record<string, string> {
  return filesOf(path.join(folder, name, side));
}

/** The files with which the conversion begins. */
export function startFiles(name: string): Record<string, string> {
  return caseFiles(name, caseOf(name).fixed ? "fixed" : "before");
}

/** Every file below a folder, whole; by its path with `/`. */
export function filesOf(start: string): Record<string, string> {
  const files = fs.readdirSync(start, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(start, file).replaceAll(path.sep, "/"), fs.readFileSync(file, "utf8")])
      .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  );
}
