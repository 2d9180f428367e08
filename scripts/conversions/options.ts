// What the scripts that judge conversions are told: how many workspaces to generate, and which folder of repositories to take.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";

export interface ConversionOptions {
  readonly workspaces: number;
  /** Undefined where none is named, and none lies beside the project. */
  readonly folder: string | undefined;
}

/** Reads `[DIR] [--workspaces N]`; ends the process where either makes no sense. */
export function conversionOptions({ workspaces: usual }: { readonly workspaces: number }): ConversionOptions {
  const { values, positionals } = parseArgs({
    options: { workspaces: { type: "string", default: String(usual) } },
    allowPositionals: true,
  });
  const workspaces = Number(values.workspaces);
  if (!Number.isInteger(workspaces)) fail("--workspaces needs a number");
  const corpus = "../shared/corpus/manifests";
  const [folder = existsSync(corpus) ? corpus : undefined] = positionals;
  if (folder !== undefined && !existsSync(folder)) fail(`${folder} is not there`);
  return { workspaces, folder };
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
