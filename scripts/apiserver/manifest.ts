// Reads the objects of a file as the API server will get them: as text.
import { parse } from "yaml";
import { splitDocuments } from "../../server/src/text/split-documents";
import { parseDocument } from "../../server/src/yaml/parse";
import { plainValue } from "../../server/src/yaml/value";

/** One object. Only what its address needs is read here; what the rest means is left to the server. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** As it is written. */
  readonly namespace: string | undefined;
  /** One YAML document. */
  readonly text: string;
}

/** All objects of a file in order, those of a `List` each for itself. What is no object is left out. */
export function manifestsOf(file: string): Manifest[] {
  return documentsOf(file).flatMap((text) => manifestsIn(parsed(text), text));
}

/** The objects that only one of two states of a file has, word for word. */
export function manifestChanges(
  before: string,
  after: string,
): { readonly gone: readonly Manifest[]; readonly fresh: readonly Manifest[] } {
  const gone = manifestsBut(before, new Set(documentsOf(after)));
  const fresh = manifestsBut(after, new Set(documentsOf(before)));
  // A List that has changed may hold items that have not.
  const without = (manifests: readonly Manifest[], others: readonly Manifest[]) =>
    manifests.filter(({ text }) => !others.some((other) => other.text === text));
  return { gone: without(gone, fresh), fresh: without(fresh, gone) };
}

/** Large files have one change: what is the same is not parsed. */
function manifestsBut(file: string, same: ReadonlySet<string>): Manifest[] {
  return documentsOf(file)
    .filter((text) => !same.has(text))
    .flatMap((text) => manifestsIn(parsed(text), text));
}

function documentsOf(file: string): string[] {
  return splitDocuments(file).map(({ start, end }) => file.slice(start, end));
}

function manifestsIn(value: unknown, text: string): Manifest[] {
  if (!isRecord(value) || typeof value.apiVersion !== "string" || typeof value.kind !== "string") return [];
  if (Array.isArray(value.items) && /List$/.test(value.kind)) {
    return value.items.flatMap((item: unknown) => manifestsIn(item, JSON.stringify(item)));
  }
  const metadata = isRecord(value.metadata) ? value.metadata : {};
  if (typeof metadata.name !== "string") return [];
  const namespace = typeof metadata.namespace === "string" ? metadata.namespace : undefined;
  return [{ apiVersion: value.apiVersion, kind: value.kind, name: metadata.name, namespace, text }];
}

/** Undefined for what does not parse: no object could be read from it. */
function parsed(text: string): unknown {
  try {
    // As kubectl reads it: YAML 1.1, lines of quoted text at any depth; but a duplicate key is for the server to find.
    return parse(text, { version: "1.1", uniqueKeys: false, strict: false, logLevel: "error" });
  } catch {
    // Quoted text whose last line stands left of its key: kubectl reads it, and so does our own reader.
    const { root, errors } = parseDocument(text);
    return errors.some(({ fault }) => fault === "syntax") ? undefined : plainValue(root);
  }
}

/** Whether a value is a mapping. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
