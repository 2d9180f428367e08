// How much work a key, a hover and a code action make in every shape that is measured, small and larger: counted, never timed.
import { beforeAll, describe, expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver-types";
import { shapes } from "../../scripts/bench/shapes/catalogue";
import type { Shape } from "../../scripts/bench/shapes/shape";
import { Typing } from "../../scripts/bench/typing";
import { codeActions, codeActionWithEdit } from "../../server/src/features/code-actions";
import { hover } from "../../server/src/features/hover/hover";
import { OpenFile } from "../support/open-file";

/**
 * How large a shape is made; the other time it is twice as large. Large enough that few does not mean all; and in neither the
 * object in the middle is among the first of its series, or patched by a text in the kustomization, which is said to all.
 */
const sizeOf = ({ growth }: Shape) => ({ builds: 6, "one-file": 22, flat: 44 })[growth];
const DOUBLED = 2.3;
/** Turns that are counted, in which all values are typed, and those before them, after which each step was done once. */
const TURNS = 4;
const WARM_UP = 2;

const steps = ["harmless key", "meaningful key", "hover", "code actions", "resolve"] as const;
type Step = (typeof steps)[number];

const counters = [
  "documents parsed",
  "objects built",
  "objects checked",
  "questions asked",
  "references resolved",
  "documents looked at",
] as const;
type Counts = Readonly<Record<(typeof counters)[number], number>>;

/** The most that each step has cost once everything has been done before. */
function measured(shape: Shape, n: number): ReadonlyMap<Step, Counts> {
  const probe = shape.probe(n);
  const file = new OpenFile(shape.files(n), probe.file);
  const typing = new Typing(file.text, probe);
  const position = { line: typing.kind.start.line, character: typing.kind.start.character + 1 };
  const present = (): Counts => {
    const { workspace, analysis } = file;
    return {
      "documents parsed": workspace.parsedDocuments,
      "objects built": workspace.builtObjects,
      "objects checked": analysis.checkedResources,
      "questions asked": workspace.tracker.computed,
      "references resolved": workspace.objects.links.resolutions,
      "documents looked at": workspace.lookedAt,
    };
  };
  const most = new Map<Step, Counts>();
  let isWarm = false;
  const count = (step: Step, work: () => void): void => {
    const before = present();
    work();
    const after = present();
    const known = most.get(step);
    const used = counters.map((name) => [name, Math.max(known?.[name] ?? 0, after[name] - before[name])] as const);
    if (isWarm) most.set(step, Object.fromEntries(used) as Counts);
  };
  for (let turn = 0; turn < WARM_UP + TURNS; turn++) {
    isWarm = turn >= WARM_UP;
    count("harmless key", () => file.type(typing.harmless()));
    count("meaningful key", () => file.type(typing.meaningful()));
    count("hover", () => hover(file.snapshot, file.path, position));
    let actions: readonly CodeAction[] = [];
    count("code actions", () => {
      actions = codeActions(file.snapshot, {
        path: file.path,
        range: typing.kind,
        context: { diagnostics: [] },
        versionOf: () => 1,
      });
    });
    const action = actions.find(({ disabled, title }) => !disabled && title.startsWith("Convert to "));
    if (action) count("resolve", () => codeActionWithEdit(file.snapshot, action, () => 1));
  }
  return most;
}

/** How many times as much a step may cost where there is twice as much. */
function timesOf(shape: Shape, step: Step, counter: keyof Counts): number {
  const { name, growth } = shape;
  // Each build of the object is an object of its own, and each layer of a chain a document.
  if (growth === "builds") return DOUBLED;
  // What is said of names in a kustomization is said of all objects that it builds.
  if (step === "meaningful key" && shape.probe(sizeOf(shape)).kind === "Kustomization") return DOUBLED;
  // The objects of one document are checked with it.
  if (name === "yaml-list" || name === "json-list") return step === "code actions" || step === "hover" ? 1 : DOUBLED;
  // A conversion to another kind than a StatefulSet changes what is said of all who share its claim: they are what the trial checks.
  if (step === "resolve" && name.startsWith("shared-claim")) return DOUBLED;
  // A trial also checks the first of a series, and these may have findings or not.
  return step === "resolve" && counter === "questions asked" ? 1.5 : 1;
}

describe.each(shapes)("$name", (shape) => {
  let single: ReadonlyMap<Step, Counts>;
  let double: ReadonlyMap<Step, Counts>;

  beforeAll(() => {
    single = measured(shape, sizeOf(shape));
    double = measured(shape, 2 * sizeOf(shape));
  });

  it.each(steps)("%s", (step) => {
    const [before, after] = [single.get(step), double.get(step)];
    expect(after === undefined).toBe(before === undefined);
    for (const counter of counters) {
      const limit = before?.[counter] ?? 0;
      const most = Math.ceil(limit * timesOf(shape, step, counter));
      const used = after?.[counter] ?? 0;
      expect({ counter, used: Math.max(most, used) }).toEqual({ counter, used: most });
    }
  });
});
