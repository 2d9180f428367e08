// Cases as text that can be read by people and played again.
import * as fs from "node:fs";
import { parse, stringify } from "yaml";
import type { FuzzCase } from "./event";

/** @param difference in words, for the reader: it is not read again */
export function caseText(found: FuzzCase, difference: string): string {
  return stringify({ difference, ...found }, { lineWidth: 0, aliasDuplicateObjects: false });
}

export function caseFrom(file: string): FuzzCase {
  const { files, folders, settings, events }: FuzzCase = parse(fs.readFileSync(file, "utf8"));
  return { files, folders, settings, events };
}
