// Selectors that conversions make, and fields that somebody wrote into a kind that has none of them.
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Folder } from "../cli/command-line";
import { filesOf } from "./acceptance-cases";

interface Made {
  readonly kind: string;
  readonly spec: {
    readonly selector?: unknown;
    readonly replicas?: number;
    readonly serviceName?: string;
    readonly volumeClaimTemplates?: unknown;
    readonly template: { readonly spec: object };
  };
}

async function made(text: string, to: string, kind = to): Promise<Made> {
  const folder = new Folder({ "a.yaml": text });
  const { code, err } = await folder.run(["convert", "a.yaml", "--root", ".", "--to", to, "--write"]);
  expect({ code, err }).toMatchObject({ code: 0 });
  const documents = (filesOf(folder.path)["a.yaml"] ?? "").split(/^---\n/m);
  const found = documents.map((document): Made => parse(document)).find((object) => object.kind === kind);
  if (!found) throw new Error(`there is no ${kind}`);
  return found;
}

const pod = (labels: string, spec = "") =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: ${labels}}\nspec:\n${spec}  containers: [{name: a, image: nginx}]\n`;

describe("a selector", () => {
  it("has the labels of the Pods but those that change with every release", async () => {
    const { spec } = await made(pod('{app: a, tier: b, version: "7", helm.sh/chart: a-7}'), "Deployment");
    expect(spec.selector).toEqual({ matchLabels: { app: "a", tier: "b" } });
  });
  it("has a label of its own where there is nothing else", async () => {
    const { spec } = await made(pod("{chart: a}"), "DaemonSet");
    expect(spec.selector).toEqual({ matchLabels: { app: "a" } });
    expect(spec.template).toMatchObject({ metadata: { labels: { chart: "a", app: "a" } } });
  });
});

describe("the new headless Service of a Pod that becomes a set", () => {
  it.each([
    ["no labels", "{}", { app: "a" }],
    ["labels that change with every release", '{chart: a, version: "7"}', { app: "a" }],
    ["labels of both kinds", '{tier: b, version: "7"}', { tier: "b" }],
  ])("selects as the set does: %s", async (_, labels, selector) => {
    const service = await made(pod(labels), "StatefulSet", "Service");
    expect(service.spec.selector).toEqual(selector);
    expect((await made(pod(labels), "StatefulSet")).spec.selector).toEqual({ matchLabels: selector });
  });
});

describe("the new headless Service of an exported ReplicaSet", () => {
  it.each([
    ["as its selector does", "{app: a, pod-template-hash: x1}"],
    ["also where its selector matches nothing", "{app: b}"],
  ])("selects none of the labels that go: %s", async (_, selector) => {
    const text = `apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: a}
spec:
  selector: {matchLabels: ${selector}}
  template:
    metadata: {labels: {app: a, pod-template-hash: x1}}
    spec: {containers: [{name: a, image: nginx}]}
`;
    expect((await made(text, "StatefulSet", "Service")).spec.selector).toEqual({ app: "a" });
  });
});

describe("what selects the Pods by a label that the old kind gives them", () => {
  const service = (name: string, selector: string) =>
    `---\napiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {clusterIP: None, selector: ${selector}}\n`;
  const budget = `---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: whole}\nspec: {minAvailable: 1, selector: {matchLabels: {job-name: a}}}\n`;
  const job = `apiVersion: batch/v1
kind: Job
metadata: {name: a}
spec: {template: {metadata: {labels: {app: a}}, spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}}
`;
  const others =
    service("by-name", "{batch.kubernetes.io/job-name: a}") +
    service("by-app", "{app: a}") +
    service("b", "{job-name: b}");

  it.each(["CronJob", "Deployment", "Pod"])("is named where a Job becomes a %s", async (to) => {
    const folder = new Folder({ "a.yaml": job + others + budget });
    const { err } = await folder.run(["convert", "a.yaml", "--root", ".", "--to", to, "--object", "Job/a"]);
    const said = err.split("\n").filter((line) => line.startsWith("W-IDENTITY"));
    expect(said).toEqual([
      'W-IDENTITY: PodDisruptionBudget "whole" selects the Pods by a label that goes with the Job: it finds none of the new ones.',
      'W-IDENTITY: Service "by-name" selects the Pods by a label that goes with the Job: it finds none of the new ones.',
    ]);
  });
});

describe("fields of a controller in a Pod", () => {
  it("find their place in a kind that has them", async () => {
    const { spec } = await made(pod("{app: a}", "  replicas: 2\n  serviceName: a\n"), "StatefulSet");
    expect(spec).toMatchObject({ replicas: 2, serviceName: "a-headless" });
    expect(Object.keys(spec.template.spec)).toEqual(["containers"]);
  });
  it("go where the kind has none of them", async () => {
    const { spec } = await made(pod("{app: a}", "  serviceName: a\n"), "Deployment");
    expect(Object.keys(spec)).toEqual(["selector", "template"]);
  });
});

it("an empty list of claim templates goes with its set", async () => {
  const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: a}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec: {containers: [{name: a, image: nginx}]}
  volumeClaimTemplates: []
`;
  expect(Object.keys((await made(set, "Deployment")).spec)).toEqual(["selector", "template"]);
});

it("a label of its own is not added where a Service nearly asks for it", async () => {
  const folder = new Folder({
    "kustomization.yaml": "resources: [a.yaml, service.yaml]\n",
    "a.yaml": pod("{}"),
    "service.yaml":
      "apiVersion: v1\nkind: Service\nmetadata: {name: other}\nspec: {selector: {app: a, tier: b}, ports: [{port: 80}]}\n",
  });
  const { code, err } = await folder.run(["convert", "a.yaml", "--root", ".", "--to", "Deployment"]);
  expect(code).toBe(2);
  expect(err).toMatch(/^R-RESULT refused: .*selector-matches-nothing/);
});
