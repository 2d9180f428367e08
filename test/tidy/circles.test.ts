// No files of the server import each other in a circle, types included: each can be understood after those that it imports.
import { existsSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { circles } from "./circles";
import { filesOf, importedFile, importsOf, specifiersIn } from "./imports";

const source = path.resolve(import.meta.dirname, "../../server/src");

/** `a: b c` → a imports b and c. */
function graph(...lines: readonly string[]): Map<string, string[]> {
  return new Map(
    lines.map((line) => {
      const [file = "", imported = ""] = line.split(":");
      return [file, imported.split(" ").filter((name) => name !== "")];
    }),
  );
}

describe("circles of imports", () => {
  it("are found between two files", () => {
    expect(circles(graph("a: b", "b: a"))).toEqual([["a", "b"]]);
  });

  it("are found where a file imports itself", () => {
    expect(circles(graph("a: b", "b: b"))).toEqual([["b"]]);
  });

  it("are found at any length, wherever the walk begins", () => {
    const ring = graph("entry: c", "a: b", "b: leaf c", "c: d", "d: leaf e", "e: a", "leaf:");
    expect(circles(ring)).toEqual([["a", "b", "c", "d", "e"]]);
    expect(circles(new Map([...ring].reverse()))).toEqual([["a", "b", "c", "d", "e"]]);
  });

  it("are one group where they share a file, and several where they do not", () => {
    expect(circles(graph("a: b c", "b: a", "c: a"))).toEqual([["a", "b", "c"]]);
    expect(circles(graph("a: b", "b: a c", "c: d", "d: c"))).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });

  it("are none where files only share what they import", () => {
    expect(circles(graph("top: left right", "left: low", "right: low left", "low:"))).toEqual([]);
  });

  it("are seen through every form of import", () => {
    const text = [
      'import "./effect";',
      'import type { A } from "./type";',
      'import {\n  b,\n  type C,\n} from "./several";',
      'export { d } from "./passed-on";',
      'type E = import("./inline").E;',
      "const f = 1;",
    ].join("\n");
    expect(specifiersIn(text)).toEqual(["./effect", "./type", "./several", "./passed-on", "./inline"]);
  });

  it("do not exist in the server", () => {
    const files = filesOf(source);
    const imports = files.map((file) => [file, importsOf(file).flatMap((one) => importedFile(one) ?? [])] as const);
    const unknown = imports.flatMap(([, imported]) => imported.filter((file) => !existsSync(file)));
    expect(unknown).toEqual([]);
    expect(imports.flatMap(([, imported]) => imported).length).toBeGreaterThan(1000);
    const found = circles(new Map(imports)).map((group) => group.map((file) => path.relative(source, file)));
    expect(found).toEqual([]);
  });
});
