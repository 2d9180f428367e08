// What the findings would be after some edits: the workspace takes them for a moment and gives them back.
import { applyEdits, type TextEdit } from "../text/edit";
import { type BuildFault, buildFaults } from "../workspace/build";
import type { Document } from "../workspace/document";
import { documentsAround, documentsNearlySelecting } from "../workspace/neighbours";
import type { WorkspaceObject } from "../workspace/objects/workspace-object";
import type { SourceFile } from "../workspace/source-file";
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
  /** What keeps a build from being one that is one now. */
  readonly faults: readonly (BuildFault & { readonly object: WorkspaceObject })[];
  /** All that the findings rest on, in both states: while none of it changes, another trial shows the same. */
  readonly keys: ReadonlySet<string>;
}

/**
 * Findings before and after of all that the edits change and of all whose findings may rest on that; of nothing else. Leaves
 * everything as it was.
 */
export function trial(analysis: Analysis, edited: readonly FileEdits[], created: readonly CreatedFile[]): TrialResult {
  return analysis.trying(() => {
    const { workspace } = analysis;
    const edits = new Trial(workspace, edited, created);
    const keys = new Set<string>();
    const noting = <T>(work: () => T): T => {
      const noted = workspace.tracker.noting(work);
      for (const key of noted.keys) keys.add(key);
      return noted.value;
    };
    const findings = (documents: () => Set<Document>) =>
      noting(() => {
        const asked = documents();
        return { asked, found: analysis.findingsIn(asked) };
      });
    const before = findings(() => surroundings(workspace, edits.touched));
    const known = podLabelsIn(workspace, edits.touched);
    const after = edits.within(() => {
      const concerned = () => [
        ...surroundings(workspace, edits.changed),
        ...standing(workspace, before.asked),
        ...documentsNearlySelecting(workspace.objects, relabelled(workspace, edits.changed, known)),
      ];
      const found = findings(() => new Set(concerned()));
      return { ...found, faults: noting(() => faultsOf(workspace, edits.changed)) };
    });
    const knownFaults = after.faults.length === 0 ? [] : noting(() => faultsOf(workspace, edits.touched));
    const faults = after.faults.filter(
      ({ object }) => !knownFaults.some((one) => one.object.unit.key === object.unit.key),
    );
    // More may have changed than the text of the edited documents; and who is concerned may depend on both states.
    const late = findings(() => {
      const all = [...surroundings(workspace, edits.changed), ...standing(workspace, after.asked)];
      return new Set(all.filter((document) => !before.asked.has(document)));
    });
    const missed = [...late.asked].filter((document) => !after.asked.has(document) && !edits.changed.has(document));
    const rest = missed.length === 0 ? [] : edits.within(() => findings(() => new Set(missed)).found);
    return { before: [...before.found, ...late.found], after: [...after.found, ...rest], faults, keys };
  });
}

/** Asks something while some edits are made; leaves everything as it was. */
export function whileEdited<T>(analysis: Analysis, edited: readonly FileEdits[], question: () => T): T {
  if (edited.length === 0) return question();
  return analysis.trying(() => new Trial(analysis.workspace, edited, []).within(question));
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
  /** Documents in whose text something is edited. */
  readonly touched: ReadonlySet<Document>;
  /** Documents that say something else while the edits are made. */
  changed: ReadonlySet<Document> = new Set();

  constructor(workspace: Workspace, edited: readonly FileEdits[], created: readonly CreatedFile[]) {
    this.#workspace = workspace;
    this.#created = created;
    const files = edited.flatMap(({ path, edits }) => {
      const file = workspace.file(path);
      return file ? [{ file, edits }] : [];
    });
    this.touched = new Set(files.flatMap(({ file, edits }) => touchedIn(file, edits)));
    this.#originals = files.map(({ file: { path, text, open, alone }, edits }) => {
      return { path, text, edited: applyEdits(text, edits), open, alone };
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

function touchedIn(file: SourceFile, edits: readonly TextEdit[]): Document[] {
  return edits.flatMap(({ start }) => file.documentAt(start) ?? []);
}

function surroundings(workspace: Workspace, documents: ReadonlySet<Document>): Set<Document> {
  const around = documentsAround(workspace.objects, objectsIn(workspace, documents));
  return new Set([...standing(workspace, documents), ...around]);
}

/** Those whose Pods have labels that no Pods of the edited documents had. */
function relabelled(workspace: Workspace, documents: ReadonlySet<Document>, known: ReadonlySet<string>) {
  return objectsIn(workspace, documents).filter(({ facts }) => !known.has(JSON.stringify(facts.workload?.podLabels)));
}

function podLabelsIn(workspace: Workspace, documents: ReadonlySet<Document>): Set<string> {
  return new Set(objectsIn(workspace, documents).map(({ facts }) => JSON.stringify(facts.workload?.podLabels)));
}

function objectsIn(workspace: Workspace, documents: ReadonlySet<Document>): WorkspaceObject[] {
  return [...documents].flatMap((document) => [...workspace.objectsOf(document)]);
}

/** What Kustomize stumbles over at objects of some documents. */
function faultsOf(workspace: Workspace, documents: ReadonlySet<Document>): TrialResult["faults"] {
  return objectsIn(workspace, new Set(standing(workspace, documents)))
    .filter(({ layers }) => layers.length > 0)
    .flatMap((object) => buildFaults(object, workspace.builds).map((fault) => ({ ...fault, object })));
}

/** Those that are parts of their files at present. */
function standing(workspace: Workspace, documents: ReadonlySet<Document>): Document[] {
  return [...documents].filter((document) => workspace.file(document.path)?.documents.includes(document));
}
