// The client of the fuzzer says what an editor would: changes of texts, and what a watcher of files passes on.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Position, TextDocumentContentChangeEvent } from "vscode-languageserver-protocol";
import { FileChangeType, WatchKind } from "vscode-languageserver-protocol";
import { contentChanges } from "../../scripts/fuzz/content-changes";
import { positionAt } from "../../scripts/fuzz/text-position";
import { type PendingChange, watchedEvents } from "../../scripts/fuzz/watched-events";

const { Created, Changed, Deleted } = FileChangeType;

describe("a position", () => {
  it("counts lines that end with LF, CR or both, and UTF-16 units", () => {
    const text = "a\nb\r\nc\r😀d";
    expect([0, 1, 2, 3, 5, 6, 7, 9, 10].map((offset) => positionAt(text, offset))).toEqual([
      { line: 0, character: 0 },
      { line: 0, character: 1 },
      { line: 1, character: 0 },
      { line: 1, character: 1 },
      { line: 2, character: 0 },
      { line: 2, character: 1 },
      { line: 3, character: 0 },
      { line: 3, character: 2 },
      { line: 3, character: 3 },
    ]);
  });
});

describe("the changes of a text", () => {
  it("are told in each form", () => {
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } };
    const at = (character: number) => ({ start: { line: 1, character }, end: { line: 1, character } });
    expect(contentChanges("a\nb\n", "a\nxy\n", "whole")).toEqual([[{ text: "a\nxy\n" }]]);
    expect(contentChanges("a\nb\n", "a\nxy\n", "range")).toEqual([[{ range, text: "xy" }]]);
    expect(contentChanges("a\nb\n", "a\nxy\n", "parts")).toEqual([
      [
        { range, text: "" },
        { range: at(0), text: "xy" },
      ],
    ]);
    expect(contentChanges("a\nb\n", "a\nxy\n", "typed")).toEqual([
      [{ range, text: "" }],
      [{ range: at(0), text: "x" }],
      [{ range: at(1), text: "y" }],
    ]);
  });

  it("lead from any text to any other", () => {
    const text = fc.array(fc.constantFrom("a", "b", "\n", "\r\n", "\r", "😀", "😁", " "), { maxLength: 40 });
    const form = fc.constantFrom("whole" as const, "range" as const, "parts" as const, "typed" as const);
    fc.assert(
      fc.property(text, text, form, (before, after, how) => {
        const messages = contentChanges(before.join(""), after.join(""), how);
        expect(messages.flat().reduce(applied, before.join(""))).toBe(after.join(""));
      }),
    );
  });
});

/** Written anew, and without the functions that are judged. */
function applied(text: string, change: TextDocumentContentChangeEvent): string {
  if (!("range" in change)) return change.text;
  const lines = text.split(/(?<=\n|\r(?!\n))/);
  const offset = ({ line, character }: Position) => lines.slice(0, line).join("").length + character;
  return text.slice(0, offset(change.range.start)) + change.text + text.slice(offset(change.range.end));
}

describe("the changes of files", () => {
  const pending = (name: string, type: FileChangeType, within?: string): PendingChange => {
    const known = { path: `/top/ws/${name}`, uri: `file:///top/ws/${name}`, type };
    return within === undefined ? known : { ...known, within };
  };
  const event = (name: string, type: FileChangeType) => ({ uri: `file:///top/ws/${name}`, type });
  const everything = [{ globPattern: "**/*" }];

  it("are told one by one", () => {
    const changes = [pending("a.yaml", Created), pending("a.yaml", Deleted)];
    expect(watchedEvents(changes, "each", everything)).toEqual([
      [event("a.yaml", Created)],
      [event("a.yaml", Deleted)],
    ]);
  });

  it("are put together by file", () => {
    const changes = [
      pending("come-and-gone.yaml", Created),
      pending("new.yaml", Created),
      pending("again.yaml", Deleted),
      pending("come-and-gone.yaml", Deleted),
      pending("new.yaml", Changed),
      pending("again.yaml", Created),
      pending("gone.yaml", Changed),
      pending("gone.yaml", Deleted),
    ];
    expect(watchedEvents(changes, "together", everything)).toEqual([
      [event("new.yaml", Created), event("again.yaml", Changed), event("gone.yaml", Deleted)],
    ]);
    expect(watchedEvents(changes.slice(0, 1).concat(changes.slice(3, 4)), "together", everything)).toEqual([]);
  });

  it("are those of the topmost folder", () => {
    const changes = [pending("base/a.yaml", Deleted, "base"), pending("base", Deleted)];
    expect(watchedEvents(changes, "folders", everything)).toEqual([[event("base", Deleted)]]);
  });

  it("are told to those who ask for them", () => {
    const changes = [pending("a.yaml", Created), pending(".hidden/b.yaml", Changed), pending("c.txt", Deleted)];
    const told = (...watchers: Parameters<typeof watchedEvents>[2]) =>
      watchedEvents(changes, "together", watchers).flat();
    expect(told()).toEqual([]);
    expect(told({ globPattern: "**/*.{yaml,yml}" })).toEqual([
      event("a.yaml", Created),
      event(".hidden/b.yaml", Changed),
    ]);
    expect(told({ globPattern: "**/*", kind: WatchKind.Delete })).toEqual([event("c.txt", Deleted)]);
    expect(told({ globPattern: { baseUri: "file:///top/ws", pattern: "*.yaml" } })).toEqual([event("a.yaml", Created)]);
    expect(told({ globPattern: { baseUri: "file:///other", pattern: "**/*" } })).toEqual([]);
  });
});
