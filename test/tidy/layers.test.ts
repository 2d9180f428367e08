// Each layer imports only what the architecture allows. The table is the law; docs/architecture.md shows the same one.
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf, type Import, importsOf } from "./imports";
import { layers } from "./layers";

const source = path.resolve(import.meta.dirname, "../../server/src");
const client = path.resolve(import.meta.dirname, "../../client/src");

/** `layer name` of a path below server/src; undefined for the entry points, which may import anything. */
function layerOf(file: string): string | undefined {
  const parts = path.relative(source, file).split(path.sep);
  return parts.length > 1 ? parts[0] : undefined;
}

/** What an import reaches: a layer of ours, or a package. */
function reached({ file, specifier }: Import): string {
  if (!specifier.startsWith(".")) return specifier.startsWith("node:") ? "node:" : packageOf(specifier);
  const target = path.resolve(path.dirname(file), specifier);
  return target.startsWith(source)
    ? (layerOf(`${target}.ts`) ?? "entry point")
    : path.relative(path.dirname(source), target);
}

function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return `npm:${specifier.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0]}`;
}

describe("layers", () => {
  const files = filesOf(source);
  const imports = files.flatMap(importsOf);

  it("are all there", () => {
    const found = new Set(files.flatMap((file) => layerOf(file) ?? []));
    expect([...found].sort()).toEqual(Object.keys(layers).sort());
  });

  it("are read at all", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(150);
  });

  it("import only what they may", () => {
    const wrong = imports.flatMap((one) => {
      const layer = layerOf(one.file);
      if (layer === undefined) return [];
      const target = reached(one);
      const allowed = target === layer || layers[layer]?.includes(target);
      return allowed ? [] : [`${path.relative(source, one.file)} imports ${one.specifier}`];
    });
    expect(wrong).toEqual([]);
  });

  it("only node files of the transport and the command line know the process", () => {
    const wrong = imports
      .filter((one) => reached(one) === "node:" || one.specifier.endsWith("/node"))
      .map(({ file }) => path.relative(source, file).replaceAll(path.sep, "/"))
      .filter((file) => !/^(cli\/|disk\/|git\/|transport\/node-[\w-]+\.ts$)/.test(file));
    expect(wrong).toEqual([]);
  });

  it("the client knows the server by the types of its protocol alone", () => {
    const wrong = filesOf(client)
      .flatMap(importsOf)
      .filter(({ file, specifier }) => {
        if (!specifier.startsWith("."))
          return !["vscode", "vscode-languageclient", "node:"].some((known) => specifier.startsWith(known));
        const target = path.resolve(path.dirname(file), specifier);
        return !target.startsWith(client) && target !== path.join(source, "transport/protocol");
      });
    expect(wrong).toEqual([]);
  });
});
