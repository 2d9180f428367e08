// The shapes of the growth table: each holds as many findings as it says, however large it is, and an object to type on.

import { describe, expect, it } from "vitest";
import type { TextDocumentContentChangeEvent } from "vscode-languageserver-protocol";
import { shapes } from "../../scripts/bench/shapes/catalogue";
import type { Shape } from "../../scripts/bench/shapes/shape";
import { Typing } from "../../scripts/bench/typing";
import { syntaxFaults } from "../../server/src/analysis/syntax-faults";
import { type MemoryWorkspace, memoryWorkspace, root } from "../support/memory-workspace";

/** The findings of a workspace in words. */
function findingsOf({ workspace, analysis }: MemoryWorkspace): string[] {
  return [...workspace.files()].flatMap(({ path }) =>
    analysis.findings(path).map(({ rule, severity, message }) => `${path} ${severity} ${rule}: ${message}`),
  );
}

/** How many documents of a workspace do not parse. */
function brokenOf({ workspace, analysis }: MemoryWorkspace): number {
  const faults = [...workspace.files()].flatMap((file) => syntaxFaults(analysis, file, { always: false }));
  return new Set(faults.map(({ document }) => document)).size;
}

/** The text of the file that is typed in. */
function typedText(shape: Shape, n: number): string {
  const { file } = shape.probe(n);
  const text = shape.files(n).find(({ path }) => path === file)?.text;
  if (text === undefined) throw new Error(`${shape.name} has no ${file}`);
  return text;
}

function changed(text: string, change: TextDocumentContentChangeEvent): string {
  if (!("range" in change)) return change.text;
  const lines = text.split("\n");
  const { start, end } = change.range;
  const line = lines[start.line] ?? "";
  lines[start.line] = line.slice(0, start.character) + change.text + line.slice(end.character);
  return lines.join("\n");
}

describe.each(shapes.map((shape) => ({ name: shape.name, shape })))("$name", ({ shape }) => {
  it.each([3, 20, 60])("holds what it says with n = %i", (n) => {
    const state = memoryWorkspace(shape.files(n));
    const findings = findingsOf(state);
    expect(findings, findings.join("\n")).toHaveLength(shape.findings(n));
    expect(brokenOf(state)).toBe(shape.errors?.(n) ?? 0);
  });

  it("has about ten findings, small and large", () => {
    const counts = [30, 1000, 2000].map((n) => shape.findings(n));
    expect(counts).toEqual([10, 10, 10]);
  });

  it("writes each file once", () => {
    const paths = shape.files(20).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it("grows with n alone", () => {
    const size = (n: number) => shape.files(n).reduce((sum, { text }) => sum + text.length, 0);
    const growth = (size(400) - size(200)) / (size(200) - size(100));
    expect(growth).toBeGreaterThan(1.9);
    expect(growth).toBeLessThan(2.2);
  });

  it("has an object to type on, whose text is whole again after a turn", () => {
    const text = typedText(shape, 20);
    const probe = shape.probe(20);
    const typing = new Typing(text, probe);
    const { start, end } = typing.kind;
    expect(text.split("\n")[start.line]?.slice(start.character, end.character)).toBe(probe.kind);
    const typed = changed(text, typing.harmless());
    expect(typed.length).toBe(text.length + 1);
    expect(changed(typed, typing.harmless())).toBe(text);
    const texts = [text];
    for (let key = 0; key < 2 * probe.meaningful.length; key++) {
      texts.push(changed(texts.at(-1) ?? "", typing.meaningful()));
    }
    expect(new Set(texts).size).toBe(texts.length - 1);
    expect(texts.at(-1)).toBe(text);
  });

  it("parses as before whatever is typed, and says the same after a harmless key", () => {
    const { file, ...probe } = shape.probe(3);
    const text = typedText(shape, 3);
    const state = memoryWorkspace(shape.files(3));
    const before = findingsOf(state);
    const typing = new Typing(text, { file, ...probe });
    const typed = changed(text, typing.harmless());
    state.workspace.setFile(`${root}/${file}`, typed, { open: true });
    expect(findingsOf(state)).toEqual(before);
    const last = probe.meaningful.reduce((present) => changed(present, typing.meaningful()), typed);
    state.workspace.setFile(`${root}/${file}`, last, { open: true });
    expect(brokenOf(state)).toBe(shape.errors?.(3) ?? 0);
  });
});
