// Suppression comments: where they may stand, what they say, and which part of the document they silence.
import { describe, expect, test } from "vitest";
import { fileSuppressions, isSilencedBy, type Suppression, suppressions } from "../../server/src/config/suppression";
import { parseDocument } from "../../server/src/yaml/parse";

const knownRules = new Set(["bare-pod", "cronjob-overlap", "deployment-rwo-claim-multi-replica"]);

function found(text: string, first = true): Suppression[] {
  return suppressions(text, parseDocument(text).root, { knownRules, first });
}

/** Spans as the text they cover, so that a whole result can be read. */
function shown(text: string, list: readonly Suppression[]) {
  const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return list.map((suppression) => ({
    form: suppression.form,
    comment: slice(suppression),
    rules: suppression.rules.map((rule) => `${slice(rule)}${rule.known ? "" : " (unknown)"}`),
    everyRule: suppression.everyRule,
    reason: suppression.reason,
    silenced: typeof suppression.silenced === "string" ? suppression.silenced : suppression.silenced.map(slice),
  }));
}

/** What the comments of a text silence, one list for each. */
function silenced(text: string): (string | string[])[] {
  return shown(text, found(text)).map((one) => one.silenced);
}

const COMMENT = "# rightkind-ignore-next-line bare-pod: on purpose";

describe("what a comment says", () => {
  const rest = (text: string) => {
    const whole = `a: 1\n${text}\nb: 2\n`;
    return shown(whole, found(whole)).map(({ rules, reason, everyRule }) => ({ rules, reason, everyRule }));
  };

  test.each([
    ["# rightkind-ignore-next-line bare-pod: on purpose", ["bare-pod"], "on purpose"],
    ["#rightkind-ignore-next-line bare-pod:on purpose", ["bare-pod"], "on purpose"],
    ["## rightkind-ignore-next-line bare-pod : on purpose ", ["bare-pod"], "on purpose"],
    [
      "# rightkind-ignore-next-line bare-pod, cronjob-overlap: see: the wiki",
      ["bare-pod", "cronjob-overlap"],
      "see: the wiki",
    ],
    ["# rightkind-ignore-next-line bare-pod cronjob-overlap: both", ["bare-pod", "cronjob-overlap"], "both"],
    ["# rightkind-ignore-next-line bare-pot: typing", ["bare-pot (unknown)"], "typing"],
    ["# rightkind-ignore-next-line bare-pot, bare-pod: typing", ["bare-pot (unknown)", "bare-pod"], "typing"],
    ["# rightkind-ignore-next-line bare-pod:", ["bare-pod"], undefined],
    ["# rightkind-ignore-next-line bare-pod", ["bare-pod"], undefined],
    ["# rightkind-ignore-next-line bare-pod because I say so", ["bare-pod"], undefined],
    ["# rightkind-ignore-next-line bare-pod, cronjob-overlap", ["bare-pod", "cronjob-overlap"], undefined],
    ["# rightkind-ignore-next-line: no rule", [], "no rule"],
    ["# rightkind-ignore-next-line", [], undefined],
  ])("%s", (comment, rules, reason) => {
    expect(rest(comment)).toEqual([{ rules, reason, everyRule: false }]);
  });

  test.each([
    "# rightkind-ignore-next-lines bare-pod: x",
    "# rightkind-ignore-next-line-now bare-pod: x",
    "# Rightkind-ignore-next-line bare-pod: x",
    "# see rightkind-ignore-next-line bare-pod: x",
    "# three Pods # rightkind-ignore-next-line bare-pod: x",
    "# rightkind-ignore-nextline bare-pod: x",
  ])("is none of ours: %s", (comment) => {
    expect(rest(comment)).toEqual([]);
  });

  test("the whole result, with its offsets", () => {
    const text = "a: 1\n  # rightkind-ignore-next-line bare-pod, nope: why  \nb: 2\n";
    expect(found(text)).toEqual([
      {
        form: "next-line",
        start: 7,
        end: 55,
        rules: [
          { id: "bare-pod", known: true, start: 36, end: 44 },
          { id: "nope", known: false, start: 46, end: 50 },
        ],
        everyRule: false,
        reason: "why",
        silenced: [{ start: 58, end: 62 }],
      },
    ]);
  });
});

describe("the next line in block style", () => {
  test.each<[string, string, string[]]>([
    ["above an entry", `a: 1\n${COMMENT}\nb: 2\nc: 3\n`, ["b: 2"]],
    ["above an entry with children", `a: 1\n${COMMENT}\nb:\n  c: 3\n  d: 4\ne: 5\n`, ["b:\n  c: 3\n  d: 4"]],
    ["at another indent than the entry", `a: 1\n      ${COMMENT}\nb: 2\n`, ["b: 2"]],
    ["above a first child", `a: 1\nb:\n  ${COMMENT}\n  c: 3\n  d: 4\n`, ["c: 3"]],
    ["above the last entry, without a final newline", `a: 1\n${COMMENT}\nb: 2`, ["b: 2"]],
    ["above an entry without a value", `a: 1\n${COMMENT}\nb:\nc: 3\n`, ["b:"]],
    ["above a quoted key", `a: 1\n${COMMENT}\n"b": 2\n`, ['"b": 2']],
    ["above an explicit key", `a: 1\n${COMMENT}\n? b\n: 2\n`, ["b\n: 2"]],
    ["above a block scalar", `a: 1\n${COMMENT}\nb: |\n  # no comment\n  x\nc: 3\n`, ["b: |\n  # no comment\n  x"]],
    ["above an anchor", `a: 1\n${COMMENT}\nb: &x\n  c: 3\nd: *x\n`, ["b: &x\n  c: 3"]],
    ["above an alias", `a: &x 1\n${COMMENT}\nb: *x\n`, ["b: *x"]],
    ["above an item", `l:\n- name: x\n  b: 1\n${COMMENT}\n- name: y\n  b: 2\nc: 3\n`, ["name: y\n  b: 2"]],
    ["above an indented item", `l:\n  - name: x\n  ${COMMENT}\n  - name: y\n    b: 2\n`, ["name: y\n    b: 2"]],
    ["above the first item", `l:\n  ${COMMENT}\n  - name: x\n    b: 1\n  - name: y\n`, ["name: x\n    b: 1"]],
    ["above an item's second entry", `l:\n  - name: x\n    ${COMMENT}\n    b: 1\n    c: 2\n`, ["b: 1"]],
    ["above a plain item", `l:\n  - x\n  ${COMMENT}\n  - y\n`, ["y"]],
    ["above an item whose dash stands alone", `l:\n${COMMENT}\n-\n  name: x\n  b: 1\n- y\n`, ["name: x\n  b: 1"]],
    ["above a dash with a comment", `l:\n${COMMENT}\n- # first\n  name: x\n- y\n`, ["name: x"]],
    ["above a dash with an anchor", `l:\n${COMMENT}\n- &x\n  name: x\n- y\n`, ["name: x"]],
    ["above an empty item", `l:\n- x\n${COMMENT}\n-\n- y\n`, [""]],
    ["above an item that is a list", `l:\n${COMMENT}\n- - x\n  - y\n- z\n`, ["- x\n  - y".slice(2)]],
    ["above a dash alone, then a list", `l:\n${COMMENT}\n-\n  - - x\n    - y\n- z\n`, ["x\n    - y"]],
    ["between a dash and its first entry", `l:\n- \n  ${COMMENT}\n  name: x\n  b: 1\n`, ["name: x"]],
    ["between a key and a value below it", `a: 1\nb:\n  ${COMMENT}\n  value\n`, ["value"]],
    ["between a key and a flow value below it", `a: 1\nb:\n  ${COMMENT}\n  {c: 1, d: 2}\n`, ["{c: 1, d: 2}"]],
  ])("%s", (_, text, expected) => {
    expect(silenced(text)).toEqual([expected]);
  });
});

describe("the next line in flow style", () => {
  test.each<[string, string, string[]]>([
    ["an entry on its own line", `a: 1\nb: {\n  c: 1,\n  ${COMMENT}\n  d: 2,\n  e: 3\n}\n`, ["d: 2"]],
    ["several entries on the line", `a: 1\nb: {\n  ${COMMENT}\n  c: 1, d: {e: 3},\n  f: 2\n}\n`, ["c: 1", "d: {e: 3}"]],
    ["an item on its own line", `a: 1\nb: [\n  x,\n  ${COMMENT}\n  {name: y, c: 1},\n  z\n]\n`, ["{name: y, c: 1}"]],
    ["an item behind the end of another", `a: 1\nb: [{\n  c: 1\n  ${COMMENT}\n  }, {d: 2}]\n`, ["{d: 2}"]],
    ["a JSON entry", `{\n  "a": 1,\n  ${COMMENT}\n  "b": {"c": [1, 2]}\n}\n`, ['"b": {"c": [1, 2]}']],
    ["an entry whose value begins there", `a: 1\n${COMMENT}\nb: {\n  c: 1\n}\n`, ["b: {\n  c: 1\n}"]],
  ])("%s", (_, text, expected) => {
    expect(silenced(text)).toEqual([expected]);
  });
});

describe("the whole document", () => {
  test.each([
    ["above its first key", `${COMMENT}\nkind: Pod\nspec: {}\n`],
    ["behind the marker", `---\n${COMMENT}\nkind: Pod\nspec: {}\n`],
    ["on the marker's line", `--- ${COMMENT}\nkind: Pod\nspec: {}\n`],
    ["behind a marker with a comment", `--- # one\n${COMMENT}\nkind: Pod\n`],
    ["behind blank lines", `---\n\n\n${COMMENT}\nkind: Pod\n`],
    ["behind a BOM", `\ufeff${COMMENT}\nkind: Pod\n`],
    ["in flow style", `${COMMENT}\n{kind: Pod, spec: {}}\n`],
    ["in flow style on several lines", `${COMMENT}\n{\n  "kind": "Pod"\n}\n`],
    ["above the first key in flow style", `{\n  ${COMMENT}\n  "kind": "Pod",\n  "spec": {}\n}\n`],
  ])("%s", (_, text) => {
    expect(silenced(text)).toEqual([[text]]);
  });

  test("of a List each item is one", () => {
    const items = `- kind: Pod\n  spec: {}\n  ${COMMENT}\n-\n  ${COMMENT}\n  kind: Job\n  spec: {}\n`;
    const text = `kind: List\nitems:\n${COMMENT}\n${items}`;
    expect(silenced(text)).toEqual([["kind: Pod\n  spec: {}"], ["kind: Job\n  spec: {}"], ["kind: Job\n  spec: {}"]]);
  });

  test("of a List in flow style", () => {
    const text = `{"kind": "PodList",\n"items": [{\n  ${COMMENT}\n  "kind": "Pod",\n  "spec": {}\n}]}\n`;
    expect(silenced(text)).toEqual([
      ['{\n  # rightkind-ignore-next-line bare-pod: on purpose\n  "kind": "Pod",\n  "spec": {}\n}'],
    ]);
  });
});

describe("the run of comment lines", () => {
  test("anywhere in it, at any indent", () => {
    const text = `a: 1\n# one\n    ${COMMENT}\n# two\n  # three\nb: 2\n`;
    expect(silenced(text)).toEqual([["b: 2"]]);
  });

  test("several in one run", () => {
    const text = `a: 1\n${COMMENT}\n# rightkind-ignore-next-line cronjob-overlap: too\n# yaml-language-server-disable\nb: 2\n`;
    expect(silenced(text)).toEqual([["b: 2"], ["b: 2"]]);
  });

  test("behind other content on a line", () => {
    expect(silenced(`a: 1 ${COMMENT}\n# more\nb: 2\nc: 3\n`)).toEqual([["b: 2"]]);
    expect(silenced(`a:\t${COMMENT}\n  b: 2\n`)).toEqual([["b: 2"]]);
  });

  test("behind a line with a comment of its own", () => {
    expect(silenced(`a: 1 # one\n${COMMENT}\nb: 2 # two\nc: 3\n`)).toEqual([["b: 2"]]);
  });

  test("ends at a blank line, at the end of the text, and where nothing begins", () => {
    expect(silenced(`a: 1\n${COMMENT}\n\nb: 2\n`)).toEqual([[]]);
    expect(silenced(`a: 1\n${COMMENT}\n`)).toEqual([[]]);
    expect(silenced(`a: 1\n${COMMENT}`)).toEqual([[]]);
    expect(silenced(`a: {\n  b: 1\n  ${COMMENT}\n  }\n`)).toEqual([[]]);
    expect(silenced(`${COMMENT}\n---\na: 1\n`)).toEqual([[]]);
    expect(silenced(`${COMMENT}\n`)).toEqual([[]]);
  });

  test("with tabs before the comment", () => {
    expect(silenced(`a: 1\n\t\t${COMMENT}\n \t# more\nb: 2\n`)).toEqual([["b: 2"]]);
    expect(silenced("a: 1\n#\trightkind-ignore-next-line\tbare-pod,\tcronjob-overlap:\twhy\nb: 2\n")).toEqual([
      ["b: 2"],
    ]);
  });

  test("with CRLF", () => {
    const text = `a: 1\r\n${COMMENT}\r\n# more\r\nb:\r\n  c: 2\r\nd: 3\r\n`;
    expect(shown(text, found(text))).toEqual([
      {
        form: "next-line",
        comment: COMMENT,
        rules: ["bare-pod"],
        everyRule: false,
        reason: "on purpose",
        silenced: ["b:\r\n  c: 2"],
      },
    ]);
  });
});

describe("no comment", () => {
  test.each([
    ["in a literal scalar", `a: 1\nb: |\n  ${COMMENT}\n  x: 1\nc: 2\n`],
    ["in a folded scalar with a header", `a: 1\nb: >2-\n    ${COMMENT}\n  x\nc: 2\n`],
    ["in a literal scalar behind blank lines", `a: 1\nb: |+\n\n\n  ${COMMENT}\n\nc: 2\n`],
    ["in double quotes", `a: "x\n  ${COMMENT}\n  y"\nc: 2\n`],
    ["in single quotes", `a: 'x\n  ${COMMENT}\n  y'\nc: 2\n`],
    ["in a quoted key", `"${COMMENT}": 1\nc: 2\n`],
    ["behind a letter", `a: x${COMMENT}\nc: 2\n`],
    ["in a quoted item of flow style", `a: ["${COMMENT}", 'x ${COMMENT}']\nc: 2\n`],
  ])("%s", (_, text) => {
    expect(found(text)).toEqual([]);
  });

  test("but behind the header of a block scalar, and below its text, there is one", () => {
    expect(silenced(`a: 1\nb: | ${COMMENT}\n  x\nc: 2\n`)).toEqual([[]]);
    expect(silenced(`a: 1\nb: |\n  # x\n\n${COMMENT}\nc: 2\n`)).toEqual([["c: 2"]]);
    expect(silenced(`a: 1\nb: | ${COMMENT}\n  # text\nc: 2\n`)).toEqual([[]]);
  });
});

describe("the whole file", () => {
  const FILE = "# rightkind-ignore-file bare-pod: vendored";

  test("with rules, and with none", () => {
    const text = `# Copyright\n${FILE}\n# rightkind-ignore-file: all of it\n# rightkind-ignore-file\nkind: Pod\n`;
    const expected = [
      { form: "file", comment: FILE, rules: ["bare-pod"], everyRule: false, reason: "vendored", silenced: "file" },
      {
        form: "file",
        comment: "# rightkind-ignore-file: all of it",
        rules: [],
        everyRule: true,
        reason: "all of it",
        silenced: "file",
      },
      {
        form: "file",
        comment: "# rightkind-ignore-file",
        rules: [],
        everyRule: true,
        reason: undefined,
        silenced: "file",
      },
    ];
    expect(shown(text, found(text))).toEqual(expected);
    expect(fileSuppressions(text, knownRules)).toEqual(found(text));
  });

  test.each([
    ["above the marker", `${FILE}\n---\nkind: Pod\n`],
    ["below the marker", `---\n${FILE}\nkind: Pod\n`],
    ["on the marker's line", `--- ${FILE}\nkind: Pod\n`],
    ["behind directives and blank lines", `%YAML 1.2\n\n  \t\n${FILE}\n---\nkind: Pod\n`],
    ["behind a BOM, with CRLF", `\ufeff${FILE}\r\n---\r\nkind: Pod\r\n`],
    ["in a file of comments", `# x\n${FILE}`],
  ])("%s", (_, text) => {
    expect(silenced(text)).toEqual(["file"]);
    expect(fileSuppressions(text, knownRules)).toEqual(found(text));
  });

  test.each([
    ["below the first key", `kind: Pod\n${FILE}\nspec: {}\n`],
    ["behind it", `kind: Pod # one\n${FILE}\n`],
    ["behind content on the marker's line", `--- {kind: Pod} ${FILE}\n`],
  ])("is silent about nothing %s", (_, text) => {
    expect(silenced(text)).toEqual([[]]);
    expect(fileSuppressions(text, knownRules)).toEqual([]);
  });

  test("nor in the header of a later document", () => {
    const text = `---\n${FILE}\nkind: Pod\n`;
    expect(shown(text, found(text, false)).map((one) => one.silenced)).toEqual([[]]);
  });

  test("next-line comments in the header are left to their document", () => {
    expect(fileSuppressions(`${COMMENT}\nkind: Pod\n`, knownRules)).toEqual([]);
  });

  test("the comment of the Kubernetes extension", () => {
    const text = "# vscode-kubernetes-tools: exclude\nkind: Pod\n# vscode-kubernetes-tools: exclude\n";
    const common = {
      form: "peer",
      comment: "# vscode-kubernetes-tools: exclude",
      rules: [],
      everyRule: true,
      reason: "vscode-kubernetes-tools: exclude",
    };
    expect(shown(text, found(text))).toEqual([
      { ...common, silenced: "file" },
      { ...common, silenced: [] },
    ]);
    expect(shown(text, fileSuppressions(text, knownRules))).toEqual([{ ...common, silenced: "file" }]);
    expect(found("# vscode-kubernetes-tools: include\nkind: Pod\n")).toEqual([]);
  });
});

describe("isSilencedBy", () => {
  const at = (text: string, word: string) => ({ rule: "bare-pod", start: text.lastIndexOf(word) });
  const only = (text: string): Suppression => {
    const [one, ...others] = found(text);
    if (!one || others.length > 0) throw new Error("expected one suppression");
    return one;
  };

  test("findings that start in the entry", () => {
    const text = `a: 1\n${COMMENT}\nkind:\n  value\nlast: 1\n`;
    const suppression = only(text);
    expect(isSilencedBy(suppression, at(text, "kind"))).toBe(true);
    expect(isSilencedBy(suppression, at(text, "value"))).toBe(true);
    expect(isSilencedBy(suppression, at(text, "last"))).toBe(false);
    expect(isSilencedBy(suppression, at(text, "a: 1"))).toBe(false);
    expect(isSilencedBy(suppression, { ...at(text, "kind"), rule: "cronjob-overlap" })).toBe(false);
  });

  test("an empty value is in its entry", () => {
    const text = `a: 1\n${COMMENT}\nkind:\n`;
    expect(isSilencedBy(only(text), { rule: "bare-pod", start: text.lastIndexOf("kind:") + 5 })).toBe(true);
  });

  test("nothing without a reason, without a rule, or where nothing begins", () => {
    for (const comment of [
      "# rightkind-ignore-next-line bare-pod",
      "# rightkind-ignore-next-line: why",
      `${COMMENT}\n`,
    ]) {
      const text = `a: 1\n${comment}\nkind: Pod\n`;
      expect(isSilencedBy(only(text), at(text, "kind"))).toBe(false);
    }
  });

  test("the file: its rules, or all", () => {
    const some = only("# rightkind-ignore-file bare-pod: vendored\nkind: Pod\n");
    expect(isSilencedBy(some, { rule: "bare-pod", start: 900 })).toBe(true);
    expect(isSilencedBy(some, { rule: "cronjob-overlap", start: 900 })).toBe(false);
    const all = only("# rightkind-ignore-file: vendored\nkind: Pod\n");
    expect(isSilencedBy(all, { rule: "cronjob-overlap", start: 900 })).toBe(true);
    const unknown = only("# rightkind-ignore-file bare-pot: vendored\nkind: Pod\n");
    expect(isSilencedBy(unknown, { rule: "bare-pod", start: 900 })).toBe(false);
  });
});

test("any text gives an answer", () => {
  for (const text of [
    "",
    "\0# rightkind-ignore-next-line a: b",
    `[[[[ ${COMMENT}`,
    `a: b: c\n${COMMENT}\n  - : {`,
    `"\n${COMMENT}`,
  ]) {
    expect(() => found(text)).not.toThrow();
  }
});
