// The generated bases under their overlays: each is written, built by Kustomize, and judged.
import { Choices } from "../../../test/support/choices";
import { overlaidBase } from "../../../test/support/kustomize-generator/overlaid/workspace";
import { stackOf } from "../../corpus/repository";
import { Folder } from "../folder";
import type { Kustomize } from "../kustomize";
import { judgedWorkspace } from "./judge";
import type { AsBuiltTally } from "./tally";

/** Choices in a workspace; with fewer of them the later ones would all be the same. */
const CHOICES = 6000;

/** What throws is one more check that has failed. */
export async function judgeGenerated(seed: number, kustomize: Kustomize, tally: AsBuiltTally): Promise<void> {
  const { files, overlays } = overlaidBase(Choices.seeded(seed, CHOICES));
  const folder = new Folder(files);
  try {
    const all = [...files].map(([path, text]) => ({ path, text }));
    const judged = await judgedWorkspace(all, overlays, (root, after = new Map()) =>
      folder.with({ before: files, after }, () => kustomize.build(folder.path + root)),
    );
    tally.add(`base of seed ${seed} `, judged);
  } catch (error) {
    tally.fail(`base of seed ${seed}: ${stackOf(error)}`);
  } finally {
    folder.remove();
  }
}
