// Which files a kustomization reads, itself and through others: only a change of those can change its build.
import * as path from "node:path";
import { parseAllDocuments } from "yaml";
import { isRecord } from "../apiserver/manifest";

const names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
/** Fields whose entries are files or folders. Anything else is read where it happens to name a file. */
const required = new Set(["resources", "bases", "components"]);

/**
 * @param texts of all files, by path
 * @returns by the folder of each kustomization that can be built alone the files that it reads; without those that
 * need what is not here, which Kustomize might look for elsewhere
 */
export function kustomizations(texts: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const file of texts.keys()) {
    if (!names.includes(path.basename(file))) continue;
    // A component is nothing by itself.
    if (kustomizationIn(texts.get(file) ?? "")?.kind === "Component") continue;
    const read = new Set<string>();
    if (isWhole(file, texts, read)) found.set(path.dirname(file), read);
  }
  return found;
}

/** What the kustomization of a folder reads, itself and through others, as far as it is here. */
export function filesOf(folder: string, texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const read = new Set<string>();
  const file = names.map((name) => path.posix.join(folder, name)).find((one) => texts.has(one));
  if (file !== undefined) isWhole(file, texts, read);
  return read;
}

/** Adds to `read` what a kustomization reads. @returns whether all of that is here */
function isWhole(file: string, texts: ReadonlyMap<string, string>, read: Set<string>): boolean {
  if (read.has(file)) return true;
  read.add(file);
  const content = kustomizationIn(texts.get(file) ?? "");
  if (!content) return false;
  const parts = Object.entries(content).flatMap(([field, value]) =>
    stringsIn(value).map((reference) => {
      const target = path.posix.join(path.dirname(file), reference);
      const inner = names.map((name) => path.posix.join(target, name)).find((name) => texts.has(name));
      if (inner !== undefined) return isWhole(inner, texts, read);
      if (texts.has(target)) read.add(target);
      return texts.has(target) || !required.has(field);
    }),
  );
  return parts.every((isHere) => isHere);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** What a kustomization says; undefined for what Kustomize cannot read either. */
export function kustomizationIn(text: string): Readonly<Record<string, unknown>> | undefined {
  // It may end with a marker, behind which nothing comes.
  const [document] = parseAllDocuments(text, { logLevel: "error" });
  const content: unknown = document && document.errors.length === 0 ? document.toJS() : undefined;
  return isRecord(content) ? content : undefined;
}
