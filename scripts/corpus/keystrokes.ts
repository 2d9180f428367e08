// Random keystrokes in open documents: what is known after each must be what a fresh start would find.

import { differences } from "./laws";
import { type Analysed, analysed, type CorpusFile, findingTexts, type Repository } from "./repository";

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** So many of the files, chosen over all repositories; manifests only, where nothing would happen elsewhere. */
export function chosenFiles(
  repositories: readonly Repository[],
  count: number,
  random: () => number,
): Map<Repository, CorpusFile[]> {
  const all = repositories.flatMap((repository) =>
    repository.files.filter(({ text }) => /^\s*kind:/m.test(text)).map((file) => ({ repository, file })),
  );
  for (let index = all.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const [a, b] = [all[index], all[other]];
    if (a && b) [all[index], all[other]] = [b, a];
  }
  const chosen = new Map<Repository, CorpusFile[]>();
  for (const { repository, file } of all.slice(0, count))
    chosen.set(repository, [...(chosen.get(repository) ?? []), file]);
  return chosen;
}

/**
 * Edits one file, compares with a fresh workspace, takes the edit back and compares with before.
 * @returns what differs
 */
export function keystrokeViolations(
  { files }: Repository,
  state: Analysed,
  edited: CorpusFile,
  random: () => number,
): string[] {
  const { workspace } = state.analysis;
  const before = findingTexts(state);
  const text = keystroke(edited.text, random);
  workspace.setFile(edited.path, text, { open: true });
  const fresh = analysed(files.map((file) => (file.path === edited.path ? { path: file.path, text } : file)));
  const found = [...differences(findingTexts(fresh), findingTexts(state)), ...fresh.faults];
  workspace.setFile(edited.path, edited.text, { open: false });
  return [...found, ...differences(before, findingTexts(state)).map((text) => `after taking it back, ${text}`)];
}

const signs = [..."abz019:-#\"'{}[]|>&*,.\n \t"];

function keystroke(text: string, random: () => number): string {
  const place = Math.floor(random() * (text.length + 1));
  const lines = text.split("\n");
  const line = Math.floor(random() * lines.length);
  switch (Math.floor(random() * 6)) {
    case 0:
      return text.slice(0, place) + signs[Math.floor(random() * signs.length)] + text.slice(place);
    case 1:
      return text.slice(0, place) + text.slice(place + 1);
    case 2:
      return lines.toSpliced(line, 1).join("\n");
    case 3:
      return lines.toSpliced(line, 0, lines[line] ?? "").join("\n");
    case 4:
      return lines.with(line, `  ${lines[line]}`).join("\n");
    default:
      return swappedWord(text, random);
  }
}

/** One word of the text in the place of another: names, modes, kinds and numbers move about. */
function swappedWord(text: string, random: () => number): string {
  const words = [...text.matchAll(/[\w.-]+/g)];
  const from = words[Math.floor(random() * words.length)];
  const to = words[Math.floor(random() * words.length)];
  if (!from || !to) return text;
  return text.slice(0, from.index) + to[0] + text.slice(from.index + from[0].length);
}
