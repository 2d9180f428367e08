// One repository of the corpus: its files as they are on the disk, and workspaces made from them.
import * as fs from "node:fs";
import * as path from "node:path";
import { Analysis } from "../../server/src/analysis/analysis";
import type { Finding } from "../../server/src/analysis/finding";
import { relatedLocation } from "../../server/src/analysis/location";
import { WorkspaceConfigurations } from "../../server/src/analysis/workspace-configurations";
import { rules } from "../../server/src/rules/registry";
import type { Document } from "../../server/src/workspace/document";
import { Workspace } from "../../server/src/workspace/workspace";

export interface CorpusFile {
  /** In the repository, with a leading `/`. */
  readonly path: string;
  readonly text: string;
}

export interface Repository {
  readonly name: string;
  readonly files: readonly CorpusFile[];
}

/** The folders directly under one, each as a repository; unlike a walk of the command line it leaves nothing out. */
export function repositoriesIn(folder: string): Repository[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, files: filesIn(path.join(folder, name), "") }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function filesIn(root: string, inside: string): CorpusFile[] {
  const entries = fs.readdirSync(root + inside, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry): CorpusFile[] => {
    const at = `${inside}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(root, at);
    if (!entry.isFile() || !/\.(?:ya?ml|json)$|^Kustomization$/.test(entry.name)) return [];
    return [{ path: at, text: new TextDecoder().decode(fs.readFileSync(root + at)) }];
  });
}

/** The analysis over a repository, and what went wrong in it. */
export interface Analysed {
  readonly analysis: Analysis;
  readonly faults: readonly string[];
}

/** Everything made anew from the texts, in the order in which they are given. */
export function analysed(files: readonly CorpusFile[]): Analysed {
  const workspace = new Workspace();
  workspace.roots = ["/"];
  for (const { path: file, text } of files) workspace.setFile(file, text, { open: false });
  workspace.ready = true;
  const configurations = new WorkspaceConfigurations(workspace, new Set(rules.map(({ id }) => id)), () => "2026-01-01");
  const faults: string[] = [];
  const onFault = (rule: string, error: unknown) => faults.push(`${rule}: ${stackOf(error)}`);
  return { analysis: new Analysis({ workspace, rules, configurations, onFault }), faults };
}

/** All findings of a workspace as text, for comparisons; sorted by file and place. */
export function findingTexts({ analysis }: Analysed): string[] {
  return [...analysis.workspace.files()]
    .map(({ path: file }) => file)
    .sort()
    .flatMap((file) => analysis.findings(file).map((finding) => findingText(analysis, finding)));
}

export function findingText(analysis: Analysis, finding: Finding): string {
  const { rule, severity, message, document, span, related, fixes } = finding;
  const places = related.map((place) => {
    const location = relatedLocation(place, analysis.workspace.builds);
    return location ? `${placeText(analysis, location.document, location.span.start)} ${place.message}` : place.message;
  });
  const titles = fixes.map(({ title }) => title);
  return [`${placeText(analysis, document, span.start)} ${severity} ${rule} ${message}`, ...places, ...titles].join(
    " | ",
  );
}

/** `/k8s/mysql.yaml:2`, lines from 1. */
export function placeText({ workspace }: Analysis, document: Document, offset: number): string {
  const line = workspace.file(document.path)?.lines.placeOf(document.start + offset).line ?? 0;
  return `${document.path}:${line + 1}`;
}

export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
