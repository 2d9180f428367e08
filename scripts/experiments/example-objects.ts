// The objects of an example as kubectl would send them: as JSON, a kustomization as it is built.
import { parseAllDocuments } from "yaml";
import { isKustomizationFile } from "../../server/src/kustomize/file-names";
import { plainValue } from "../../server/src/yaml/value";
import { fixture } from "../../test/support/fixture";
import { KustomizeRoot } from "../../test/support/kustomize-root";
import { isRecord } from "../apiserver/manifest";

/** An object with what its address needs. */
export interface ExampleObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    /** The server makes one where there is `generateName`. */
    readonly name?: string;
    readonly generateName?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** @param source files in the language of fixtures; the configuration of this program is no object */
export function exampleObjects(source: string): ExampleObject[] {
  const files = fixture(source).files.filter(({ path }) => path !== ".rightkind.yaml");
  const kustomization = files.find(({ path }) => isKustomizationFile(path));
  const values = kustomization
    ? new KustomizeRoot(new Map(files.map(({ path, text }) => [`/w/${path}`, text])))
        .build("/w")
        .map(({ resource }) => plainValue(resource.root))
    : files.flatMap(({ text }) => parsed(text));
  return values.map(object);
}

/** As kubectl reads it: YAML 1.1. */
function parsed(text: string): unknown[] {
  const documents = parseAllDocuments(text, { version: "1.1" });
  if (!Array.isArray(documents)) return [];
  return documents.map((document): unknown => {
    const [error] = document.errors;
    if (error) throw error;
    return document.toJS();
  });
}

function object(value: unknown): ExampleObject {
  if (!isRecord(value) || typeof value.apiVersion !== "string" || typeof value.kind !== "string") {
    throw new Error(`an example holds what is no object: ${JSON.stringify(value)}`);
  }
  const metadata = isRecord(value.metadata) ? value.metadata : {};
  return { ...value, apiVersion: value.apiVersion, kind: value.kind, metadata };
}
