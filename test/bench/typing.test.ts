// What is typed on a probe: the right object, the right value, and no more of it than differs.
import { expect, it } from "vitest";
import { Typing } from "../../scripts/bench/typing";

const yaml = `kind: Deployment
metadata:
  name: web-10
  annotations:
    example.com/note: plain
spec:
  replicas: 8
---
kind: Deployment
metadata:
  name: web-1
  annotations:
    example.com/note: plain
spec:
  replicas: 9
  claimName: files-1
`;

const json = `{
  "kind": "Deployment",
  "metadata": {
    "name": "web",
    "annotations": { "example.com/note": "plain" }
  },
  "spec": { "replicas": 1 }
}
`;

const at = (line: number, from: number, to: number) => ({
  start: { line, character: from },
  end: { line, character: to },
});

it("is on the object of exactly that name", () => {
  const typing = new Typing(yaml, { file: "all.yaml", kind: "Deployment", name: "web-1", meaningful: ["replicas"] });
  expect(typing.kind).toEqual(at(8, 6, 16));
  expect(typing.harmless()).toEqual({ range: at(12, 27, 27), text: "x" });
  expect(typing.harmless()).toEqual({ range: at(12, 27, 28), text: "" });
});

it("takes turns through the meaningful fields, to another value and back", () => {
  const typing = new Typing(yaml, {
    file: "all.yaml",
    kind: "Deployment",
    name: "web-1",
    meaningful: ["replicas", "claimName"],
  });
  expect(Array.from({ length: 4 }, () => typing.meaningful())).toEqual([
    { range: at(14, 12, 13), text: "10" },
    { range: at(15, 20, 20), text: "x" },
    { range: at(14, 12, 14), text: "9" },
    { range: at(15, 20, 21), text: "" },
  ]);
});

it("reads JSON too", () => {
  const typing = new Typing(json, { file: "web.json", kind: "Deployment", name: "web", meaningful: ["replicas"] });
  expect(typing.kind).toEqual(at(1, 11, 21));
  expect(typing.harmless()).toEqual({ range: at(4, 47, 47), text: "x" });
  expect(typing.meaningful()).toEqual({ range: at(6, 24, 25), text: "2" });
});

it("says what is missing", () => {
  const probe = { file: "all.yaml", kind: "Deployment", name: "web", meaningful: [] };
  expect(() => new Typing(yaml, probe)).toThrow("no Deployment web in the text");
  expect(() => new Typing(yaml, { ...probe, name: "web-10", meaningful: ["serviceName"] })).toThrow(
    "the probe has no serviceName",
  );
});
