// What is held back while somebody types, with a clock of its own.
import { beforeEach, describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver";
import { REST, Settling, typedPlaces } from "../../server/src/transport/settling";

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

describe("the word that is being typed", () => {
  const word = (message: string, end: number): Diagnostic => ({
    range: { start: { line: 3, character: 8 }, end: { line: 3, character: end } },
    code: "whole",
    message,
  });
  const behind = (character: number) => [{ line: 3, character }];

  it("what is new about it waits, whichever rule says it", () => {
    settling.edited("a", behind(10));
    expect(settling.shown("a", [word('no "my"', 10)])).toEqual([]);
    settling.edited("a", behind(13));
    expect(settling.shown("a", [])).toEqual([]);
    pass(REST);
    expect(settling.shown("a", [word('no "mysqi"', 13)])).toEqual([word('no "mysqi"', 13)]);
  });
  it("it is judged as soon as somebody types elsewhere", () => {
    settling.edited("a", behind(10));
    expect(settling.shown("a", [word('no "my"', 10)])).toEqual([]);
    settling.edited("a", [{ line: 4, character: 1 }]);
    expect(settling.shown("a", [word('no "my"', 10)])).toEqual([word('no "my"', 10)]);
  });
  it("what was said of it before stays until it says something else", () => {
    settling.shown("a", [word('no "my"', 10)]);
    settling.edited("a", behind(10));
    expect(settling.shown("a", [word('no "my"', 10)])).toHaveLength(1);
    expect(settling.shown("a", [word('no "myx"', 11)])).toEqual([]);
  });
  it("what is said elsewhere because of it comes at once", () => {
    const { range: related } = word("", 10);
    const resting = {
      ...whole,
      relatedInformation: [{ location: { uri: "a", range: related }, message: "the claim" }],
    };
    settling.edited("a", behind(10));
    expect(settling.shown("a", [resting])).toEqual([resting]);
  });
  it("the words around it do not wait", () => {
    settling.edited("a", behind(7));
    expect(settling.shown("a", [word('no "my"', 10)])).toHaveLength(1);
    settling.edited("a", behind(11));
    expect(settling.shown("a", [word('no "my"', 10)])).toHaveLength(1);
  });
});

describe("where somebody types", () => {
  const change = (text: string, from = 4, to = from, lines = 0) => ({
    text,
    range: { start: { line: 2, character: from }, end: { line: 2 + lines, character: to } },
  });

  it.each([
    ["behind a key", [change("a")], [{ line: 2, character: 5 }]],
    ["behind a quote that was closed at once", [change('""')], [{ line: 2, character: 6 }]],
    ["where a key took something away", [change("", 3, 4)], [{ line: 2, character: 3 }]],
    ["nowhere where a word became another", [change("3", 4, 5)], []],
    ["nowhere where a word was taken away", [change("", 4, 9)], []],
    ["at each cursor", [change("a", 9), change("a", 4)], [9, 4].map((at) => ({ line: 2, character: at + 1 }))],
    ["nowhere after a new line", [change("\n")], []],
    ["nowhere where lines were joined", [change("", 4, 0, 1)], []],
    ["nowhere where more was written than with a key", [change("mysql")], []],
    ["nowhere where the whole text is another", [{ text: "a" }], []],
    ["nowhere where one change of several is no key", [change("a"), change("mysql", 9)], []],
  ])("%s", (_, changes, places) => expect(typedPlaces(changes)).toEqual(places));
});
