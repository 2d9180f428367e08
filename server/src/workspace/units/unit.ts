// A unit: what is applied together. A kustomization's build, a chart, or else a directory.
import type { KustomizationFacts } from "../../kustomize/kustomization-facts";

/** One kustomization on the way from a file to the root of its build. The same one as long as its file is there. */
export interface Layer {
  readonly folder: string;
  readonly path: string;
  /** What it says now. */
  readonly facts: KustomizationFacts;
}

/** Equal units are one and the same; of a build that is gone and comes again the one after is another. */
export interface Unit {
  /** The folder of the root kustomization, of the chart, or the directory itself; with its kind it is unique. */
  readonly folder: string;
  readonly kind: "kustomization" | "chart" | "directory";
  /** Its kind and folder in one word: keys of what belongs to it begin so. */
  readonly key: string;
  /** Are all files that it names there, and may nothing be added to it that cannot be seen? Always true of a directory. */
  readonly complete: boolean;
}

/** A file's part in one unit. */
export interface Membership {
  readonly unit: Unit;
  /** The kustomizations that change the file's objects, the innermost first; empty outside kustomizations. */
  readonly layers: readonly Layer[];
}

/** What a file is to its neighbours. */
export type FileRole = "plain" | "chart-template" | "chart" | "chart-values" | "kustomize-patch" | "kustomize-data";

export function unitKey(kind: Unit["kind"], folder: string): string {
  return `${kind} ${folder}`;
}
