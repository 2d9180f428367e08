// What the menu of every finding ends with: keep it on purpose, turn its rule off, read about it.
import { describe, expect, it } from "vitest";
import { memoryWorkspace, root } from "../support/memory-workspace";
import { type Files, menu, ours } from "./finding-menu";

const rule = "job-restart-policy";
const ignore = `Ignore '${rule}' here…`;
const turnOff = `Turn off '${rule}' in .rightkind.yaml`;

/** The value that the finding underlines stands on a line of its own. */
const job = (metadata = "  name: a", policy = "restartPolicy: Always") => `apiVersion: batch/v1
kind: Job
metadata:
${metadata}
spec:
  template:
    spec:
      ${policy}
      containers: [{name: a, image: registry.example/a:1}]
`;

/** What is still said of a file's rule, and of suppressions. */
function saidOf(files: Files, path = "job.yaml"): string[] {
  const { analysis } = memoryWorkspace(Object.entries(files).map(([name, text]) => ({ path: name, text })));
  const about = new Set([rule, "unused-suppression", "suppression-without-reason", "invalid-configuration"]);
  return Object.keys(files)
    .filter((name) => name === path || name.endsWith(".rightkind.yaml"))
    .flatMap((name) => analysis.findings(`${root}/${name}`).map((finding) => finding.rule))
    .filter((id) => about.has(id));
}

describe("the menu of a finding", () => {
  it("ends with what can be done about any, behind the real fixes", () =>
    expect(menu({ "job.yaml": job() }, { client: ours, on: "restartPolicy" }).titles).toEqual([
      "Set restartPolicy to OnFailure",
      "Set restartPolicy to Never",
      ignore,
      turnOff,
      `Explain '${rule}'`,
    ]));

  it("has in other editors what works without our client", () =>
    expect(menu({ "job.yaml": job() }, { on: "restartPolicy" }).titles.slice(2)).toEqual([ignore, turnOff]));

  it("prefers none of it", () =>
    expect(
      menu({ "job.yaml": job() }, { on: "restartPolicy" }).actions.flatMap(({ title, isPreferred }) =>
        isPreferred ? title : [],
      ),
    ).toEqual(["Set restartPolicy to OnFailure"]));

  it("does not offer to ignore where the setting says so", () => {
    const settings = { codeAction: { disableRuleComment: { enable: false } } };
    const { titles } = menu({ "job.yaml": job() }, { client: ours, on: "restartPolicy", settings });
    expect(titles.slice(2)).toEqual([turnOff, `Explain '${rule}'`]);
  });

  it("turns off nothing where there is no folder, and creates nothing for an editor that cannot", () => {
    expect(menu({ "job.yaml": job() }, { on: "restartPolicy", roots: [] }).titles.slice(2)).toEqual([ignore]);
    const client = { createFiles: false };
    expect(menu({ "job.yaml": job() }, { on: "restartPolicy", client }).titles.slice(2)).toEqual([ignore]);
  });
});

describe("ignoring a finding here", () => {
  const cases: Readonly<Record<string, readonly [before: string, after: string]>> = {
    "writes a comment above the line": [
      job(),
      job().replace("      restart", `      # rightkind-ignore-next-line ${rule}: on purpose\n      restart`),
    ],
    "keeps CRLF": [
      job().replaceAll("\n", "\r\n"),
      job()
        .replace("      restart", `      # rightkind-ignore-next-line ${rule}: on purpose\n      restart`)
        .replaceAll("\n", "\r\n"),
    ],
    "stands below other comments, nearest to what it means": [
      job("  name: a", "# a word\n      restartPolicy: Always"),
      job("  name: a", `# a word\n      # rightkind-ignore-next-line ${rule}: on purpose\n      restartPolicy: Always`),
    ],
    "stands above the key where the value has a line of its own": [
      job("  name: a", "restartPolicy:\n        Always"),
      job("  name: a", `# rightkind-ignore-next-line ${rule}: on purpose\n      restartPolicy:\n        Always`),
    ],
    "writes an annotation in flow style": [
      `{apiVersion: batch/v1, kind: Job, metadata: {name: a}, spec: {template: {spec: {restartPolicy: Always, containers: [{name: a, image: b}]}}}}\n`,
      `{apiVersion: batch/v1, kind: Job, metadata: {name: a, annotations: {rightkind.dev/ignore.${rule}: "on purpose"}}, spec: {template: {spec: {restartPolicy: Always, containers: [{name: a, image: b}]}}}}\n`,
    ],
  };
  it.each(Object.entries(cases))("%s", (_, [before, after]) => {
    const found = menu({ "job.yaml": before }, { client: ours, on: "Always" });
    const files = found.after(ignore, "on purpose");
    expect(files).toEqual({ "job.yaml": after });
    expect(saidOf(files)).toEqual([]);
  });

  it("writes an annotation into JSON, which knows no comments", () => {
    const text = `{
  "apiVersion": "batch/v1",
  "kind": "Job",
  "metadata": {
    "name": "a"
  },
  "spec": {"template": {"spec": {"restartPolicy": "Always", "containers": [{"name": "a", "image": "b"}]}}}
}
`;
    const files = menu({ "job.json": text }, { client: ours, on: "restartPolicy" }).after(ignore, 'a "reason"');
    const { metadata } = JSON.parse(files["job.json"] ?? "");
    expect(metadata).toEqual({ name: "a", annotations: { [`rightkind.dev/ignore.${rule}`]: 'a "reason"' } });
    expect(saidOf(files, "job.json")).toEqual([]);
  });

  it("makes one line of a reason of several", () => {
    const found = menu({ "job.yaml": job() }, { client: ours, on: "restartPolicy" });
    expect(found.after(ignore, " one\n two ")["job.yaml"]).toContain(`${rule}: one two\n`);
  });

  it("writes nothing without a reason", () => {
    const found = menu({ "job.yaml": job() }, { client: ours, on: "restartPolicy" });
    expect(() => found.after(ignore, "  ")).toThrow("has no edit");
  });

  it("leaves the reason to be filled in where nobody can be asked; until then it does not count", () => {
    const files = menu({ "job.yaml": job() }, { on: "restartPolicy" }).after(ignore);
    expect(files["job.yaml"]).toContain(`      # rightkind-ignore-next-line ${rule}:\n      restartPolicy`);
    expect(saidOf(files)).toEqual(["suppression-without-reason", rule]);
  });

  it("keeps one document of several, and one object of a List", () => {
    const two = `${job()}---\n${job("  name: b")}`;
    const files = menu({ "job.yaml": two }, { client: ours, on: "restartPolicy" }).after(ignore, "why");
    expect(saidOf(files)).toEqual([rule]);
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${job().trimEnd().replaceAll("\n", "\n  ")}\n- ${job().trimEnd().replaceAll("\n", "\n  ")}\n`;
    expect(saidOf(menu({ "job.yaml": list }, { client: ours, on: "restartPolicy" }).after(ignore, "why"))).toEqual([
      rule,
    ]);
  });
});

describe("turning a rule off", () => {
  it("creates the file in the workspace folder", () =>
    expect(menu({ "k8s/job.yaml": job() }, { on: "restartPolicy" }).after(turnOff)).toEqual({
      ".rightkind.yaml": `rules:\n  ${rule}: off\n`,
    }));

  const cases: Readonly<Record<string, readonly [before: string, after: string]>> = {
    "adds the first rule": [
      "# ours\nprofile: strict # all of it\n",
      `# ours\nprofile: strict # all of it\nrules:\n  ${rule}: off\n`,
    ],
    "adds a rule to others": [
      "rules:\n    bare-pod: off   # tests\nprofile: strict\n",
      `rules:\n    bare-pod: off   # tests\n    ${rule}: off\nprofile: strict\n`,
    ],
    "changes a level": [`rules: {${rule}: hint}\n`, `rules: {${rule}: off}\n`],
    "fills an empty list of rules": ["rules:\nprofile: strict\n", `rules:\n  ${rule}: off\nprofile: strict\n`],
    "writes into a file of comments": ["# nothing yet\n", `# nothing yet\nrules:\n  ${rule}: off\n`],
    "writes into an empty file": ["", `rules:\n  ${rule}: off\n`],
    "keeps CRLF and a missing end": [
      "profile: strict\r\nrules:\r\n  bare-pod: off",
      `profile: strict\r\nrules:\r\n  bare-pod: off\r\n  ${rule}: off`,
    ],
  };

  it.each(Object.entries(cases))("%s, in the nearest file", (_, [before, after]) => {
    const others = { ".rightkind.yaml": "profile: minimal\n" };
    const own = { ...others, "k8s/.rightkind.yaml": before, "k8s/job.yaml": job() };
    const files = menu(own, { on: "restartPolicy" }).after(turnOff);
    expect(files).toEqual({ "k8s/.rightkind.yaml": after });
    expect(saidOf({ ...own, ...files }, "k8s/job.yaml")).toEqual([]);
  });

  it("is not offered where the configuration cannot be added to", () => {
    const { titles } = menu({ "job.yaml": job(), ".rightkind.yaml": "- rules\n" }, { on: "restartPolicy" });
    expect(titles.length).toBeGreaterThan(0);
    expect(titles).not.toContain(turnOff);
  });
  it("names the file that the settings name", () => {
    const own = { "ci/checks.yaml": "profile: strict\n", "job.yaml": job() };
    const settings = { configurationPath: `${root}/ci/checks.yaml` };
    const title = `Turn off '${rule}' in checks.yaml`;
    expect(menu(own, { on: "restartPolicy", settings }).after(title)).toEqual({
      "ci/checks.yaml": `profile: strict\nrules:\n  ${rule}: off\n`,
    });
  });
});

describe("a suppression without a reason", () => {
  const above = (comment: string) => job("  name: a", `${comment}\n      restartPolicy: Always`);

  it.each([
    [`# rightkind-ignore-next-line ${rule}`, `# rightkind-ignore-next-line ${rule}: why`],
    [`# rightkind-ignore-next-line ${rule}:`, `# rightkind-ignore-next-line ${rule}: why`],
    [`# rightkind-ignore-next-line ${rule} because`, `# rightkind-ignore-next-line ${rule}: why`],
    [`# rightkind-ignore-next-line bare-pod, ${rule}`, `# rightkind-ignore-next-line bare-pod, ${rule}: why`],
  ])("gets one: %s", (before, after) => {
    const found = menu({ "job.yaml": above(before) }, { client: ours, on: "# rightkind" });
    expect(found.titles).toEqual([
      "Add a reason",
      "Turn off 'suppression-without-reason' in .rightkind.yaml",
      "Explain 'suppression-without-reason'",
    ]);
    expect(found.after("Add a reason", "why")).toEqual({ "job.yaml": above(after) });
  });

  it("gets one in an annotation and in .rightkind.yaml", () => {
    const annotated = job(`  name: a\n  annotations:\n    rightkind.dev/ignore.${rule}: ""`);
    expect(menu({ "job.yaml": annotated }, { client: ours, on: "rightkind.dev" }).after("Add a reason", "why")).toEqual(
      {
        "job.yaml": annotated.replace('""', '"why"'),
      },
    );
    const configuration = "ignore:\n  - path: a/** # theirs\n    rule: bare-pod\n";
    const found = menu({ ".rightkind.yaml": configuration }, { client: ours, on: "rule:" });
    expect(found.after("Add a reason", "why")).toEqual({ ".rightkind.yaml": `${configuration}    reason: why\n` });
  });

  it("gets its colon in other editors, where the words stand there already", () => {
    const words = above(`# rightkind-ignore-next-line ${rule} it may`);
    expect(menu({ "job.yaml": words }, { on: "# rightkind" }).after("Add a reason")).toEqual({
      "job.yaml": words.replace(`${rule} it`, `${rule}: it`),
    });
    const none = menu({ "job.yaml": above(`# rightkind-ignore-next-line ${rule}:`) }, { on: "# rightkind" });
    expect(none.titles).toEqual(["Turn off 'suppression-without-reason' in .rightkind.yaml"]);
  });
});

describe("a rule that nobody knows, in a suppression", () => {
  const above = (id: string) =>
    job("  name: a", `# rightkind-ignore-next-line ${id}: why\n      restartPolicy: Always`);

  it("is said to be unknown, with what was probably meant", () => {
    const found = menu({ "job.yaml": above("job-restart-polcy") }, { on: "# rightkind" });
    const [first] = found.memory.analysis.findings(`${root}/job.yaml`);
    expect(first).toMatchObject({
      rule: "unused-suppression",
      severity: "hint",
      message: `Unknown rule 'job-restart-polcy': nothing of it is silenced. Use '${rule}'.`,
    });
    expect(first?.fixes.map(({ title, safe }) => ({ title, safe }))).toEqual([{ title: `Use '${rule}'`, safe: false }]);
    const files = found.after(`Use '${rule}'`);
    expect(files).toEqual({ "job.yaml": above(rule) });
    expect(saidOf(files)).toEqual([]);
  });

  it("is removed by nobody without being asked", () => {
    const found = menu({ "job.yaml": above("something-else") }, { on: "# rightkind" });
    const [first] = found.memory.analysis.findings(`${root}/job.yaml`);
    expect(first?.message).toBe("Unknown rule 'something-else': nothing of it is silenced. Remove it.");
    expect(first?.fixes.map(({ safe }) => safe)).toEqual([false]);
    expect(found.after("Remove the unused suppression")).toEqual({ "job.yaml": job() });
  });

  it("is told among rules that are known, in an annotation, and while the workspace is read", () => {
    const ids = (text: string, ready = true) =>
      menu({ "job.yaml": text }, { on: "kind: Job", ready })
        .memory.analysis.findings(`${root}/job.yaml`)
        .flatMap(({ rule: id, message }) => (id === rule ? [] : message));
    const said = [`Unknown rule 'job-restart-polcy': nothing of it is silenced. Use '${rule}'.`];
    expect(ids(above(`${rule}, job-restart-polcy`))).toEqual(said);
    expect(ids(job('  name: a\n  annotations: {rightkind.dev/ignore.job-restart-polcy: "why"}'))).toEqual(said);
    expect(ids(above("job-restart-polcy"), false)).toEqual(said);
  });
});
