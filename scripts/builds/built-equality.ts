// How what our layer builds of a kustomization differs from what Kustomize builds, object by object and as plain values.
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import type { Built } from "../../server/src/kustomize/built";
import { plainValue } from "../../server/src/yaml/value";
import { isRecord } from "../apiserver/manifest";

interface NamedValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Sentences; none where all is the same. */
export function equalityDifferences(texts: readonly string[], objects: readonly Built[]): string[] {
  const theirs = withoutHashes(texts.map(parsed), objects);
  const ours = objects.map(({ resource, hashed }) =>
    named(withoutMetadata(plainValue(resource.root) as NamedValue["value"]), hashed),
  );
  const [known, own] = [byKey(theirs), byKey(ours)];
  return [
    ...[...known.keys()].filter((key) => !own.has(key)).map((key) => `${key} is missing`),
    ...[...own.keys()].filter((key) => !known.has(key)).map((key) => `${key} is not built by Kustomize`),
    ...[...own].flatMap(([key, value]) => {
      const wanted = known.get(key);
      if (!wanted || isDeepStrictEqual(wanted, value)) return [];
      return [`${key}: ${firstDifference(wanted, value, "")}`];
    }),
  ];
}

function parsed(text: string): NamedValue["value"] {
  const value: unknown = parse(text, { uniqueKeys: false, maxAliasCount: -1 });
  if (!isRecord(value)) throw new Error(`Kustomize has built what is no object: ${text}`);
  return withoutMetadata(value);
}

/** Notes about the build itself, where a kustomization asks for them, are left out of the comparison. */
function withoutMetadata(value: NamedValue["value"]): NamedValue["value"] {
  const metadata = isRecord(value.metadata) ? value.metadata : {};
  const annotations = isRecord(metadata.annotations) ? metadata.annotations : {};
  const notes = ["config.kubernetes.io/origin", "alpha.config.kubernetes.io/transformations"];
  if (!notes.some((note) => note in annotations)) return value;
  const rest = Object.fromEntries(Object.entries(annotations).filter(([key]) => !notes.includes(key)));
  const { annotations: _, ...others } = metadata;
  return { ...value, metadata: Object.keys(rest).length > 0 ? { ...others, annotations: rest } : others };
}

/** Names of generated objects without the hash behind them, wherever they are written. */
function withoutHashes(values: readonly NamedValue["value"][], objects: readonly Built[]): NamedValue[] {
  const names = new Map<string, string>();
  for (const { resource, hashed } of objects) {
    if (!hashed) continue;
    for (const value of values) {
      const name = nameIn(value);
      const hash = name.startsWith(`${resource.name}-`) ? name.slice(resource.name.length + 1) : "";
      if (value.kind === resource.kind && /^[bcdfghkmt2456789]{10}$/.test(hash)) names.set(name, resource.name);
    }
  }
  const clean = (value: unknown): unknown => {
    if (typeof value === "string") {
      return [...names].reduce((text, [hashed, name]) => text.replaceAll(hashed, name), value);
    }
    if (Array.isArray(value)) return value.map(clean);
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]));
  };
  return values.map((value) => named(clean(value) as NamedValue["value"], names.has(nameIn(value))));
}

function named(value: NamedValue["value"], isHashed: boolean): NamedValue {
  const metadata = isRecord(value.metadata) ? value.metadata : {};
  const key = [value.apiVersion, value.kind, metadata.namespace ?? "", metadata.name].join(" ");
  return { key: isHashed ? `${key} with a hash` : key, value };
}

function nameIn({ metadata }: NamedValue["value"]): string {
  return isRecord(metadata) && typeof metadata.name === "string" ? metadata.name : "";
}

/** Objects that are called the same are told apart by their order. */
function byKey(values: readonly NamedValue[]): Map<string, NamedValue["value"]> {
  const found = new Map<string, NamedValue["value"]>();
  for (const { key, value } of values) {
    let unique = key;
    while (found.has(unique)) unique += " again";
    found.set(unique, value);
  }
  return found;
}

/** The first place where two values differ, and what is there. */
function firstDifference(wanted: unknown, found: unknown, path: string): string {
  if (Array.isArray(wanted) && Array.isArray(found)) {
    const index = Array.from({ length: Math.max(wanted.length, found.length) }, (_, at) => at).find(
      (at) => !isDeepStrictEqual(wanted[at], found[at]),
    );
    if (index !== undefined) return firstDifference(wanted[index], found[index], `${path}/${index}`);
  } else if (isRecord(wanted) && isRecord(found)) {
    const key = [...Object.keys(wanted), ...Object.keys(found)].find(
      (one) => !isDeepStrictEqual(wanted[one], found[one]),
    );
    if (key !== undefined) return firstDifference(wanted[key], found[key], `${path}/${key}`);
  }
  const same = typeof wanted === "string" && typeof found === "string" ? sharedStart(wanted, found) : 0;
  const [theirs, ours] = [wanted, found].map((value) => JSON.stringify(same > 0 ? String(value).slice(same) : value));
  return `${path}: Kustomize has ${cut(theirs)}, we have ${cut(ours)}`;
}

/** Where long texts part, a little before. */
function sharedStart(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return Math.max(0, at - 20);
}

function cut(text: string | undefined): string {
  return text === undefined ? "nothing" : text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
