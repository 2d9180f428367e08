// A workspace out of texts, read whole, with the analysis over it.
import { Analysis } from "../../server/src/analysis/analysis";
import { WorkspaceConfigurations } from "../../server/src/analysis/workspace-configurations";
import { settingsFrom } from "../../server/src/config/settings";
import { rules as allRules } from "../../server/src/rules/registry";
import type { Rule } from "../../server/src/rules/rule";
import { Workspace } from "../../server/src/workspace/workspace";

/** The folder in which all files of a fixture lie. */
export const root = "/w";

export interface MemoryOptions {
  readonly rules?: readonly Rule[];
  readonly settings?: unknown;
  readonly ready?: boolean;
  readonly roots?: readonly string[];
  /** Paths of files that are there but could not be read. */
  readonly unread?: readonly string[];
}

export interface MemoryWorkspace {
  readonly workspace: Workspace;
  readonly analysis: Analysis;
}

/**
 * @param files of which those called `HEAD:path` are what the last commit holds at that path
 * @throws what a rule throws: in tests no fault is swallowed
 */
export function memoryWorkspace(
  files: readonly { readonly path: string; readonly text: string }[],
  { rules = allRules, settings = {}, ready = true, roots = [root], unread = [] }: MemoryOptions = {},
): MemoryWorkspace {
  const workspace = new Workspace();
  workspace.roots = roots;
  for (const { path, text } of files) {
    const committed = committedPath(path);
    if (committed === undefined) workspace.setFile(`${root}/${path}`, text, { open: false });
    else workspace.committed.set(`${root}/${committed}`, text);
  }
  for (const path of unread) workspace.setUnread(`${root}/${path}`, "unreadable");
  workspace.ready = ready;
  const configurations = new WorkspaceConfigurations(
    workspace,
    new Set(allRules.map(({ id }) => id)),
    () => "2026-01-01",
  );
  configurations.settings = settingsFrom(settings);
  const onFault = (rule: string, error: unknown) => {
    throw new Error(`rule ${rule} threw`, { cause: error });
  };
  const analysis = new Analysis({ workspace, rules, configurations, onFault });
  // As an editor with all files open would.
  analysis.keepsAll = true;
  return { workspace, analysis };
}

/** The path of a file of the last commit, as Git writes it (`HEAD:k8s/db.yaml`); undefined for any other file. */
export function committedPath(path: string): string | undefined {
  return /^HEAD:(.+)$/.exec(path)?.[1];
}
