// Edits inside texts that stand in scalars: in blocks only the lines that are touched change.
import { describe, expect, it } from "vitest";
import { inlineChange } from "../../../server/src/conversions/companions/inline-text";
import { applyEdits } from "../../../server/src/text/edit";
import { compose } from "../../../server/src/yaml/compose";
import { isRefusal, type Operation, remove, replace } from "../../../server/src/yaml/edit-script";
import { asScalar, child } from "../../../server/src/yaml/navigate";
import { parseDocument } from "../../../server/src/yaml/parse";

/** The document after a script on the text at `patch`, and whether the notation had to change. */
function changed(text: string, ...script: Operation[]): string {
  const content = asScalar(child(parseDocument(text).root, "patch"))?.text ?? "";
  const composed = compose(content, script, { lineEnd: "\n" });
  if (isRefusal(composed)) throw new Error(composed.why);
  const change = inlineChange(text, ["patch"], composed.edits);
  if (!change) return "no scalar";
  if ("edits" in change) return applyEdits(text, change.edits);
  const outer = compose(text, [change.operation]);
  if (isRefusal(outer)) throw new Error(outer.why);
  return `rewritten: ${applyEdits(text, outer.edits)}`;
}

const kind = replace(["kind"], "StatefulSet");

describe("in a literal block", () => {
  it("a word of a line", () =>
    expect(changed("patch: |-\n  kind: Deployment # x\n  a: 1\nb: 2\n", kind)).toBe(
      "patch: |-\n  kind: StatefulSet # x\n  a: 1\nb: 2\n",
    ));
  it("the first line goes", () =>
    expect(changed("patch: |\n    a: 1\n    b: 2\n\nb: 2\n", remove(["a"]))).toBe("patch: |\n    b: 2\n\nb: 2\n"));
  it("the last line goes", () => {
    expect(changed("patch: |\n  a: 1\n  b: 2\nb: 2\n", remove(["b"]))).toBe("patch: |\n  a: 1\nb: 2\n");
    expect(changed("patch: |-\n  a: 1\n  b: 2\nb: 2\n", remove(["b"]))).toBe("patch: |-\n  a: 1\nb: 2\n");
  });
  it("the last line of a file without a line end goes", () => {
    expect(changed("patch: |\n  a: 1\n  b: 2", remove(["b"]))).toBe("patch: |\n  a: 1");
    expect(changed("patch: |-\n  a: 1\n  b: 2", remove(["b"]))).toBe("patch: |-\n  a: 1");
  });
  it("lines come, with the indentation of the block", () =>
    expect(changed("patch: |\n   a: 1\n   b: 2\n", replace(["a"], "{x: 1}"), replace(["b"], "x:\n  y: 1"))).toBe(
      "patch: |\n   a: {x: 1}\n   b:\n     x:\n       y: 1\n",
    ));
  it("lines come at the end of a file without a line end", () =>
    expect(changed("patch: |\n  a: 1\n  b: 2", replace(["b"], "x:\n  y: 1"))).toBe(
      "patch: |\n  a: 1\n  b:\n    x:\n      y: 1",
    ));
  it("CRLF stays", () =>
    expect(changed("patch: |\r\n  a: 1\r\n  b: 2\r\n  kind: Deployment\r\nc: 3\r\n", remove(["a"]), kind)).toBe(
      "patch: |\r\n  b: 2\r\n  kind: StatefulSet\r\nc: 3\r\n",
    ));
  it("CRLF comes with new lines", () =>
    expect(changed("patch: |\r\n  b: 2\r\nc: 3\r\n", replace(["b"], "x:\n  y: 1"))).toBe(
      "patch: |\r\n  b:\r\n    x:\r\n      y: 1\r\nc: 3\r\n",
    ));
  it("an indentation indicator stays", () =>
    expect(changed("patch: |1-\n   a: 1\n   b: 2\nc: 3\n", remove(["a"]))).toBe("patch: |1-\n   b: 2\nc: 3\n"));
  it("blank lines with spaces stay", () =>
    expect(changed("patch: |\n  a: 1\n   \n\n  b: 2\n  kind: Deployment\n", kind)).toBe(
      "patch: |\n  a: 1\n   \n\n  b: 2\n  kind: StatefulSet\n",
    ));
  it("blank lines at the end stay, kept or not", () => {
    expect(changed("patch: |+\n  a: 1\n  kind: Deployment\n\n\nb: 1\n", kind)).toBe(
      "patch: |+\n  a: 1\n  kind: StatefulSet\n\n\nb: 1\n",
    );
    expect(changed("patch: |\n  a: 1\n  kind: Deployment\n\n\nb: 1\n", kind)).toBe(
      "patch: |\n  a: 1\n  kind: StatefulSet\n\n\nb: 1\n",
    );
  });
  it("comments inside and behind the header stay", () =>
    expect(
      changed("patch: | # what this cluster needs\n  # one\n  a: 1 # two\n  kind: Deployment\n", remove(["a"])),
    ).toBe("patch: | # what this cluster needs\n  # one\n  # two\n  kind: Deployment\n"));
});

describe("in other styles", () => {
  it("on one line in place", () => {
    expect(changed(`patch: '{"kind": "Deployment", "a": 1}'\n`, kind)).toBe(
      `patch: '{"kind": "StatefulSet", "a": 1}'\n`,
    );
    expect(changed('patch: "kind: Deployment" # x\n', kind)).toBe('patch: "kind: StatefulSet" # x\n');
  });
  it("with escapes on one line, in the same quotes", () =>
    expect(changed('patch: "{\\"kind\\": \\"Deployment\\"}" # x\n', kind)).toBe(
      'rewritten: patch: "{\\"kind\\": \\"StatefulSet\\"}" # x\n',
    ));
  it("of several lines as a literal block", () => {
    expect(changed('patch: "kind: Deployment\\na: 1\\n"\nb: 1\n', kind)).toBe(
      "rewritten: patch: |\n  kind: StatefulSet\n  a: 1\nb: 1\n",
    );
    expect(changed("patch: >-\n  kind: Deployment\n\n  a: 1\nb: 1\n", kind)).toBe(
      "rewritten: patch: |-\n  kind: StatefulSet\n  a: 1\nb: 1\n",
    );
  });
  it("of several lines in flow style in double quotes", () =>
    expect(changed('{patch: "kind: Deployment\\na: 1"}\n', kind)).toBe(
      'rewritten: {patch: "kind: StatefulSet\\na: 1"}\n',
    ));
});

describe("where an alias shows the text elsewhere too", () => {
  it("the other place keeps it", () =>
    expect(changed("patch: &p |\n  kind: Deployment\nother: *p\n", kind)).toBe(
      "rewritten: patch: |\n  kind: StatefulSet\nother: &p |\n  kind: Deployment\n",
    ));
  it("nothing is edited without a scalar", () => expect(changed("patch: [a]\n")).toBe("no scalar"));
});
