// The keys and values of a ConfigMap or Secret that a kustomization generates.
import type { GeneratorFacts } from "./generator-facts";

export interface DataEntry {
  readonly key: string;
  /** Undefined where its file cannot be read. */
  readonly value: string | undefined;
  /** The source that it comes from. */
  readonly source: GeneratorFacts["sources"][number];
}

export interface GeneratedData {
  /** In the order of the sources. */
  readonly entries: readonly DataEntry[];
  /** Is there a file whose keys cannot be read? */
  readonly keysUnseen: boolean;
}

/** @param textOf the text of a file that the kustomization names; undefined where it cannot be read */
export function generatedData(facts: GeneratorFacts, textOf: (path: string) => string | undefined): GeneratedData {
  const entries: DataEntry[] = [];
  let keysUnseen = false;
  for (const source of facts.sources) {
    if (source.type === "literal") entries.push({ key: source.key, value: source.value, source });
    else if (source.type === "file") entries.push({ key: source.key, value: textOf(source.path), source });
    else {
      const text = textOf(source.path);
      if (text === undefined) keysUnseen = true;
      else entries.push(...variables(text).map(([key, value]) => ({ key, value, source })));
    }
  }
  return { entries, keysUnseen };
}

/** The lines of an env file. A line without `=` has an empty value. Source: kustomize api/kv/kv.go, keyValuesFromLine. */
function variables(text: string): (readonly [key: string, value: string])[] {
  return text
    .replace(/^\ufeff/, "")
    .split("\n")
    .flatMap((written) => {
      const line = written.replace(/\r$/, "").trimStart();
      if (line === "" || line.startsWith("#")) return [];
      const equals = line.indexOf("=");
      return [equals === -1 ? ([line, ""] as const) : ([line.slice(0, equals), line.slice(equals + 1)] as const)];
    });
}

/** In lines of 70 letters, as Kustomize writes it. Source: kustomize kyaml/yaml/datamap.go, encodeBase64. */
export function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const encoded = btoa(binary);
  if (encoded.length < LINE) return encoded;
  return (encoded.match(/.{1,70}/g) ?? []).map((line) => `${line}\n`).join("");
}

const LINE = 70;
