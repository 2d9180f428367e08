// The JSON schema of the configuration file says what the reader takes.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { configurationKeys, metaDiagnostics, readConfiguration } from "../../server/src/config/configuration";
import { configurationSchema } from "../../server/src/config/schema";
import { profiles, ruleLevels } from "../../server/src/config/severity";

interface Schema {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
}

const rules = [
  { id: "hpa-range", summary: "An HPA whose limits are swapped." },
  { id: "bare-pod", summary: "A Pod that nothing restarts." },
];
/** As it is written to a file. */
const schema = asWritten(rules);

function asWritten(given: typeof rules): Schema {
  return JSON.parse(JSON.stringify(configurationSchema(given)));
}

/** Every schema inside a schema, with the way to it. */
function inside(node: Schema, way = ""): [string, Schema][] {
  const inner = [
    ...Object.entries(node.properties ?? {}),
    ...(node.items ? [["[]", node.items] as const] : []),
    ...(typeof node.additionalProperties === "object" ? [["*", node.additionalProperties] as const] : []),
  ];
  return inner.flatMap(
    ([key, value]) => [[`${way}${key}`, value], ...inside(value, `${way}${key}.`)] as [string, Schema][],
  );
}

test("the keys of the reader, no others", () => {
  expect(Object.keys(schema.properties ?? {})).toEqual([...configurationKeys]);
  expect(schema.additionalProperties).toBe(false);
});

test("each key that a person can write says what it is for", () => {
  const silent = inside(schema).filter(
    ([way, { description }]) => description === undefined && !/(?:\[\]|\*)$/.test(way),
  );
  expect(silent.map(([way]) => way)).toEqual([]);
  expect(inside(schema).length).toBeGreaterThan(25);
});

test("rules: the meta diagnostics and the given ones, each with its sentence", () => {
  const { properties, additionalProperties } = schema.properties?.rules ?? {};
  expect(Object.entries(properties ?? {}).map(([id, { description }]) => [id, description])).toEqual([
    ["bare-pod", "A Pod that nothing restarts."],
    ["hpa-range", "An HPA whose limits are swapped."],
    ...metaDiagnostics.map(({ id, summary }) => [id, summary]),
  ]);
  expect(properties?.["bare-pod"]?.enum).toEqual([...ruleLevels]);
  expect(additionalProperties).toBe(false);
  expect(schema.properties?.ignore?.items?.properties?.rule?.anyOf?.[0]?.enum).toEqual([
    "bare-pod",
    "hpa-range",
    "invalid-configuration",
    "suppression-without-reason",
    "unused-suppression",
  ]);
});

test("without rules any id is taken", () => {
  const none = asWritten([]);
  expect(none.properties?.rules?.additionalProperties).toEqual({ enum: [...ruleLevels] });
  expect(none.properties?.ignore?.items?.properties?.rule?.anyOf).toBeUndefined();
});

describe("each word of an enumeration is one that the reader takes", () => {
  const taken = (text: string) => readConfiguration(text, new Set(rules.map(({ id }) => id))).problems;

  test.each([...profiles])("profile %s", (profile) => {
    expect(schema.properties?.profile?.enum).toContain(profile);
    expect(taken(`profile: ${profile}\n`)).toEqual([]);
  });

  test("rule ids", () => {
    for (const id of Object.keys(schema.properties?.rules?.properties ?? {})) {
      expect(taken(`rules: {${id}: hint}\nignore: [{rule: ${id}, reason: r}]\n`)).toEqual([]);
    }
  });

  test("keys of nested mappings", () => {
    const keysOf = (node: Schema | undefined) => Object.keys(node?.properties ?? {}).join(" ");
    expect(keysOf(schema.properties?.ignore?.items)).toBe("path kind name namespace rule reason until");
    expect(keysOf(schema.properties?.cluster)).toBe("nodes zones");
    const { additionalProperties } = schema.properties?.storageClasses ?? {};
    expect(keysOf(typeof additionalProperties === "object" ? additionalProperties : undefined)).toBe(
      "enforcesReadWriteOnce nodeLocal",
    );
  });
});

test("the file is the schema, of the rules that it names", () => {
  const file = JSON.parse(readFileSync(new URL("../../schemas/rightkind.schema.json", import.meta.url), "utf8"));
  const meta = new Set<string>(metaDiagnostics.map(({ id }) => id));
  const named = Object.entries((file as Schema).properties?.rules?.properties ?? {})
    .filter(([id]) => !meta.has(id))
    .map(([id, { description = "" }]) => ({ id, summary: description }));
  expect(file).toEqual(asWritten(named));
});

test("the manifest ties the file to the schema", () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  expect(manifest.contributes.yamlValidation).toEqual([
    { fileMatch: ".rightkind.yaml", url: "./schemas/rightkind.schema.json" },
  ]);
});
