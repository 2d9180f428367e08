// Trials of conversions: no menu makes one, one is kept while nothing that it read changes, and a refusal reaches the menu.
import { describe, expect, it } from "vitest";
import { converted, wantOffered } from "../../server/src/analysis/conversion";
import { codeActions, codeActionWithEdit } from "../../server/src/features/code-actions";
import { listedConversions } from "../../server/src/features/conversion-commands";
import { claim, deployment, generatedWorkspace } from "../support/generated-workspace";
import { root } from "../support/memory-workspace";
import { OpenFile } from "../support/open-file";

/** The set would inherit what only a Deployment may say. */
const hasty = (grace: number) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {terminationGracePeriodSeconds: ${grace}, containers: [{name: nginx, image: "nginx:1.29"}]}
`;
const title = "Convert to StatefulSet";
const kind = { line: 1, character: 8 };

/** All conversions that the menu shows. */
function wholeMenu(file: OpenFile) {
  return codeActions(file.snapshot, {
    path: file.path,
    range: { start: kind, end: kind },
    context: { diagnostics: [] },
    versionOf: () => 1,
  });
}

function menu(file: OpenFile) {
  return wholeMenu(file).filter((action) => action.title.startsWith(title));
}

function resolved(file: OpenFile, index = 0) {
  const action = menu(file)[index];
  if (!action) throw new Error("nothing is offered");
  return codeActionWithEdit(file.snapshot, action, () => 1);
}

/** Makes what waits, as a server at rest. @returns how many */
function rest({ analysis }: OpenFile): number {
  let made = 0;
  for (let target = analysis.trials.next(); target; target = analysis.trials.next()) {
    converted(analysis, target);
    made++;
  }
  return made;
}

/** How many trials something makes. */
function trials({ analysis }: OpenFile, work: () => unknown): number {
  const before = analysis.trials.made;
  work();
  return analysis.trials.made - before;
}

describe("a conversion whose result would be worse", () => {
  const open = () => new OpenFile([{ path: "web.yaml", text: hasty(0) }], "web.yaml");

  it("is offered while nobody has tried it, and refused when its edit is asked for", () => {
    const file = open();
    expect(trials(file, () => expect(menu(file)).toMatchObject([{ title }]))).toBe(0);
    expect(menu(file)[0]?.disabled).toBeUndefined();
    expect(resolved(file)).toEqual({ refused: "R-RESULT", message: expect.stringContaining("grace-period-zero") });
    expect(menu(file)[0]?.disabled?.reason).toMatch(/^R-RESULT: /);
  });

  it("is shown as refused once a server at rest has tried what the menu offered", () => {
    const file = open();
    const offered = wholeMenu(file).filter(({ disabled }) => !disabled).length;
    expect(offered).toBeGreaterThan(1);
    expect(trials(file, () => expect(rest(file)).toBe(offered))).toBe(offered);
    expect(menu(file)[0]?.disabled?.reason).toMatch(/^R-RESULT: /);
    expect(rest(file)).toBe(0);
    const uri = file.snapshot.uris.uriOf(file.path);
    const listed = () => listedConversions(file.snapshot, { uri, position: kind }, []);
    const refused = { to: "StatefulSet", refused: expect.objectContaining({ code: "R-RESULT" }) };
    expect(
      trials(file, () => expect(listed()).toMatchObject(expect.arrayContaining([expect.objectContaining(refused)]))),
    ).toBe(0);
  });

  it("is offered again when what was tried has changed", () => {
    const file = open();
    resolved(file);
    file.write(hasty(60));
    expect(menu(file)[0]?.disabled).toBeUndefined();
    expect(resolved(file)).toMatchObject({ edit: expect.anything() });
  });

  it("is tried for the edit where the client asks for none later", () => {
    const file = open();
    const snapshot = { ...file.snapshot, client: { ...file.snapshot.client, resolvesEdits: false } };
    const range = { start: kind, end: kind };
    const [action] = codeActions(snapshot, {
      path: file.path,
      range,
      context: { diagnostics: [] },
      versionOf: () => 1,
    });
    expect(action).toMatchObject({ disabled: { reason: expect.stringMatching(/^R-RESULT: /) } });
  });
});

describe("a trial", () => {
  const name = "team-7/app-7/deployment.yaml";
  const other = "team-8/app-8/deployment.yaml";
  const change = (file: OpenFile, path: string, text: string) => {
    file.workspace.setFile(`${root}/${path}`, text, { open: false });
    return [...file.analysis.sync()];
  };
  const resolve = (file: OpenFile) => trials(file, () => expect(resolved(file)).toHaveProperty("edit"));
  it("is made once while nothing that it read changes", () => {
    const file = new OpenFile(generatedWorkspace(100), name);
    expect(resolve(file)).toBe(1);
    expect(resolve(file)).toBe(0);
    change(file, other, deployment("app-8").replace("hello", "hullo"));
    expect(resolve(file)).toBe(0);
    change(file, "team-7/app-7/claim.yaml", claim("app-7", "ReadWriteOncePod"));
    expect(resolve(file)).toBe(1);
  });

  it("is another one for what is typed into the document", () => {
    const file = new OpenFile(generatedWorkspace(10), name);
    resolve(file);
    file.write(deployment("app-7").replace("hello", "hullo"));
    expect(resolve(file)).toBe(1);
  });

  it("shakes no other that is known, and leaves no finding in doubt", () => {
    const file = new OpenFile(generatedWorkspace(10), name);
    wantOffered(file.analysis, file.path);
    const offered = rest(file);
    expect(offered).toBeGreaterThan(0);
    const path = `${root}/${other}`;
    file.workspace.setFile(path, deployment("app-8"), { open: true });
    file.analysis.findings(path);
    wantOffered(file.analysis, path);
    expect(rest(file)).toBe(offered);
    expect(trials(file, () => resolved(file))).toBe(0);
    expect([...file.analysis.sync()]).toEqual([]);
    // What changes in earnest is told.
    expect(change(file, "team-7/app-7/claim.yaml", claim("app-7", "ReadWriteMany"))).toEqual([file.path]);
  });

  it("is forgotten with the file", () => {
    const file = new OpenFile([{ path: "web.yaml", text: hasty(0) }], "web.yaml");
    resolved(file);
    const { tracker } = file.workspace;
    const before = tracker.size;
    file.workspace.setFile(file.path, file.text, { open: false });
    file.analysis.sync();
    expect(tracker.size).toBeLessThan(before);
    expect(menu(file)[0]?.disabled).toBeUndefined();
  });
});
