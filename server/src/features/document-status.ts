// What Rightkind thinks a file is, in one line.
import type { Document } from "../workspace/document";
import { folderOf, nameOf, relative } from "../workspace/paths";
import type { Workspace } from "../workspace/workspace";
import type { Snapshot } from "./snapshot";

export interface DocumentStatus {
  /** One short line, such as `Deployment, Service · 2 documents` or `Helm template: guidance off`. */
  readonly text: string;
  /** `partial` where some or all guidance is off for a reason that the text names, `busy` while the workspace is read. */
  readonly state: "ok" | "partial" | "busy";
}

/** The status of a file; null for one that is not known. */
export function documentStatus({ analysis }: Snapshot, path: string): DocumentStatus | null {
  const { workspace } = analysis;
  const file = workspace.file(path);
  if (!file) return null;
  const off = guidanceOff(workspace, path, file.documents);
  if (off) return { text: off, state: "partial" };
  const kinds = file.documents.flatMap((document) =>
    analysis.isGuided(document) ? document.resources().map(({ kind }) => kind) : [],
  );
  const rivals = rivalsIn(workspace, path);
  if (kinds.length === 0) return { text: [otherContent(file.documents), ...rivals].join(" · "), state: "partial" };
  const named = [...new Set(kinds)];
  const text = `${named.slice(0, 3).join(", ")}${named.length > 3 ? ", …" : ""} · ${kinds.length} ${kinds.length === 1 ? "document" : "documents"}`;
  if (!workspace.ready) return { text: `${text} · reading the workspace`, state: "busy" };
  const broken = file.documents.filter((document) => document.broken).length;
  if (rivals.length > 0) return { text: [text, ...rivals].join(" · "), state: "partial" };
  return broken > 0 ? { text: `${text} · ${broken} not readable`, state: "partial" } : { text, state: "ok" };
}

/** Kustomize builds nothing in a folder with several kustomizations: what is said here may not be what is meant. */
function rivalsIn(workspace: Workspace, path: string): string[] {
  const folders = [
    folderOf(path),
    ...workspace.units.membershipsOf(path).flatMap(({ layers }) => layers.map((layer) => layer.folder)),
  ];
  const found = folders.find((candidate) => workspace.units.hasRivalKustomizations(candidate));
  if (found === undefined) return [];
  const where = relative(workspace.rootOf(path) ?? "", found);
  return [`several kustomizations in ${where === "" || where === found ? "this folder" : where}: not built`];
}

function guidanceOff({ units }: Workspace, path: string, documents: readonly Document[]): string | undefined {
  const role = units.roleOf(path);
  if (role === "chart-template" || documents.some(({ content }) => content === "template"))
    return "Helm template: guidance off";
  if (role === "chart") return "Helm chart: no guidance";
  if (role === "chart-values") return "Helm values: no guidance";
  const [patched] = units.patchUsersOf(path);
  if (role === "kustomize-patch" && patched) return `Kustomize patch of ${inFolder(patched.path)}: partial checks`;
  const [taker] = units.dataUsersOf(path);
  if (role === "kustomize-data" && taker) return `Data for ${inFolder(taker.path)}: guidance off`;
  return documents.some(({ content }) => content === "patch") ? "Patch: partial checks" : undefined;
}

/** A path with the folder that the file lies in. */
function inFolder(path: string): string {
  return relative(path.split("/").slice(0, -2).join("/"), path);
}

function otherContent(documents: readonly Document[]): string {
  const contents = new Set(documents.map(({ content }) => content));
  if (contents.has("kustomization")) return "Kustomization";
  if (contents.has("definition")) return "CustomResourceDefinition: no guidance";
  if (contents.has("compose")) return "Compose file: no guidance";
  if (contents.has("workflow")) return "GitHub workflow: no guidance";
  if (documents.some(({ broken }) => broken)) return `${nameOf(documents[0]?.path ?? "")}: not readable`;
  return "No Kubernetes object";
}
