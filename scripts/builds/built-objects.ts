// The objects that Kustomize has built, read from its output.
import { parse } from "yaml";
import { isRecord } from "../apiserver/manifest";

export type Fields = Readonly<Record<string, unknown>>;

export interface BuiltObject {
  /** Of no other object of the build. */
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly fields: Fields;
}

/** Reads each text once: most objects of two builds are the same, word for word. */
export class BuiltObjects {
  readonly #known = new Map<string, BuiltObject>();

  read(texts: readonly string[]): BuiltObject[] {
    return texts.map((text) => {
      const object = this.#known.get(text) ?? builtObject(text);
      this.#known.set(text, object);
      return object;
    });
  }
}

function builtObject(text: string): BuiltObject {
  const fields: unknown = parse(text);
  if (!isRecord(fields)) throw new Error(`Kustomize has built what is no object: ${text}`);
  const [kind, name] = [wordAt(fields, "kind"), wordAt(fields, "metadata", "name")];
  const namespace = wordAt(fields, "metadata", "namespace");
  return {
    key: keyOf({ apiVersion: wordAt(fields, "apiVersion"), kind, namespace, name }),
    kind,
    name,
    namespace,
    fields,
  };
}

/** As people read it: `apps StatefulSet shop/db`. */
export function keyOf({
  apiVersion,
  kind,
  namespace,
  name,
}: Readonly<Record<"apiVersion" | "kind" | "namespace" | "name", string>>): string {
  const group = apiVersion.includes("/") ? `${apiVersion.split("/")[0]} ` : "";
  return `${group}${kind} ${namespace === "" ? "" : `${namespace}/`}${name}`;
}

/** What stands at a place of an object. */
export function at(value: unknown, ...way: readonly string[]): unknown {
  return way.reduce<unknown>((part, key) => (isRecord(part) ? part[key] : undefined), value);
}

export function fieldsAt(value: unknown, ...way: readonly string[]): Fields {
  const found = at(value, ...way);
  return isRecord(found) ? found : {};
}

export function listAt(value: unknown, ...way: readonly string[]): readonly Fields[] {
  const found = at(value, ...way);
  return Array.isArray(found) ? found.filter(isRecord) : [];
}

/** Empty where there is none. */
export function wordAt(value: unknown, ...way: readonly string[]): string {
  const found = at(value, ...way);
  return typeof found === "string" ? found : "";
}
