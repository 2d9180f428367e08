// The list of all rules, and that of their pages, made from the folders: nothing has to be entered by hand.
import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";

/** The folders of rules as `group/id`, sorted by id. */
export function ruleFolders(root: string): string[] {
  const rules = path.join(root, "server/src/rules");
  return readdirSync(rules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((group) =>
      readdirSync(path.join(rules, group.name))
        .filter((id) => existsSync(path.join(rules, group.name, id, "rule.ts")))
        .map((id) => `${group.name}/${id}`),
    )
    .sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

/** The files `registry.ts` and `pages.ts` with their contents. */
export function ruleRegistry(root: string): Map<string, string> {
  const folders = ruleFolders(root);
  // By their paths, as the linter wants them.
  const imports = (part: string, type: string) =>
    [
      ...folders.map((folder) => ({ from: `./${folder}/${part}`, what: `{ ${part} as ${nameOf(folder)} }` })),
      { from: `./${part}`, what: `type { ${type} }` },
    ]
      .sort((a, b) => (a.from < b.from ? -1 : 1))
      .map(({ from, what }) => `import ${what} from "${from}";`);
  const registry = [
    "// All rules, sorted by id. Written by npm run generate from the folders.",
    ...imports("rule", "Rule"),
    "",
    "export const rules: readonly Rule[] = [",
    ...folders.map((folder) => `  ${nameOf(folder)},`),
    "];",
    "",
  ];
  const pages = [
    "// The pages of all rules, by id. Written by npm run generate from the folders.",
    ...imports("page", "RulePage"),
    "",
    "export const pages: ReadonlyMap<string, RulePage> = new Map([",
    ...folders.map((folder) => `  ["${idOf(folder)}", ${nameOf(folder)}],`),
    "]);",
    "",
  ];
  return new Map([
    ["server/src/rules/registry.ts", registry.join("\n")],
    ["server/src/rules/pages.ts", pages.join("\n")],
  ]);
}

function idOf(folder: string): string {
  return folder.slice(folder.indexOf("/") + 1);
}

function nameOf(folder: string): string {
  return idOf(folder).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
