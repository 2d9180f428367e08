// Builds the objects of a few files in memory, for the tests of builds.
import { expect } from "vitest";
import { type Built, built } from "../../server/src/workspace/build";
import { Workspace } from "../../server/src/workspace/workspace";
import { plainValue } from "../../server/src/yaml/value";

export const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web}
spec:
  replicas: 1
  strategy:
    rollingUpdate: {maxSurge: 1}
`;

/** The Deployment, as a value. */
export const object = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", labels: { app: "web" } },
  spec: { replicas: 1, strategy: { rollingUpdate: { maxSurge: 1 } } },
};

export const replicasPatch = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 5
`;

/** An entry of `patches` with its text. */
export function patch(target: string | undefined, text: string): string {
  return `  - patch: |\n      ${text.replaceAll("\n", "\n      ")}\n${target === undefined ? "" : `    target: ${target}\n`}`;
}

/** Builds the Deployment with entries of `patches`. */
export function expectPatched(patches: string, value: unknown, { failed = 0 } = {}): void {
  const { whole } = build(
    { "web.yaml": deployment, "kustomization.yaml": `resources: [web.yaml]\npatches:\n${patches}` },
    "web.yaml",
  );
  expect(plainValue(whole.resource.root)).toEqual(value);
  expect(whole.patches.filter((applied) => applied.failed).length).toBe(failed);
}

/** Builds the only object of a file: `web.yaml`, or `base/web.yaml` where there is one. */
export function expectBuilt(files: Readonly<Record<string, string>>, value: unknown, path?: string): void {
  const { whole } = build(files, path ?? ("base/web.yaml" in files ? "base/web.yaml" : "web.yaml"));
  expect(plainValue(whole.resource.root)).toEqual(value);
}

export function build(files: Readonly<Record<string, string>>, path: string) {
  const { workspace } = memory(files);
  const file = `/w/${path}`;
  const [given] = workspace.file(file)?.documents[0]?.resources() ?? [];
  const [membership] = workspace.units.membershipsOf(file);
  if (!given || !membership) throw new Error(`there is no object in ${path}`);
  const document = workspace.file(file)?.documents[0];
  if (!document) throw new Error(`there is no document in ${path}`);
  const whole: Built = built(given, { document, index: 0, ...membership }, workspace.builds);
  return { whole, given };
}

export function memory(files: Readonly<Record<string, string>>) {
  const workspace = new Workspace();
  workspace.roots = ["/w"];
  for (const [path, text] of Object.entries(files)) workspace.setFile(`/w/${path}`, text, { open: false });
  workspace.ready = true;
  return { workspace };
}
