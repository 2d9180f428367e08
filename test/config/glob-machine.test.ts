// Globs mean what picomatch says, and are answered at once where its regular expressions would not come to an end.
import fc from "fast-check";
import picomatch from "picomatch";
import { describe, expect, it } from "vitest";
import { Globs, isUsableGlob } from "../../server/src/config/globs";
import { patternOf } from "../../server/src/config/pattern-syntax";
import { PatternMachine } from "../../server/src/text/pattern-machine";

const options = { dot: true, nonegate: true, windows: false };

function machine(source: string): PatternMachine {
  const pattern = patternOf(source);
  if (!pattern) throw new Error(`${source} is not read`);
  return new PatternMachine(pattern, 100_000);
}

const codesOf = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));

describe("a regular expression", () => {
  const pieces = String.raw`a b ab . / [ab] [^a/] [a-c] [\d-z] [^\W] \. \w \u0061 (?:a|b) (?:ab)* (?:a|aa)+ (?:a*)* a? x* b{1,2} .*? [^/]*? \b \B (?=a) (?!b) (?!(?:^|\/)\.{1,2}(?:\/|$)) (?:(?!ab).)* ^ $ (?: (?! ) |`;
  const source = fc.array(fc.constantFrom(...pieces.split(" ")), { maxLength: 8 }).map((parts) => parts.join(""));
  const text = fc
    .array(fc.constantFrom("a", "b", "c", ".", "/", "1", "-", "\n", "é"), { maxLength: 8 })
    .map((parts) => parts.join(""));

  it("matches what JavaScript's own engine matches", () => {
    fc.assert(
      fc.property(source, text, (written, subject) => {
        let native: RegExp;
        try {
          void new RegExp(written); // by itself too: else a bracket of it could close the group
          native = new RegExp(`^(?:${written})$`);
        } catch {
          return; // no regular expression
        }
        expect(machine(native.source).matches(codesOf(subject))).toBe(native.test(subject));
      }),
      { numRuns: 2000 },
    );
  });

  it("is found where JavaScript's own engine finds it", () => {
    fc.assert(
      fc.property(source, text, (written, subject) => {
        let native: RegExp;
        try {
          native = new RegExp(written);
        } catch {
          return; // no regular expression
        }
        expect(machine(native.source).isIn(codesOf(subject))).toBe(native.test(subject));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["(a)\\1", "(?<=a)b", "(?<!a)b", "(?<n>a)", "\\p{L}", "a{1001}", "a{2,1}", "*", "(a", "a)", "[a", "\\"])(
    "is not read: %s",
    (written) => expect(patternOf(written)).toBeUndefined(),
  );
  it("is not read where it is nested too deeply", () =>
    expect(patternOf(`${"(".repeat(5000)}a${")".repeat(5000)}`)).toBeUndefined());
  it("is refused where it would be too large", () => expect(() => machine("a".repeat(100_001))).toThrow(RangeError));
});

describe("a glob", () => {
  const piece = fc.constantFrom(
    ..."a b . / * ** ? [ab] [!a] [a-c] { } , {a,b} {a,b*} {1..3} +(a) +(a|b) *(a|ab) !(a) !(a|b*) @(a|b) ?(a) ( ) | ! \\* [[:alpha:]] [ ] $ ^ + é".split(
      " ",
    ),
  );
  const glob = fc.array(piece, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(""));
  const text = fc
    .array(fc.constantFrom("a", "b", "ab", ".", "/", "*", "1", "é", "(", "{"), { maxLength: 8 })
    .map((parts) => parts.join(""));

  it("matches what picomatch matches", () => {
    fc.assert(
      fc.property(glob, text, (pattern, subject) => {
        if (!isUsableGlob(pattern)) return;
        expect(new Globs("name", [pattern]).matches(subject)).toBe(picomatch(pattern, options)(subject));
      }),
      { numRuns: 2000 },
    );
  });

  const long = "a".repeat(250);
  it.each([
    "*a*a*a*a*a*a*a*a*b",
    "**/*a*a*a*a*a*a*a*a*b",
    `${"**/".repeat(10)}b`,
    `a/${"**/a/".repeat(20)}b`,
    "+(a|aa|aaa)b",
    "*(*(*(a)))b",
    `${"{a,aa,aaa,aaaa}".repeat(20)}b`,
    `${"@(a|a?)".repeat(20)}b`,
    `${"?(a)".repeat(25)}b`,
    "(a|aa)+b",
    "(a+)+b",
    "((a*)*)*b",
    `${"[[:alpha:]]*".repeat(20)}b`,
    `${"!(a)".repeat(10)}b`,
    `${"*?".repeat(100)}b`,
    "{1..10000000}",
  ])("is answered at once, whatever it is: %s", (pattern) => {
    for (const subject of ["path", "folder", "name", "image"] as const) {
      const globs = new Globs(subject, [pattern]);
      for (const text of [long, `${long}.yaml`, `${"a/".repeat(120)}x.yaml`, "a".repeat(4096)]) {
        expect(globs.matches(text)).toBe(false);
      }
    }
  });
  it("that excludes what matches is answered at once", () => {
    const globs = new Globs("name", ["!(+(a)+(a)+(a)+(a)+(a)b)"]);
    expect([long, `${long}b`].map((text) => globs.matches(text))).toEqual([true, false]);
  });

  it.each([
    ["more signs than a path has", "a".repeat(4097)],
    ["more brackets than anybody writes", "{a,b}".repeat(101)],
    ["what only a regular expression has", "(?<=a)b"],
  ])("is of no use with %s, and costs nothing", (_, pattern) => {
    expect(isUsableGlob(pattern)).toBe(false);
    expect(new Globs("name", [pattern]).matches("ab")).toBe(false);
  });
  it("means itself even so", () => expect(new Globs("name", ["(?<=a)b"]).matches("(?<=a)b")).toBe(true));
  it("matches nothing that is longer than any path", () => {
    const globs = new Globs("path", ["**"]);
    expect(["a".repeat(4096), "a".repeat(4097)].map((path) => globs.matches(path))).toEqual([true, false]);
  });
});
