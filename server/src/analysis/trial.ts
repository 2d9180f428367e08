// What the findings would be after some edits: the workspace takes them for a moment and gives them back.
import { applyEdits } from "../text/edit";
import type { Analysis } from "./analysis";
import type { FileEdits } from "./changes";
import type { Finding } from "./finding";

export interface CreatedFile {
  readonly path: string;
  readonly text: string;
}

export interface TrialResult {
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
}

/** Findings of all files in the units that the edits touch, before and after. Leaves everything as it was. */
export function trial(analysis: Analysis, edited: readonly FileEdits[], created: readonly CreatedFile[]): TrialResult {
  const { workspace } = analysis;
  const touched = [...edited.map(({ path }) => path), ...created.map(({ path }) => path)];
  const before = findingsAround(analysis, touched);
  const originals = edited.flatMap(({ path, edits }) => {
    const file = workspace.file(path);
    return file ? [{ path, edits, text: file.text, open: file.open }] : [];
  });
  try {
    for (const { path, edits, text, open } of originals) workspace.setFile(path, applyEdits(text, edits), { open });
    for (const { path, text } of created) workspace.setFile(path, text, { open: false });
    return { before, after: findingsAround(analysis, touched) };
  } finally {
    for (const { path, text, open } of originals) workspace.setFile(path, text, { open });
    for (const { path } of created) workspace.removeFile(path);
    analysis.sync();
  }
}

function findingsAround(analysis: Analysis, touched: readonly string[]): Finding[] {
  const { workspace } = analysis;
  const paths = new Set(
    touched.flatMap((path) => [
      path,
      ...workspace.membershipsOf(path).flatMap(({ unit }) => workspace.membersOf(unit)),
    ]),
  );
  return [...paths].sort().flatMap((path) => analysis.findings(path));
}
