// Which objects a patch means; what is expected was measured with Kustomize 5.5.0.
import { describe, expect, it } from "vitest";
import { LabelSelectorText } from "../../server/src/kustomize/label-selector";
import { expectPatched, object, patch } from "./build-files";

describe("a target", () => {
  it.each([
    "{kind: Deployment}",
    "{kind: Deployment|StatefulSet}",
    "{kind: Deploy.*}",
    "{name: we.}",
    "{name: (?i)WEB}",
    "{group: apps, version: v1}",
    "{namespace: default}",
    "{name: '(w+)+eb'}",
    `{name: 'web|${"a".repeat(600)}'}`,
    "{labelSelector: app=web}",
    '{labelSelector: "app in (web, db), !tier"}',
    '{annotationSelector: "!a"}',
  ])("%s selects", (target) => expectSelected(target, true));
  it.each([
    "{kind: Deploy}",
    "{kind: deployment}",
    "{name: we}",
    "{group: batch}",
    "{version: v2}",
    "{namespace: prod}",
    "{labelSelector: app!=web}",
    "{labelSelector: tier}",
    "{annotationSelector: a}",
    "{name: '['}",
    "{name: '(?=web)x|web('}",
    "{name: '(w{1000}){1000}|web'}",
  ])("%s does not", (target) => expectSelected(target, false));

  function expectSelected(target: string, selected: boolean): void {
    const value = selected ? { ...object, spec: { ...object.spec, replicas: 3 } } : object;
    expectPatched(patch(target, "- {op: replace, path: /spec/replicas, value: 3}"), value);
  }
});

describe("label selectors as text", () => {
  const present = { a: "1", b: "2" };
  it.each([
    "",
    "a",
    "a=1",
    "a==1",
    "a = 1",
    "a!=2",
    "c!=1",
    "!c",
    "a in (1, 2)",
    "a notin (2)",
    "c notin (2)",
    "a=1,b in (2,3),!c",
    "a>0",
    "a<2,b>1",
    "a in (,1)",
  ])("'%s' matches", (text) => expect(new LabelSelectorText(text).selects(present)).toBe(true));
  it.each([
    "c",
    "a=2",
    "a!=1",
    "!a",
    "a in (2)",
    "a notin (1)",
    "a=1,c",
    "a in 1",
    "a b",
    ",",
    "a,",
    "a>1",
    "a>x",
    "c<1",
    "-a",
    "A/b",
    "a=b c",
    `a=${"1".repeat(64)}`,
  ])("'%s' does not", (text) => expect(new LabelSelectorText(text).selects(present)).toBe(false));
});
