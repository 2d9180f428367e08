// The safe fixes of all files that are reported on, file by file, until nothing is left: what each comes to in the editor.
import { type FixedAll, fixAll } from "../analysis/fix-all";
import type { SafeFix } from "../analysis/safe-fixes";
import { applyEdits } from "../text/edit";
import { EditedText } from "../text/edited-text";
import type { Loaded } from "./load";

export interface FixedFiles extends Pick<FixedAll, "files"> {
  readonly applied: readonly OneFix[];
  /** Fixes that are safe elsewhere, and not where they stand. */
  readonly left: readonly (OneFix & { readonly why: string })[];
}

interface OneFix {
  readonly path: string;
  readonly fix: SafeFix;
}

/** What is fixed in one file may make something fixable in another; so often at most. */
const MOST_PASSES = 5;

/** Nothing is changed. */
export function fixedFiles({ analysis, reported }: Pick<Loaded, "analysis" | "reported">): FixedFiles {
  const { workspace } = analysis;
  const texts = new Map<string, { readonly before: string; readonly edited: EditedText }>();
  const applied: OneFix[] = [];
  let left: FixedFiles["left"] = [];
  const set = (path: string, text: string) =>
    workspace.setFile(path, text, { open: false, alone: workspace.file(path)?.alone ?? false });

  /** @returns was anything fixed? */
  const pass = (): boolean => {
    const before = applied.length;
    left = reported.flatMap((path) => {
      const fixed = fixAll(analysis, path);
      for (const { path: edited, edits } of fixed.files) {
        const text = workspace.file(edited)?.text ?? "";
        const known = texts.get(edited) ?? { before: text, edited: new EditedText(text) };
        texts.set(edited, { ...known, edited: known.edited.with(edits) });
        set(edited, applyEdits(text, edits));
      }
      applied.push(...fixed.applied.map((fix) => ({ path, fix })));
      return fixed.left.map((one) => ({ path, ...one }));
    });
    return applied.length > before;
  };

  for (let passes = 0; passes < MOST_PASSES && pass(); passes++);
  for (const [path, { before }] of texts) set(path, before);
  return { files: [...texts].map(([path, { edited }]) => ({ path, edits: edited.edits() })), applied, left };
}
