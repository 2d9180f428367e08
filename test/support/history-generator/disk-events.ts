// What happens to files as wholes: they come, go, come back, move, and are out of reach for a while.
import type { UnreadReason } from "../../../server/src/workspace/unread";
import type { Choices } from "../choices";
import { root, type SimulatedFiles } from "./simulated-files";
import { furtherFile } from "./workspace";

/** A new one, or one that was there before. */
export function create(files: SimulatedFiles, choices: Choices): void {
  const restored = choices.chance(40) ? choices.anyOf(files.gone) : undefined;
  const further = furtherFile(choices, files.aFolder(choices), files.count++);
  const path = restored ?? `${root}/${further.path}`;
  if (files.isOpen(path)) return;
  const text = choices.anyOf(files.pastOf(path)) ?? further.text;
  if (choices.chance(20)) files.type(path, text);
  else files.write(path, text);
}

export function deleteFile(files: SimulatedFiles, choices: Choices): void {
  const path = choices.anyOf(files.onDisk);
  if (path !== undefined) files.delete(path);
}

export function deleteFolder(files: SimulatedFiles, choices: Choices): void {
  const folder = files.aFolder(choices);
  if (folder === "") return;
  for (const path of choices.shuffled(files.within(folder))) files.delete(path);
}

/** To another folder, under its name or another. */
export function moveFile(files: SimulatedFiles, choices: Choices): void {
  const from = choices.anyOf(files.readable);
  if (from === undefined) return;
  const folder = files.aFolder(choices);
  const name = choices.chance(40) ? `moved-${files.count++}.yaml` : from.slice(from.lastIndexOf("/") + 1);
  carry(files, choices, [{ from, to: [root, folder, name].filter((part) => part !== "").join("/") }]);
}

export function moveFolder(files: SimulatedFiles, choices: Choices): void {
  const folder = files.aFolder(choices);
  if (folder === "") return;
  const target = choices.pick(`${folder}-${files.count++}`, `moved/${folder}`);
  const moves = files
    .within(folder)
    .map((from) => ({ from, to: from.replace(`${root}/${folder}/`, `${root}/${target}/`) }));
  carry(files, choices, moves);
}

export function loseSight(files: SimulatedFiles, choices: Choices): void {
  const folder = files.aFolder(choices);
  const path = choices.chance(20) && folder !== "" ? `${root}/${folder}/locked` : choices.anyOf(files.onDisk);
  if (path === undefined || files.isOpen(path)) return;
  files.lose(path, choices.pick<UnreadReason>("unreadable", "too-large", "binary"));
}

export function seeAgain(files: SimulatedFiles, choices: Choices): void {
  const path = choices.anyOf(files.unread);
  if (path !== undefined) files.find(path);
}

interface Move {
  readonly from: string;
  readonly to: string;
}

/** Files at new places, before, after, or while the old ones go. */
function carry(files: SimulatedFiles, choices: Choices, moves: readonly Move[]): void {
  const sound = moves.filter(({ from, to }) => from !== to && !files.isTaken(to));
  const arrivals = sound.map(({ from, to }) => {
    const text = files.textOf(from);
    return () => files.write(to, text);
  });
  const departures = sound.map(
    ({ from }) =>
      () =>
        files.delete(from),
  );
  const all = choices.pick([...departures, ...arrivals], [...arrivals, ...departures]);
  for (const change of choices.chance(30) ? choices.shuffled(all) : all) change();
}
