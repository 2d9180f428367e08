// Random histories of a workspace: its files come one by one, then an editor and a disk do what they do, with questions in between.
import type { Choices } from "../choices";
import { create, deleteFile, deleteFolder, loseSight, moveFile, moveFolder, seeAgain } from "./disk-events";
import { close, edit, open, overwrite } from "./editor-events";
import { root, SimulatedFiles } from "./simulated-files";
import type { Step } from "./step";
import { smallWorkspace } from "./workspace";

const LEAST_EVENTS = 6;
const MOST_EVENTS = 30;

/** What happens, and in how many of all cases. */
const events: readonly (readonly [number, (files: SimulatedFiles, choices: Choices) => void])[] = [
  [36, edit],
  [8, open],
  [8, close],
  [5, overwrite],
  [9, create],
  [5, deleteFile],
  [3, deleteFolder],
  [7, moveFile],
  [3, moveFolder],
  [4, loseSight],
  [6, seeAgain],
  [5, setRoots],
  [3, readAnew],
];
const shares = events.flatMap(([share, happen]) => Array.from({ length: share }, () => happen));

/** Steps that begin with an empty workspace and end with a comparison. */
export function generatedHistory(choices: Choices): Step[] {
  const files = new SimulatedFiles();
  begin(files, choices);
  const count = LEAST_EVENTS + choices.below(MOST_EVENTS - LEAST_EVENTS);
  for (let index = 0; index < count; index++) {
    choices.anyOf(shares)?.(files, choices);
    if (choices.chance(25)) ask(files, choices);
    if (choices.chance(45)) compare(files, choices);
  }
  compare(files, choices);
  return files.steps;
}

/** Some histories begin to be asked while the workspace is still being read, a few are never through with it. */
function begin(files: SimulatedFiles, choices: Choices): void {
  setRoots(files, choices);
  for (const { path, text } of choices.shuffled(smallWorkspace(choices))) {
    files.write(`${root}/${path}`, text);
    if (choices.chance(10)) ask(files, choices);
  }
  if (choices.chance(90)) files.steps.push({ step: "ready", ready: true });
  if (choices.chance(60)) compare(files, choices);
}

function setRoots(files: SimulatedFiles, choices: Choices): void {
  const folder = () => [root, files.aFolder(choices)].filter((part) => part !== "").join("/");
  const folders = choices.pick<readonly string[]>([root], [root], [root], [folder(), folder()], [root, folder()], []);
  files.steps.push({ step: "roots", folders });
}

/** As when a folder is added: what is known stays, but may not be all. */
function readAnew(files: SimulatedFiles, choices: Choices): void {
  files.steps.push({ step: "ready", ready: false });
  if (choices.chance(50)) compare(files, choices);
  files.steps.push({ step: "ready", ready: true });
}

function ask(files: SimulatedFiles, choices: Choices): void {
  files.steps.push({ step: "ask", paths: choices.shuffled(files.onDisk).slice(0, 1 + choices.below(4)) });
}

function compare(files: SimulatedFiles, choices: Choices): void {
  files.steps.push({ step: "compare", order: choices.below(1_000_000) });
}
