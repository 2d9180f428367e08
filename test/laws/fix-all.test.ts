// The laws of the safe fixes over generated workspaces: what the command line fixes is what an editor applies, and it is right.
import { expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import type { Finding } from "../../server/src/analysis/finding";
import { fixAll } from "../../server/src/analysis/fix-all";
import { fixedFiles } from "../../server/src/cli/fix-files";
import { applyEdits } from "../../server/src/text/edit";
import { Choices } from "../support/choices";
import { fixableWorkspace } from "../support/fixable-workspace";
import type { GeneratedFile } from "../support/generated-workspace";
import { memoryWorkspace, root } from "../support/memory-workspace";
import { seed } from "../support/seed";

const WORKSPACES = 40;

/** Times that all documents are saved: there must be an end to fixing. */
const MOST_SAVES = 10;

type Texts = ReadonlyMap<string, string>;

it(`hold for ${WORKSPACES} generated workspaces`, { timeout: 300_000 }, () => {
  console.log(`fix all: RIGHTKIND_SEED=${seed}`);
  const counts = { fixed: 0, applied: 0, overlays: 0 };
  for (let index = 0; index < WORKSPACES; index++) {
    const choices = Choices.seeded(seed + index, 500);
    const files = fixableWorkspace(choices);
    const shown = `RIGHTKIND_SEED=${seed + index}\n${files.map(({ path, text }) => `#- ${path}\n${text}`).join("\n")}`;
    const { texts, applied } = byCommandLine(files);
    const after = files.map(({ path }) => ({ path, text: texts.get(path) ?? "" }));
    const [before, now] = [findings(files), findings(after)];
    const known = new Set(loud(before));
    expect(
      loud(now).filter((one) => !known.has(one)),
      `errors and warnings that are new: ${shown}`,
    ).toEqual([]);
    expect(now.filter(isFixable), `safe fixes that are left: ${shown}`).toEqual([]);
    expect(byEditor(files, choices), `what an editor applies: ${shown}`).toEqual(texts);
    for (const [place, { text }] of files.entries())
      expect(others(after[place]?.text ?? ""), `what no fix speaks of: ${shown}`).toEqual(others(text));
    if (applied > 0) counts.fixed++;
    if (files.some(({ path }) => path.startsWith("overlays"))) counts.overlays++;
    counts.applied += applied;
  }
  expect(counts.fixed).toBeGreaterThan(WORKSPACES / 2);
  expect(counts.applied).toBeGreaterThan(WORKSPACES);
  expect(counts.overlays).toBeGreaterThan(WORKSPACES / 5);
});

function byCommandLine(files: readonly GeneratedFile[]): { readonly texts: Texts; readonly applied: number } {
  const { analysis, workspace } = memoryWorkspace(files);
  const reported = files.map(({ path }) => `${root}/${path}`);
  const { files: edited, applied, left } = fixedFiles({ analysis, reported });
  // What it tries is taken back.
  for (const { path, text } of files) expect(workspace.file(`${root}/${path}`)?.text).toBe(text);
  expect(left).toEqual([]);
  const edits = new Map(edited.map((file) => [file.path, file.edits]));
  const texts = files.map(({ path, text }) => [path, applyEdits(text, edits.get(`${root}/${path}`) ?? [])] as const);
  return { texts: new Map(texts), applied: applied.length };
}

/** Document after document in any order, as somebody saves them, until no document has a safe fix. */
function byEditor(files: readonly GeneratedFile[], choices: Choices): Texts {
  const { analysis, workspace } = memoryWorkspace(files);
  let fixed = true;
  for (let times = 0; fixed; times++) {
    if (times === MOST_SAVES) throw new Error("there is always something to fix");
    fixed = false;
    for (const { path } of choices.shuffled(files)) {
      const { files: edited } = fixAll(analysis, `${root}/${path}`);
      for (const { path: target, edits } of edited) {
        fixed = true;
        workspace.setFile(target, applyEdits(workspace.file(target)?.text ?? "", edits), { open: true });
      }
    }
  }
  return new Map(files.map(({ path }) => [path, workspace.file(`${root}/${path}`)?.text ?? ""]));
}

function findings(files: readonly GeneratedFile[]): Finding[] {
  const { analysis } = memoryWorkspace(files);
  return files.flatMap(({ path }) => analysis.findings(`${root}/${path}`));
}

function isFixable({ fixes }: Finding): boolean {
  return fixes.some(({ safe }) => safe);
}

function loud(all: readonly Finding[]): string[] {
  return all
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ rule, object, document }) => `${rule} ${object?.namespace ?? ""}/${object?.name ?? ""} ${document.path}`);
}

/** The fields that no safe fix speaks of. */
function others(text: string): unknown[] {
  return parseAllDocuments(text).map((one) => stripped(one.toJS()));
}

function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped);
  if (typeof value !== "object" || value === null) return value;
  const spoken = new Set(["apiVersion", "schedule", "timeZone", "rollingUpdate"]);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (spoken.has(key) ? [] : [[key, stripped(inner)]])),
  );
}
