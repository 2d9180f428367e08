// Files that are variants of each other by their names: `ingress.yaml` and `ingress-tls.yaml`, `job-2b.yaml` and `job-7b.yaml`,
// steps of a series, cases of a test.
import { nameOf } from "../../../workspace/paths";

/** So many files are compared. */
const MOST = 16;

/** Words for what was copied, and is there by mistake. */
const LEFTOVER = /^(?:backup|bak|copy|deprecated|new|old|orig|original|temp|tmp)\d*$/;

/** Words that say what kind of object is in a file, and nothing of which. */
const KIND =
  /^(?:all|app|claim|cm|config|configmap|controller|cronjob|daemonset|deploy|deployment|ds|hpa|ing|ingress|job|k8s|manifest|ns|pdb|pod|pv|pvc|rc|replicaset|resource|rs|sa|secret|service|set|statefulset|sts|svc|yaml)s?$/;

/**
 * @param paths of all files that hold an object
 * @param name of the object
 * @returns are two of them variants, so that all are there to choose from?
 */
export function areVariants(paths: readonly string[], name: string): boolean {
  const files = paths.slice(0, MOST).map((path) => wordsOf(nameOf(path)));
  if (files.some((words) => words.some((word) => CASE.test(word)))) return true;
  return files.some((file, index) =>
    files.slice(index + 1).some((other) => areSteps(file, other) || isVariant(file, other, name.toLowerCase())),
  );
}

/** Words for what is shown to be right or wrong. */
const CASE = /^(?:invalid|valid|bad|good|broken|fixed|wrong|correct|before|after)$/;

/** `1-add-prefix` and `2-strip-prefix`, `route-step-1` and `route-step-2-mirroring`: each is applied over the one before. */
function areSteps(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [stepOf(a), stepOf(b)];
  return one !== undefined && other !== undefined && one !== other;
}

function stepOf(words: readonly string[]): string | undefined {
  const [first = ""] = words;
  if (/^\d{1,3}$/.test(first)) return first;
  const place = words.findIndex((word) => /^(?:step|part|stage|phase)$/.test(word));
  return place === -1 ? undefined : words[place + 1];
}

function wordsOf(file: string): string[] {
  const stem = file.replace(/\.(?:ya?ml|json)$/, "").toLowerCase();
  return stem.split(/[-_.\s]+|(?<=[a-z])(?=\d+$)/).filter((word) => word !== "");
}

/** One has words more, or they differ in one: a word that is not of the object's name, which would tell two objects apart. */
function isVariant(a: readonly string[], b: readonly string[], name: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const start = commonStart(short, long);
  const end = commonStart([...short].reverse().slice(0, short.length - start), [...long].reverse());
  const own = short.slice(start, short.length - end);
  const other = long.slice(start, long.length - end);
  const shared = [...short.slice(0, start), ...short.slice(short.length - end)];
  const differing = [...own, ...other];
  if (shared.length === 0 || differing.some((word) => LEFTOVER.test(word) || isOf(name, word))) return false;
  if (own.length === 0) return other.length > 0;
  if (own.length === other.length && differing.every((word) => /\d/.test(word))) return true;
  return own.length === 1 && other.length === 1 && shared.length > 1 && shared.some((word) => !KIND.test(word));
}

function isOf(name: string, word: string): boolean {
  return name.split(/[-_.]/).includes(word);
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  const differing = a.findIndex((word, index) => word !== b[index]);
  return differing === -1 ? a.length : differing;
}
