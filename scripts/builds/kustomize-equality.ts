// Judges our layer by Kustomize: every object of a build must be the same, whole.
import { KustomizeRoot } from "../../test/support/kustomize-root";
import { stackOf } from "../corpus/repository";
import { equalityDifferences } from "./built-equality";
import type { EqualityCase } from "./equality-cases";
import { Folder } from "./folder";
import type { Kustomize } from "./kustomize";

export class EqualityTally {
  /** Builds of which every object is the same. */
  same = 0;
  /** Builds with a difference, or a fault of ours. */
  different = 0;
  #objects = 0;
  #refused = 0;
  readonly #kustomize: Kustomize;
  readonly #log: (line: string) => void;

  /** @param log told of every difference */
  constructor(kustomize: Kustomize, log: (line: string) => void) {
    this.#kustomize = kustomize;
    this.#log = log;
  }

  /** Builds each kustomization twice. What throws is one more difference, and the rest goes on. */
  async judge({ name, files, folder, roots }: EqualityCase): Promise<void> {
    const written = folder === undefined ? new Folder(files) : undefined;
    try {
      for (const root of roots) {
        const differences = await this.#differences(files, root, (written?.path ?? folder ?? "") + root);
        if (differences === undefined) this.#refused++;
        else if (differences.length === 0) this.same++;
        else this.different++;
        for (const difference of differences ?? []) this.#log(`✗ ${name}${root}: ${difference}`);
      }
    } finally {
      written?.remove();
    }
  }

  /** What was counted, for people. */
  lines(): string[] {
    return [
      `${this.same + this.different} builds compared, of ${this.#objects} objects`,
      `${this.#refused} builds not compared: Kustomize refuses them`,
      `${this.different} builds differ`,
    ];
  }

  /** Undefined where Kustomize does not build it; then ours must not fail on it either. */
  async #differences(files: EqualityCase["files"], root: string, place: string): Promise<string[] | undefined> {
    const build = await this.#kustomize.build(place);
    try {
      const objects = new KustomizeRoot(files).build(root);
      if ("error" in build) return undefined;
      this.#objects += build.objects.length;
      return equalityDifferences(build.objects, objects);
    } catch (error) {
      // What is no build need not be one for us either, if only that is said.
      if ("error" in build && error instanceof Error && /contains itself|no kustomization/.test(error.message)) {
        return undefined;
      }
      return [stackOf(error)];
    }
  }
}
