// Every example of every rule is a test: it finds what it marks, the good one is clean, and the fix leads from one to the other.
import { describe, it } from "vitest";
import { pages } from "../../server/src/rules/pages";
import { checkClean, checkFix, checkRule } from "../support/check-rule";

describe.each([...pages])("%s", (id, { examples }) => {
  it.each(examples.map((example) => [example.title, example] as const))("%s: is found", (_, { bad }) =>
    checkRule(id, bad),
  );
  it.each(examples.map((example) => [example.title, example] as const))("%s: the good one is clean", (_, { good }) =>
    checkClean(id, good),
  );
  it.each(examples.flatMap((example) => (example.fix ? [[example.fix, example, example.fix] as const] : [])))(
    "%s",
    (_, { bad, good }, fix) => checkFix(id, fix, bad, good),
  );
});
