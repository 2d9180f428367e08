// What answers rest on besides objects and names: the words under which changes are told.
import type { Document } from "./document";
import type { Unit } from "./units/unit";

/** What answers rest on besides objects and names. */
export const keys = {
  /** Whether the workspace was read whole. */
  ready: "ready",
  /** The text of a file, whatever it holds. */
  file: (path: string) => `file ${path}`,
  /** Which document is the first of a file, and what it says. */
  first: (path: string) => `first ${path}`,
  document: ({ id }: Document) => `document ${id}`,
  /** The text of one object of a document, wherever it stands there. */
  object: ({ id }: Document, index: number) => `object ${id}.${index}`,
  /** What a file is to its neighbours: its role, its units, the layers that it passes. */
  part: (path: string) => `part ${path}`,
  /** A kustomization with all that it reads. */
  layer: (path: string) => `layer ${path}`,
  /** What a kustomization says, wherever it stands in its file. */
  meaning: (path: string) => `meaning ${path}`,
  /** What a file says that a kustomization lays over objects. */
  patch: (layer: string, path: string) => `patch ${layer} ${path}`,
  unit: ({ key }: Unit) => `unit ${key}`,
  /** The builds that go through a folder. */
  builds: "builds",
  /** What the last commit holds of a file. */
  committed: (path: string) => `committed ${path}`,
  /** The configuration that holds for files. */
  configuration: "configuration",
} as const;
