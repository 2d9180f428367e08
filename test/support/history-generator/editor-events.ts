// What happens to the texts of files: in an editor, by another program, and back again.
import { posix } from "node:path";
import type { Choices } from "../choices";
import { configuration } from "./configuration";
import { changedKustomization, kustomization } from "./kustomization";
import type { SimulatedFiles } from "./simulated-files";
import { editedText } from "./text-edits";

/** In the buffer where the file is open, else on the disk. */
export function edit(files: SimulatedFiles, choices: Choices): void {
  const { readable } = files;
  // What ties files together is worth more edits than its share of the files.
  const ties = readable.filter((path) => isKustomization(path) || isPatch(path) || path.endsWith("/.rightkind.yaml"));
  const path = choices.anyOf(ties.length > 0 && choices.chance(35) ? ties : readable);
  if (path === undefined) return;
  const text = otherText(files, choices, path, files.textOf(path));
  if (files.isOpen(path)) files.type(path, text);
  else files.write(path, text);
}

export function open(files: SimulatedFiles, choices: Choices): void {
  const path = choices.anyOf(files.readable);
  if (path !== undefined) files.type(path, files.textOf(path));
}

/** With or without saving; the file may have gone meanwhile. */
export function close(files: SimulatedFiles, choices: Choices): void {
  const path = choices.anyOf(files.open);
  if (path === undefined) return;
  if (choices.chance(40)) files.write(path, files.textOf(path));
  files.close(path);
}

/** By another program, which knows nothing of an open buffer. */
export function overwrite(files: SimulatedFiles, choices: Choices): void {
  const path = choices.anyOf(files.readable);
  if (path !== undefined) files.write(path, otherText(files, choices, path, files.textOnDisk(path) ?? ""));
}

/** What has come may go again, as it came: a fifth of all edits is taken back some time. */
function otherText(files: SimulatedFiles, choices: Choices, path: string, text: string): string {
  const before = choices.chance(20) ? choices.anyOf(files.pastOf(path)) : undefined;
  if (before !== undefined) return before;
  if (path.endsWith("/.rightkind.yaml") && choices.chance(50)) return configuration(choices);
  if (!isKustomization(path) || choices.chance(40)) return editedText(choices, text);
  return choices.chance(60) ? changedKustomization(choices, text) : otherKustomization(files, choices, path);
}

/** One that takes in other files and folders that are there. */
function otherKustomization(files: SimulatedFiles, choices: Choices, path: string): string {
  const { dirname, relative } = posix;
  const targets = files.onDisk.filter((other) => other !== path);
  const chosen = choices.shuffled(targets).slice(0, 1 + choices.below(3));
  const entry = (other: string) => relative(dirname(path), isKustomization(other) ? dirname(other) : other) || ".";
  return kustomization(choices, {
    resources: chosen.filter((other) => !isPatch(other)).map(entry),
    patchFiles: chosen.filter(isPatch).map(entry),
  });
}

function isPatch(path: string): boolean {
  return path.endsWith("/patch.yaml");
}

function isKustomization(path: string): boolean {
  return /\/(?:kustomization\.ya?ml|Kustomization)$/.test(path);
}
