// What the findings would be after some edits: the workspace takes them for a moment and gives them back.
import { applyEdits } from "../text/edit";
import type { Document } from "../workspace/document";
import { documentsAround } from "../workspace/neighbours";
import type { Workspace } from "../workspace/workspace";
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

/**
 * Findings before and after of all that the edits change and of all whose findings may rest on that; of nothing else. Leaves
 * everything as it was.
 */
export function trial(analysis: Analysis, edited: readonly FileEdits[], created: readonly CreatedFile[]): TrialResult {
  const { workspace } = analysis;
  analysis.sync();
  const edits = new Trial(workspace, edited, created);
  const first = edits.within(() => {
    const around = surroundings(workspace, edits.changed);
    return { around, after: analysis.findingsIn(around) };
  });
  analysis.sync();
  // Seen from before, others may be concerned: who named what is gone.
  const before = new Set([...surroundings(workspace, edits.changed), ...standing(workspace, first.around)]);
  const missed = [...before].filter((document) => !first.around.has(document) && !edits.changed.has(document));
  const findings = analysis.findingsIn(before);
  const rest = missed.length === 0 ? [] : edits.within(() => analysis.findingsIn(new Set(missed)));
  analysis.sync();
  return { before: findings, after: [...first.after, ...rest] };
}

class Trial {
  readonly #workspace: Workspace;
  readonly #originals: readonly {
    readonly path: string;
    readonly text: string;
    readonly edited: string;
    readonly open: boolean;
    readonly alone: boolean;
  }[];
  readonly #created: readonly CreatedFile[];
  /** Documents that say something else while the edits are made. */
  changed: ReadonlySet<Document> = new Set();

  constructor(workspace: Workspace, edited: readonly FileEdits[], created: readonly CreatedFile[]) {
    this.#workspace = workspace;
    this.#created = created;
    this.#originals = edited.flatMap(({ path, edits }) => {
      const file = workspace.file(path);
      return file
        ? [{ path, text: file.text, edited: applyEdits(file.text, edits), open: file.open, alone: file.alone }]
        : [];
    });
  }

  /** Asks something while the edits are made. */
  within<T>(question: () => T): T {
    const workspace = this.#workspace;
    try {
      this.changed = workspace.watching(() => {
        for (const { path, edited, ...state } of this.#originals) workspace.setFile(path, edited, state);
        for (const { path, text } of this.#created) workspace.setFile(path, text, { open: false });
      });
      return question();
    } finally {
      for (const { path, text, ...state } of this.#originals) workspace.setFile(path, text, state);
      for (const { path } of this.#created) workspace.removeFile(path);
    }
  }
}

function surroundings(workspace: Workspace, documents: ReadonlySet<Document>): Set<Document> {
  const objects = [...documents].flatMap((document) => [...workspace.objectsOf(document)]);
  return new Set([...standing(workspace, documents), ...documentsAround(workspace.objects, objects)]);
}

/** Those that are parts of their files at present. */
function standing(workspace: Workspace, documents: ReadonlySet<Document>): Document[] {
  return [...documents].filter((document) => workspace.file(document.path)?.documents.includes(document));
}
