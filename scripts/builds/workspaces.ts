// The workspaces whose conversions Kustomize judges: acceptance cases, generated workspaces, real repositories.
import * as fs from "node:fs";
import * as path from "node:path";
import { Choices } from "../../test/support/choices";
import { generatedConversion } from "../../test/support/conversion-generator/workspace";
import { type Repository, repositoriesIn } from "../corpus/repository";
import { withOverlay } from "./overlay";

/** @param folder of acceptance cases: only what is there before counts */
export function* acceptanceWorkspaces(folder: string): Generator<Repository> {
  for (const name of fs.readdirSync(folder).sort()) {
    for (const side of repositoriesIn(path.join(folder, name))) if (side.name === "before") yield { ...side, name };
  }
}

/** @param count of workspaces; that of a number is always the same */
export function* generatedWorkspaces(count: number): Generator<Repository> {
  for (let seed = 0; seed < count; seed++) {
    const choices = Choices.seeded(seed);
    const { files, subject } = generatedConversion(choices);
    const all = files.map(({ path: file, text }) => ({ path: `/${file}`, text }));
    yield { name: `workspace ${seed}`, files: withOverlay(all, subject, choices) };
  }
}
