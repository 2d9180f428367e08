// The pages of the rules, which lie beside the program in a file of their own: read when first somebody wants one.
import * as fs from "node:fs";
import * as path from "node:path";

/**
 * @param folder in which the program lies
 * @returns gives the page of a rule in Markdown; undefined where there is none
 */
export function rulePages(folder: string): (id: string) => string | undefined {
  let pages: ReadonlyMap<string, string> | undefined;
  return (id) => {
    pages ??= new Map(Object.entries(JSON.parse(fs.readFileSync(path.join(folder, "rule-pages.json"), "utf8"))));
    return pages.get(id);
  };
}
