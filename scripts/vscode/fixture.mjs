// The folder that is open while the mocha suite runs inside VS Code.
import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
/** In a corpus of real manifests: a tutorial whose two Deployments have their claims beside them. */
const tutorial = "geerlingguy__kubernetes-101/episode-04/k8s-manifests";

/**
 * Copies the fixture, because the suite edits and saves it, and two real manifests where a corpus is at hand: in RIGHTKIND_TEST_CORPUS,
 * else beside the project.
 * @param {string} folder does not exist yet
 * @returns {string | undefined} a remark where something is left out
 */
export function copyFixture(folder) {
  fs.cpSync(path.join(root, "test/vscode/fixtures/workspace"), folder, { recursive: true });
  const corpus = path.resolve(root, process.env.RIGHTKIND_TEST_CORPUS ?? "../shared/corpus");
  const source = [corpus, path.join(corpus, "manifests")]
    .map((place) => path.join(place, tutorial))
    .find((place) => fs.existsSync(place));
  if (source === undefined) return `left out: the real manifests (no ${tutorial} in ${corpus})`;
  fs.mkdirSync(path.join(folder, "corpus"));
  for (const name of ["drupal.yml", "mariadb.yml"]) {
    // Read and written, not copied: the corpus may be read-only, and the suite saves.
    fs.writeFileSync(path.join(folder, "corpus", name), fs.readFileSync(path.join(source, name)));
  }
  return undefined;
}
