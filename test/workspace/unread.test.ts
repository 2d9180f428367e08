// What a file that could not be read means for the look-ups around it: absence is unknown, and everything else goes on.
import { describe, expect, it } from "vitest";
import { rule } from "../../server/src/rules/network/governing-service-missing/rule";
import { asked as askedForDeletion, claim as bareClaim } from "../features/claim-deletion";
import { claim, deployment, generatedWorkspace } from "../support/generated-workspace";
import { type MemoryOptions, type MemoryWorkspace, memoryWorkspace, root } from "../support/memory-workspace";

const missing = "governing-service-missing";

/** Names a Service that is in no file of these tests, unless one brings it. */
const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: registry.example/db:1}]}
`;
const service = (name: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {clusterIP: None, selector: {app: ${name}}}\n`;

function over(files: Readonly<Record<string, string>>, options?: MemoryOptions): MemoryWorkspace {
  return memoryWorkspace(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    options,
  );
}

/** Findings about what is missing, as `rule severity`. */
function absences({ analysis }: MemoryWorkspace, path = "k8s/db.yaml"): string[] {
  return analysis
    .findings(`${root}/${path}`)
    .filter(({ rule }) => rule === missing)
    .map(({ rule, severity }) => `${rule} ${severity}`);
}

describe("a look-up that finds nothing", () => {
  it.each(["k8s/other.yaml", "other/far/away.json", "locked-folder"])("is unknown beside the unread %s", (path) => {
    const memory = over({ "k8s/db.yaml": set });
    expect(absences(memory)).toEqual([`${missing} hint`]);
    memory.workspace.setUnread(`${root}/${path}`, "unreadable");
    expect(absences(memory)).toEqual([]);
    memory.workspace.removeFile(`${root}/${path}`);
    expect(absences(memory)).toEqual([`${missing} hint`]);
  });

  it("is missing again when the file has a text in which it is not either", () => {
    const memory = over({ "k8s/db.yaml": set });
    memory.workspace.setUnread(`${root}/k8s/services.yaml`, "binary");
    expect(absences(memory)).toEqual([]);
    memory.workspace.setFile(`${root}/k8s/services.yaml`, service("web"), { open: true });
    expect(absences(memory)).toEqual([`${missing} hint`]);
    memory.workspace.setFile(`${root}/k8s/services.yaml`, service("db"), { open: true });
    expect(absences(memory)).toEqual([]);
  });

  it("is missing where only another workspace folder holds an unread file", () => {
    const memory = over({ "one/k8s/db.yaml": set }, { roots: [`${root}/one`, `${root}/two`] });
    memory.workspace.setUnread(`${root}/two/k8s/services.yaml`, "too-large");
    expect(absences(memory, "one/k8s/db.yaml")).toEqual([`${missing} hint`]);
    memory.workspace.roots = [root];
    expect(absences(memory, "one/k8s/db.yaml")).toEqual([]);
  });
});

describe("a look-up that finds something", () => {
  it("has its answer, whatever else could not be read", () => {
    const memory = over({ "k8s/web.yaml": deployment("web"), "k8s/claim.yaml": claim("web", "ReadWriteOnce") });
    memory.workspace.setUnread(`${root}/k8s/other.yaml`, "unreadable");
    expect(memory.analysis.findings(`${root}/k8s/web.yaml`).map(({ severity }) => severity)).toEqual(["warning"]);
  });

  it("loses it with the text of the file", () => {
    const memory = over({ "k8s/web.yaml": deployment("web"), "k8s/claim.yaml": claim("web", "ReadWriteOnce") });
    const severities = () => memory.analysis.findings(`${root}/k8s/web.yaml`).map(({ severity }) => severity);
    expect(severities()).toEqual(["warning"]);
    memory.workspace.setUnread(`${root}/k8s/claim.yaml`, "too-large");
    expect(severities()).toEqual(["hint"]);
    expect(memory.workspace.file(`${root}/k8s/claim.yaml`)).toMatchObject({ unread: "too-large", documents: [] });
    memory.workspace.setFile(`${root}/k8s/claim.yaml`, claim("web", "ReadWriteMany"), { open: false });
    expect(severities()).toEqual([]);
  });
});

describe("what was read of a unit", () => {
  const build = { "k8s/db.yaml": set, "k8s/web.yaml": service("web") };
  const resources = "resources: [db.yaml, web.yaml]\n";

  /** Was all of the set's unit read? */
  function isRead({ analysis, workspace }: MemoryWorkspace): boolean {
    const document = workspace.file(`${root}/k8s/db.yaml`)?.documents[0];
    const situations = document ? analysis.situations(document, 0) : [];
    expect(situations.length).toBe(1);
    return situations.every(({ lookups }) => lookups.unit.wasRead);
  }

  it("is not all of it while a resource of the build could not be read", () => {
    const memory = over({ "k8s/kustomization.yaml": resources, ...build });
    expect([isRead(memory), absences(memory)]).toEqual([true, [`${missing} information`]]);
    memory.workspace.setUnread(`${root}/k8s/web.yaml`, "unreadable");
    expect([isRead(memory), absences(memory)]).toEqual([false, []]);
    memory.workspace.setFile(`${root}/k8s/web.yaml`, service("web"), { open: false });
    expect([isRead(memory), absences(memory)]).toEqual([true, [`${missing} information`]]);
  });

  it.each([
    ["is not all of it beside an unread patch of the build", "k8s/patch.yaml", false],
    ["is all of it beside an unread file that the kustomization does not name", "k8s/notes.yaml", true],
  ])("%s", (_, path, expected) => {
    const memory = over({ "k8s/kustomization.yaml": `${resources}patches: [{path: patch.yaml}]\n`, ...build });
    memory.workspace.setUnread(`${root}/${path}`, "unreadable");
    expect(isRead(memory)).toBe(expected);
  });

  it.each([
    ["is not all of it beside an unread file of the directory", "k8s/more.yaml", false],
    ["is all of it beside an unread file of a directory below", "k8s/below/more.yaml", true],
  ])("%s", (_, path, expected) => {
    const memory = over(build);
    memory.workspace.setUnread(`${root}/${path}`, "unreadable");
    expect(isRead(memory)).toBe(expected);
  });
});

describe("in a workspace of 1,000 documents", () => {
  it("an unread file checks only those again to whom something was missing", () => {
    const files = [...generatedWorkspace(250), { path: "k8s/db.yaml", text: set }];
    const memory = memoryWorkspace(files, { rules: [rule] });
    const checked = (change: () => void): number => {
      settle(memory);
      const before = memory.analysis.checkedResources;
      change();
      settle(memory);
      return memory.analysis.checkedResources - before;
    };
    const path = `${root}/big.yaml`;
    expect(checked(() => memory.workspace.setUnread(path, "too-large"))).toBe(1);
    expect(checked(() => memory.workspace.setUnread(path, "unreadable"))).toBe(0);
    expect(checked(() => memory.workspace.setUnread(`${root}/k8s/second.yaml`, "binary"))).toBe(0);
    expect(checked(() => memory.workspace.removeFile(path))).toBe(0);
    expect(checked(() => memory.workspace.removeFile(`${root}/k8s/second.yaml`))).toBe(1);
  });
});

describe("`Delete unused claim`", () => {
  it("is not offered while a file of the workspace folder could not be read", () => {
    const files = { "k8s/claim.yaml": bareClaim("data") };
    const offered = (unread: readonly string[]) =>
      askedForDeletion(files, { unread, roots: [`${root}/k8s`, `${root}/other`] }).actions.map(({ title }) => title);
    expect(offered([])).toEqual(["Delete unused claim 'data'"]);
    expect(offered(["other/users.yaml"])).toEqual(["Delete unused claim 'data'"]);
    expect(offered(["k8s/deep/below/users.yaml"])).toEqual([]);
  });
});

/** Asks for the findings of all files, as an editor with all files open would. */
function settle({ workspace, analysis }: MemoryWorkspace): void {
  for (const { path } of [...workspace.files()]) analysis.findings(path);
}
