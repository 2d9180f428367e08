// A plugin that makes every comparison of some rules one that can be negated while tests run.
import * as path from "node:path";
import type { Vite } from "vitest/node";
import type { Mutant } from "./counted-vitest";

const COUNTED = path.resolve("scripts/mutate/counted-vitest.ts");
const COMPARISONS: ReadonlySet<unknown> = new Set(["===", "!==", "<", "<=", ">", ">="]);

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly operator?: string;
  readonly [part: string]: unknown;
}

/** @param rules their ids */
export function instrument(rules: ReadonlySet<string>): Vite.Plugin {
  return {
    name: "negated-comparisons",
    enforce: "post",
    resolveId: {
      order: "pre",
      handler: (source, importer) =>
        source === "vitest" && importer !== undefined && /\/test\/rules\/[\w-]+\.test\.ts$/.test(importer)
          ? COUNTED
          : undefined,
    },
    transform(code, id) {
      const [file = ""] = id.split("?");
      const rule = /\/server\/src\/rules\/[a-z]+\/([a-z-]+)\/[\w-]+\.ts$/.exec(file)?.[1];
      if (rule === undefined || !rules.has(rule) || file.endsWith("/page.ts")) return undefined;
      return negatable(code, this.parse(code) as unknown as SyntaxNode, { rule, file: path.relative(".", file) });
    },
  };
}

function negatable(code: string, root: SyntaxNode, of: Pick<Mutant, "rule" | "file">): string {
  const inserted: { readonly at: number; readonly text: string }[] = [];
  const mutants: Mutant[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    if (!isNode(value)) return;
    if (value.type === "BinaryExpression" && COMPARISONS.has(value.operator)) {
      const id = `${of.file}:${value.start}`;
      mutants.push({ ...of, id, text: code.slice(value.start, value.end).replace(/\s+/g, " ") });
      inserted.push({ at: value.start, text: `globalThis.mutation.flip(${JSON.stringify(id)}, ` });
      inserted.push({ at: value.end, text: ")" });
    }
    for (const part of Object.values(value)) visit(part);
  };
  visit(root);
  const parts = inserted
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, text: more }) => text.slice(0, at) + more + text.slice(at), code);
  return `globalThis.mutation.add(${JSON.stringify(mutants)});${parts}`;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && typeof (value as SyntaxNode).type === "string";
}
