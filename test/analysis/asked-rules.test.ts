// Which rules are asked at all: what nobody hears of costs nothing, and what is said is the same as if it had been asked.
import { describe, expect, it } from "vitest";
import type { Rule } from "../../server/src/rules/rule";
import { memoryWorkspace, root } from "../support/memory-workspace";

const object = (name: string, above = "") => `${above}apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

/** Speaks of every object, and counts. */
function counting(id: string, severities: Rule["severities"], more: Partial<Rule> = {}): Rule & { asked: number } {
  const rule = {
    id,
    group: "choice" as const,
    severities,
    kinds: ["/ConfigMap"],
    summary: "",
    fixes: [],
    ...more,
    asked: 0,
    check: ({ resource, report }: Parameters<Rule["check"]>[0]) => {
      rule.asked++;
      report(resource.kindNode, `${id} speaks.`);
    },
  };
  return rule as Rule & { asked: number };
}

function seen(files: Readonly<Record<string, string>>, settings: unknown = {}) {
  const rules = [
    counting("grace-period-zero", ["error"]),
    counting("duplicate-object", ["warning", "hint"]),
    counting("reference-not-found", ["hint"]),
    counting("selector-matches-nothing", ["warning"], { strict: true }),
  ];
  const memory = memoryWorkspace(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    { rules, settings },
  );
  const findings = Object.keys(files).map((path) =>
    memory.analysis.findings(`${root}/${path}`).map(({ rule, severity }) => `${rule} ${severity}`),
  );
  return { memory, findings, asked: rules.flatMap(({ id, asked }) => (asked === 0 ? [] : [`${id} ${asked}`])) };
}

describe("of a rule is asked", () => {
  it("what its profile lets through in any of its conditions", () => {
    expect(seen({ "a.yaml": object("a") })).toMatchObject({
      findings: [["duplicate-object warning", "grace-period-zero error", "reference-not-found hint"]],
      asked: ["grace-period-zero 1", "duplicate-object 1", "reference-not-found 1"],
    });
    const minimal = { ".rightkind.yaml": "profile: minimal\n", "a.yaml": object("a") };
    expect(seen(minimal)).toMatchObject({
      findings: [[], ["duplicate-object warning", "grace-period-zero error"]],
      asked: ["grace-period-zero 1", "duplicate-object 1"],
    });
  });

  it("nothing where it is off, for files of that configuration alone", () => {
    const files = {
      "off/.rightkind.yaml": "rules: {grace-period-zero: off}\n",
      "off/a.yaml": object("a"),
      "b.yaml": object("b"),
    };
    expect(seen(files)).toMatchObject({
      findings: [
        [],
        ["duplicate-object warning", "reference-not-found hint"],
        ["duplicate-object warning", "grace-period-zero error", "reference-not-found hint"],
      ],
      asked: ["grace-period-zero 1", "duplicate-object 2", "reference-not-found 2"],
    });
  });

  it("what has a level of its own, whatever the profile", () => {
    const rules = { "grace-period-zero": "off", "selector-matches-nothing": "hint" };
    expect(seen({ "a.yaml": object("a") }, { rules, profile: "minimal" })).toMatchObject({
      findings: [["duplicate-object warning", "selector-matches-nothing hint"]],
      asked: ["duplicate-object 1", "selector-matches-nothing 1"],
    });
  });

  it("what a suppression names, in that document alone, so that it is not called unused", () => {
    const quiet = object("a", "# rightkind-ignore-next-line reference-not-found: on purpose\n");
    const files = { ".rightkind.yaml": "profile: minimal\n", "a.yaml": `${quiet}---\n${object("b")}` };
    expect(seen(files)).toMatchObject({
      findings: [
        [],
        ["duplicate-object warning", "grace-period-zero error", "duplicate-object warning", "grace-period-zero error"],
      ],
      asked: ["grace-period-zero 2", "duplicate-object 2", "reference-not-found 1"],
    });
  });

  it("everything where a comment silences the file", () => {
    const silent = object("a", "# rightkind-ignore-file: generated\n");
    const files = { ".rightkind.yaml": "profile: minimal\n", "a.yaml": `${silent}---\n${object("b")}` };
    expect(seen(files)).toMatchObject({
      findings: [[], []],
      asked: ["grace-period-zero 2", "duplicate-object 2", "reference-not-found 2", "selector-matches-nothing 2"],
    });
  });

  it("no more where a setting has changed, and only what is heard now", () => {
    const { memory } = seen({ "a.yaml": object("a") });
    const before = memory.analysis.askedRules;
    memory.workspace.setFile(`${root}/.rightkind.yaml`, "rules: {duplicate-object: off}\n", { open: false });
    expect(memory.analysis.findings(`${root}/a.yaml`).map(({ rule }) => rule)).toEqual([
      "grace-period-zero",
      "reference-not-found",
    ]);
    expect(memory.analysis.askedRules - before).toBe(2);
    const after = memory.analysis.askedRules;
    memory.workspace.setFile(`${root}/.rightkind.yaml`, "rules: {duplicate-object: off}\nignore: []\n", {
      open: false,
    });
    memory.analysis.findings(`${root}/a.yaml`);
    expect(memory.analysis.askedRules).toBe(after);
  });
});

describe("a comment above a file", () => {
  const silent = object("a", "# rightkind-ignore-file: generated\n");

  it("counts for the first document alone, whatever came before it", () => {
    const { memory } = seen({ "a.yaml": silent });
    const rules = () => memory.analysis.findings(`${root}/a.yaml`).map(({ rule }) => rule);
    expect(rules()).toEqual([]);
    memory.workspace.setFile(`${root}/a.yaml`, `${object("first")}---\n${silent}`, { open: true });
    const both = ["duplicate-object", "grace-period-zero", "reference-not-found"];
    expect(rules()).toEqual([...both, "unused-suppression", ...both]);
    memory.workspace.setFile(`${root}/a.yaml`, silent, { open: true });
    expect(rules()).toEqual([]);
  });

  it("wakes nobody below while it says the same", () => {
    const computed = (below: number) => {
      const text = (first: string) =>
        [first, ...Array.from({ length: below }, (_, at) => `b${at}`)].map((name) => object(name));
      const { memory } = seen({ "a.yaml": text("a").join("---\n") });
      const type = (first: string) => {
        memory.workspace.setFile(`${root}/a.yaml`, text(first).join("---\n"), { open: true });
        memory.analysis.findings(`${root}/a.yaml`);
      };
      type("a2");
      const before = memory.workspace.tracker.computed;
      type("a3");
      return memory.workspace.tracker.computed - before;
    };
    expect(computed(9)).toBe(computed(1));
  });
});
