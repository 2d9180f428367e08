// The command line compares files with the last commit of the repository that they lie in.
import { expect, it } from "vitest";
import { writtenRepository } from "../support/git-repository";
import { Folder } from "./command-line";

const web = (label: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: ${label}}}
  template:
    metadata: {labels: {app: ${label}}}
    spec: {containers: [{name: web, image: "registry.example/web:1"}]}
`;

async function found(folder: Folder, ...words: string[]): Promise<string[]> {
  const { out } = await folder.run(["check", ".", "--format", "json", ...words]);
  const findings: { rule: string; path: string }[] = JSON.parse(out).findings;
  return findings.filter(({ rule }) => rule === "immutable-field-changed").map(({ path }) => path);
}

it("a change of what cannot change is found, and gone with the next commit", async () => {
  const folder = new Folder({});
  writtenRepository(folder.path, { "k8s/a.yaml": web("a"), "k8s/b.yaml": web("b"), "c.yaml": web("c") });
  // A clean checkout, as in CI.
  expect(await found(folder)).toEqual([]);
  folder.write("k8s/a.yaml", web("z"));
  folder.write("c.yaml", web("c").replace("web:1", "web:2"));
  folder.write("new.yaml", web("n"));
  expect(await found(folder)).toEqual(["k8s/a.yaml"]);
  expect(await found(folder, "--root", ".")).toEqual(["k8s/a.yaml"]);
  writtenRepository(folder.path, { "k8s/a.yaml": web("z") });
  expect(await found(folder)).toEqual([]);
});

it("a folder of a repository is of that repository", async () => {
  const folder = new Folder({});
  writtenRepository(folder.path, { "deploy/k8s/a.yaml": web("a") });
  folder.write("deploy/k8s/a.yaml", web("z"));
  const { out } = await folder.run(["check", "k8s", "--format", "json"], { workingDirectory: "deploy" });
  expect(JSON.parse(out).findings.map(({ rule }: { rule: string }) => rule)).toContain("immutable-field-changed");
});

it("without a repository nothing is compared", async () => {
  expect(await found(new Folder({ "a.yaml": web("a") }))).toEqual([]);
});

it("a broken repository is none", async () => {
  const folder = new Folder({});
  writtenRepository(folder.path, { "a.yaml": web("a") });
  folder.write("a.yaml", web("z"));
  expect(await found(folder)).toEqual(["a.yaml"]);
  folder.write(".git/HEAD", "\0");
  expect(await found(folder)).toEqual([]);
});
