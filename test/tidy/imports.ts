// What the files of a folder import, as it is written there: types and `import()` as well.
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

export interface Import {
  readonly file: string;
  readonly specifier: string;
}

/** All source files below a folder, declarations of types included. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join(folder, file));
}

export function importsOf(file: string): Import[] {
  return specifiersIn(readFileSync(file, "utf8")).map((specifier) => ({ file, specifier }));
}

/** The specifiers of a text of TypeScript, in their order. */
export function specifiersIn(text: string): string[] {
  return [
    ...text.matchAll(
      /(?:^|\n)(?:import|export)\b[^;]*?from\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s+"([^"]+)"/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

/** The file that an import of a file beside it means; undefined for a package. */
export function importedFile({ file, specifier }: Import): string | undefined {
  return specifier.startsWith(".") ? `${path.resolve(path.dirname(file), specifier)}.ts` : undefined;
}
