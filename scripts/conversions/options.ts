// What the scripts that judge conversions and builds are told: how much to generate, and which folder of repositories to take.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";

export interface ConversionOptions<Name extends string> {
  readonly numbers: Readonly<Record<Name, number>>;
  /** Undefined where none is named, and none lies beside the project. */
  readonly folder: string | undefined;
}

/**
 * Reads `[DIR]` and a `--NAME N` for each number; ends the process where one of them makes no sense.
 * @param usual the numbers where nothing else is said
 */
export function conversionOptions<Name extends string>(usual: Readonly<Record<Name, number>>): ConversionOptions<Name> {
  const names = Object.keys(usual) as Name[];
  const { values, positionals } = parseArgs({
    options: Object.fromEntries(names.map((name) => [name, { type: "string", default: String(usual[name]) } as const])),
    allowPositionals: true,
  });
  const number = (name: Name): [Name, number] => {
    const value = Number(values[name]);
    if (!Number.isInteger(value)) fail(`--${name} needs a number`);
    return [name, value];
  };
  const numbers = Object.fromEntries(names.map(number)) as Record<Name, number>;
  const corpus = "../shared/corpus/manifests";
  const [folder = existsSync(corpus) ? corpus : undefined] = positionals;
  if (folder !== undefined && !existsSync(folder)) fail(`${folder} is not there`);
  return { numbers, folder };
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
