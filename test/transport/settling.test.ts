// What is held back while somebody types, with a clock of its own.
import { beforeEach, describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver";
import { REST, Settling } from "../../server/src/transport/settling";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const half: Diagnostic = { range, code: "half", message: "is missing" };
const whole: Diagnostic = { range, code: "whole", message: "is wrong" };

let now: number;
let calls: { at: number; call: () => void }[];
let rests: number;
let settling: Settling;

function pass(milliseconds: number): void {
  now += milliseconds;
  const due = calls.filter(({ at }) => at <= now);
  calls = calls.filter(({ at }) => at > now);
  for (const { call } of due) call();
}

beforeEach(() => {
  now = 1000;
  calls = [];
  rests = 0;
  settling = new Settling({
    clock: { now: () => now, after: (milliseconds, call) => void calls.push({ at: now + milliseconds, call }) },
    settles: (rule) => rule === "half",
    onRest: () => rests++,
  });
});

describe("while somebody types", () => {
  it("a new finding of a rule that settles waits, and comes when the document has rested", () => {
    settling.edited("a");
    expect(settling.shown("a", [half, whole])).toEqual([whole]);
    pass(REST - 1);
    expect(rests).toBe(0);
    pass(1);
    expect(rests).toBe(1);
    expect(settling.shown("a", [half, whole])).toEqual([half, whole]);
  });
  it("each key begins the rest anew, and it is told once", () => {
    settling.edited("a");
    settling.shown("a", [half]);
    pass(REST - 1);
    settling.edited("a");
    settling.shown("a", [half]);
    pass(REST - 1);
    expect(rests).toBe(0);
    pass(1);
    expect(rests).toBe(1);
    expect(calls).toEqual([]);
  });
  it("it comes with the call that tells the editor, not with a question just before it", () => {
    settling.edited("a");
    pass(10);
    expect(settling.shown("a", [half])).toEqual([]);
    now += REST; // the call is due, and late
    expect(settling.shown("a", [half])).toEqual([]);
    pass(0);
    expect(rests).toBe(1);
    expect(settling.shown("a", [half])).toEqual([half]);
  });
  it("what was shown before stays", () => {
    expect(settling.shown("a", [half])).toEqual([half]);
    settling.edited("a");
    expect(settling.shown("a", [{ ...half, range: { ...range, end: range.start } }])).toHaveLength(1);
    settling.edited("a");
    expect(settling.shown("a", [])).toEqual([]);
    expect(settling.shown("a", [half])).toEqual([half]);
  });
  it("other documents wait for nothing", () => {
    settling.edited("a");
    expect(settling.shown("b", [half])).toEqual([half]);
  });
  it("a document that is closed is forgotten", () => {
    settling.edited("a");
    settling.closed("a");
    expect(settling.shown("a", [half])).toEqual([half]);
  });
});
