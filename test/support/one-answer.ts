// The judge of the law that the findings depend on what is there, never on how it came to be there.
import type { Rule } from "../../server/src/rules/rule";
import { Choices } from "./choices";
import { emptyState, type Step, stateAfter, type WorkspaceState } from "./history-generator/step";
import { type MemoryWorkspace, memoryWorkspace } from "./memory-workspace";
import { shownFindings } from "./shown-findings";

export interface JudgeOptions {
  /** Compare with fresh workspaces that got their files in order and in reverse, too. */
  readonly thorough?: boolean;
  readonly rules?: readonly Rule[];
  readonly settings?: unknown;
}

/** What a history was seen to be, so that nobody takes silence for agreement. */
export interface Judgement {
  /** In words; undefined where all comparisons agreed. */
  readonly difference: string | undefined;
  readonly comparisons: number;
  /** Findings that were compared, in all comparisons together. */
  readonly findings: number;
  readonly ids: ReadonlySet<string>;
}

/**
 * Takes the steps one by one, and compares at each comparison with workspaces that were made at once.
 * @param options the same for all workspaces
 */
export function judgement(steps: readonly Step[], options: JudgeOptions = {}): Judgement {
  const counted = { comparisons: 0, findings: 0, ids: new Set<string>() };
  let at = 0;
  try {
    const lived = emptyWorkspace(options);
    let state = emptyState;
    for (const step of steps) {
      state = stateAfter(state, step);
      take(lived, step);
      if (step.step === "compare") {
        counted.comparisons++;
        const difference = differenceFrom(lived, state, step.order, options, counted);
        if (difference !== undefined) return { difference: `step ${at}: ${difference}`, ...counted };
      }
      at++;
    }
    return { difference: undefined, ...counted };
  } catch (error) {
    return { difference: `step ${at} throws: ${stackOf(error)}`, ...counted };
  }
}

/** Asked in one order, and compared with fresh workspaces that got their files in others and are asked in others. */
function differenceFrom(
  lived: MemoryWorkspace,
  state: WorkspaceState,
  order: number,
  options: JudgeOptions,
  counted: { findings: number; readonly ids: Set<string> },
): string | undefined {
  const paths = [...state.paths].sort();
  const shuffled = Choices.seeded(order, 200).shuffled(paths);
  const orders = options.thorough ? [shuffled, paths, paths.toReversed()] : [shuffled];
  const found = new Map(shuffled.map((path) => [path, shownFindings(lived, path)]));
  for (const arrival of orders) {
    const fresh = freshWorkspace(state, arrival, options);
    for (const path of arrival.toReversed()) {
      const expected = shownFindings(fresh, path);
      const here = found.get(path) ?? [];
      counted.findings += expected.length;
      for (const finding of expected) counted.ids.add(JSON.parse(finding).rule);
      if (here.join("\n") !== expected.join("\n")) {
        return `${path} differs by ${causeOf(state, path, expected, options)}\n${inWords(here, expected)}`;
      }
    }
  }
  return undefined;
}

/** Where fresh workspaces differ among themselves, it is the order of arrival that counts, whatever else does. */
function causeOf(state: WorkspaceState, path: string, expected: readonly string[], options: JudgeOptions): string {
  const sorted = [...state.paths].sort();
  const others = [sorted, sorted.toReversed(), [...state.files.keys()]].map((order) =>
    shownFindings(freshWorkspace(state, order, options), path),
  );
  return others.every((other) => other.join("\n") === expected.join("\n")) ? "history" : "order of arrival";
}

function emptyWorkspace({ rules, settings }: JudgeOptions): MemoryWorkspace {
  return memoryWorkspace([], { ...(rules && { rules }), settings, ready: false, roots: [] });
}

/** The state, made at once. @param order in which the files come */
function freshWorkspace(state: WorkspaceState, order: readonly string[], options: JudgeOptions): MemoryWorkspace {
  const fresh = emptyWorkspace(options);
  fresh.workspace.roots = state.roots;
  for (const path of order) {
    const file = state.files.get(path);
    if (!file) continue;
    if ("text" in file) fresh.workspace.setFile(path, file.text, { open: false });
    else fresh.workspace.setUnread(path, file.unread);
  }
  fresh.workspace.ready = state.ready;
  return fresh;
}

function take({ workspace, analysis }: MemoryWorkspace, step: Step): void {
  switch (step.step) {
    case "set":
      workspace.setFile(step.path, step.text, { open: step.open });
      break;
    case "remove":
      workspace.removeFile(step.path);
      break;
    case "unread":
      workspace.setUnread(step.path, step.reason);
      break;
    case "roots":
      workspace.roots = step.folders;
      break;
    case "ready":
      workspace.ready = step.ready;
      break;
    case "ask":
      for (const path of step.paths) analysis.findings(path);
      break;
    case "compare":
      break;
  }
}

function inWords(lived: readonly string[], fresh: readonly string[]): string {
  const extra = (left: readonly string[], right: readonly string[]) =>
    left.filter((finding) => !right.includes(finding));
  const lines = [
    ...extra(lived, fresh).map((finding) => `  lived: ${finding}`),
    ...extra(fresh, lived).map((finding) => `  fresh: ${finding}`),
  ];
  return lines.length > 0 ? lines.join("\n") : "  the findings stand in another order, or another number of times";
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `\n${error.cause.stack}` : "";
  return `${error.stack}${cause}`;
}
