// Checks of rules against fixtures: what is found and what is marked must be the same, one to one.
import { expect } from "vitest";
import { fileEdits } from "../../server/src/analysis/changes";
import type { Finding } from "../../server/src/analysis/finding";
import { rules } from "../../server/src/rules/registry";
import type { Fix, Rule } from "../../server/src/rules/rule";
import { applyEdits } from "../../server/src/text/edit";
import { isRefusal } from "../../server/src/yaml/edit-script";
import { type Fixture, fixture } from "./fixture";
import { type MemoryOptions, type MemoryWorkspace, memoryWorkspace, root } from "./memory-workspace";

/** With names of ordinary length. */
const LONGEST_MESSAGE = 160;

/** The rule of an id. */
export function ruleOf(id: string): Rule {
  const found = rules.find((rule) => rule.id === id);
  if (!found) throw new Error(`there is no rule ${id}`);
  return found;
}

/**
 * Runs one rule over a fixture. A marker's label is `rule-id`, or `rule-id severity` where the severity matters, or
 * `rule-id severity: whole message`.
 */
export function checkRule(id: string, source: string, options: Omit<MemoryOptions, "rules"> = {}): void {
  const parsed = fixture(source);
  const memory = memoryWorkspace(parsed.files, { ...options, rules: [ruleOf(id)] });
  expect(foundMarkers(parsed, memory)).toEqual(expectedMarkers(parsed));
  checkDeclared(id, parsed, memory);
}

/** Messages are short; severities and fixes are among those that the rule declares. */
function checkDeclared(id: string, { files }: Fixture, { analysis }: MemoryWorkspace): void {
  const { severities, lowered, fixes } = ruleOf(id);
  for (const { message, severity, fixes: offered } of files.flatMap(({ path }) =>
    analysis.findings(`${root}/${path}`),
  )) {
    expect(message.length, `characters of: ${message}`).toBeLessThanOrEqual(LONGEST_MESSAGE);
    expect(message).toMatch(/[.?]$/);
    expect([...severities, lowered], `severities of ${id}`).toContain(severity);
    for (const { title, safe } of offered) {
      const declared = fixes.find((fix) => fix.title === title || anyName(fix.title).test(title));
      expect(declared, `the declaration of the fix "${title}" in ${id}`).toBeDefined();
      expect(safe, `is "${title}" safe?`).toBe(declared?.safe);
    }
  }
}

/** Runs all rules over a fixture in which nothing of one rule is to be found, and no error or warning of any other. */
export function checkClean(id: string, source: string): void {
  const { files } = fixture(source);
  const { analysis } = memoryWorkspace(files);
  const found = files.flatMap(({ path }) => analysis.findings(`${root}/${path}`));
  const loud = found.filter(({ rule, severity }) => rule === id || severity === "error" || severity === "warning");
  expect(loud.map(({ rule, severity, message }) => `${rule} ${severity}: ${message}`)).toEqual([]);
}

/** Findings of a fixture in the words of its markers, as precise as each marker is. */
function foundMarkers({ files }: Fixture, { analysis, workspace }: MemoryWorkspace): string[] {
  return files.flatMap(({ path, markers }) => {
    const file = workspace.file(`${root}/${path}`);
    return analysis.findings(`${root}/${path}`).map((finding) => {
      const start = file?.lines.placeOf(finding.document.start + finding.span.start);
      const end = file?.lines.placeOf(finding.document.start + finding.span.end);
      const here = markers.find((marker) => marker.line === start?.line && marker.start === start.character);
      return `${path}:${start?.line}:${start?.character}-${end?.character} ${inWords(finding, here?.label ?? "")}`;
    });
  });
}

function inWords({ rule, severity, message }: Finding, label: string): string {
  if (label.includes(": ")) return `${rule} ${severity}: ${message}`;
  return label.includes(" ") || label === "" ? `${rule} ${severity}` : rule;
}

function expectedMarkers({ files }: Fixture): string[] {
  return files.flatMap(({ path, markers }) =>
    markers.map(({ line, start, end, label }) => `${path}:${line}:${start}-${end} ${label}`),
  );
}

/** Messages of what the related places of all findings say, with where they are. */
export function relatedOf(id: string, source: string, options: Omit<MemoryOptions, "rules"> = {}): string[] {
  const parsed = fixture(source);
  const { analysis } = memoryWorkspace(parsed.files, { ...options, rules: [ruleOf(id)] });
  return parsed.files.flatMap(({ path }) =>
    analysis.findings(`${root}/${path}`).flatMap(({ related }) => related.map(({ message }) => message)),
  );
}

/**
 * Applies a fix of the only finding that has it, and compares every file that it changes, byte for byte. `'x'` and `'y'` in
 * the title stand for any name. The fix must keep the fix law: it removes its finding, and adds no error or warning.
 */
export function checkFix(
  id: string,
  title: string,
  before: string,
  after: string,
  options: Omit<MemoryOptions, "rules"> = {},
): void {
  const parsed = fixture(before);
  const { analysis, workspace } = memoryWorkspace(parsed.files, { ...options, rules: [ruleOf(id)] });
  const fixes = parsed.files
    .flatMap(({ path }) => analysis.findings(`${root}/${path}`))
    .flatMap(({ fixes }) => fixes)
    .filter((fix) => fix.title === title || anyName(title).test(fix.title));
  expect(fixes.length, `fixes called ${title}`).toBe(1);
  const [only] = fixes;
  const files = fileEdits(only && "changes" in only ? only.changes() : []);
  if (isRefusal(files)) throw new Error(`refused: ${files.why}`);
  for (const { path, edits } of files)
    workspace.setFile(path, applyEdits(workspace.file(path)?.text ?? "", edits), { open: true });
  const result = parsed.files.map(({ path, text }) => ({
    path,
    text: workspace.file(`${root}/${path}`)?.text ?? text,
  }));
  expect(result).toEqual(fixture(after).files.map(({ path, text }) => ({ path, text })));
  const findings = allFindings(parsed.files, options);
  const left = allFindings(result, options);
  const own = (all: readonly Finding[]) => all.filter(({ rule }) => rule === id).length;
  expect(own(left), "findings of the rule").toBeLessThan(own(findings));
  const known = new Set(loud(findings));
  expect(
    loud(left).filter((finding) => !known.has(finding)),
    "errors and warnings that the fix adds",
  ).toEqual([]);
}

/** A title as a pattern in which the names are any names, `N` at its end and sums with it any number. */
function anyName(title: string): RegExp {
  const escaped = title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const named = escaped.replace(/'(?:[xykX](?:-[a-z]+)?|k: v)'/g, "'[^']+'");
  return new RegExp(`^${named.replace(/\bN \\\+ \d+/g, "\\d+").replace(/\bN$/, "\\d+")}$`);
}

/** What all rules together say of some files. */
function allFindings(
  files: readonly { readonly path: string; readonly text: string }[],
  options: Omit<MemoryOptions, "rules">,
): Finding[] {
  const { analysis } = memoryWorkspace(files, options);
  return files.flatMap(({ path }) => analysis.findings(`${root}/${path}`));
}

/** Errors and warnings as the fix law compares them: by rule, name and namespace. */
function loud(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ rule, object }) => `${rule} ${object?.namespace ?? ""}/${object?.name ?? ""}`);
}

/** All fixes that a fixture's findings offer. */
export function fixesOf(id: string, source: string, options: Omit<MemoryOptions, "rules"> = {}): Fix[] {
  const parsed = fixture(source);
  const { analysis } = memoryWorkspace(parsed.files, { ...options, rules: [ruleOf(id)] });
  return parsed.files.flatMap(({ path }) => analysis.findings(`${root}/${path}`).flatMap(({ fixes }) => fixes));
}

/** The titles of all fixes that a fixture's findings offer. */
export function fixTitles(id: string, source: string, options: Omit<MemoryOptions, "rules"> = {}): string[] {
  return fixesOf(id, source, options).map(({ title }) => title);
}
