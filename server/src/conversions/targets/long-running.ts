// Signs that a container serves rather than ends: then it becomes a Job only where somebody says so.
import { cronDaemon, isEndless, type Word, words } from "../../guidance/commands";
import { containers, podLabels } from "../../kubernetes/workload";
import { distinct } from "../../workspace/objects/workspace-object";
import { child, itemsOf } from "../../yaml/navigate";
import type { Consequence, Refused } from "../conversion";
import type { Lifted, Lowered } from "./target";

const probes = ["readinessProbe", "livenessProbe", "startupProbe"];

/** Ports with a probe refuse it (R-RESTART); Services that lead to its Pods are named. */
export function longRunning(lifted: Lifted): Pick<Lowered, "refusals" | "consequences"> {
  const { from, to, subject, options } = lifted;
  if (from === "Job" || from === "CronJob") return { refusals: [], consequences: [] };
  const server = containers(subject.workload).find(
    ({ node, init }) =>
      !init && itemsOf(child(node, "ports")).length > 0 && probes.some((probe) => child(node, probe) !== undefined),
  );
  const refusals: Refused[] = [];
  if (server && options.choices.get("long-running") !== "convert") {
    const message = `Container "${server.name}" has ports and a probe: what serves does not end, and a ${to} waits for its end (choice long-running: convert).`;
    const choice = { name: "long-running", values: ["convert"] };
    refusals.push({ refused: "R-RESTART", message, at: { node: server.node }, choice });
  }
  return { refusals, consequences: services(lifted) };
}

/** What everybody must know who makes a Job of a loop: it holds up all that is to come after it. */
export function neverEnding({ from, to, subject }: Pick<Lifted, "from" | "to" | "subject">): string | undefined {
  if ((to !== "Job" && to !== "CronJob") || from === "Job" || from === "CronJob") return undefined;
  const endless = containers(subject.workload).find(({ node, init }) => !init && neverEnds(words(node)));
  const otherwise = to === "Job" ? "the Job never completes" : "no second run follows";
  return endless && `The command of container "${endless.name}" never ends: let it work once, or ${otherwise}.`;
}

/** A loop that can be left is none without an end. */
function neverEnds(run: readonly Word[]): boolean {
  const script = run.map(({ text }) => text).join("\n");
  return cronDaemon(run) !== undefined || (isEndless(run) && !/\b(?:break|exit|return)\b/.test(script));
}

/** Nothing answers behind them but while a Job runs. */
function services({ subject: { situations }, to }: Lifted): Consequence[] {
  const found = situations.flatMap(({ workload, lookups }) => lookups.services.selecting(podLabels(workload) ?? {}));
  return distinct(found).map((object) => {
    const message = `Service "${object.facts.name}" leads to its Pods: behind it something answers only while a ${to} runs.`;
    return { code: "W-SERVICE", message, at: { place: { object, path: ["metadata", "name"], part: "value" } } };
  });
}
