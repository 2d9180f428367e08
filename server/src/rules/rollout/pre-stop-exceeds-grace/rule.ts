// A hook that sleeps for longer than a Pod has to stop.
import { isAtLeast } from "../../../config/assumptions";
import { podTemplatePath, type Workload } from "../../../kubernetes/workload";
import { insert, replace } from "../../../yaml/edit-script";
import { asMapping, asScalar, at, child, entryOf, isNullish } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { ownFix, ownPath, written } from "../../shared/written";
import { type HookSleep, hookSleeps } from "./hook-sleeps";

const field = "terminationGracePeriodSeconds";
/** What the API server fills in. */
const USUAL = 30;
/** What is left to the program after the hook. */
const REST = 15;

export const rule = defineRule({
  id: "pre-stop-exceeds-grace",
  group: "rollout",
  severities: ["warning", "error"],
  heuristic: true,
  kinds: ["Pod", "ReplicaSet", "ReplicationController", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"],
  summary: "A preStop hook sleeps for as long as the Pod has to stop, or longer.",
  fixes: [{ title: `Set ${field} to N + ${REST}`, safe: false }],
  check(context) {
    const { workload, lookups, origin, report } = context;
    if (!workload) return;
    const node = asScalar(child(workload.podSpec, field));
    const grace = isNullish(node) ? USUAL : node?.value;
    if (typeof grace !== "number") return;
    const textOf = (node: Node) => (origin(node) ? undefined : lookups.subject.document.text);
    const sleeps = hookSleeps(workload, textOf).filter(({ seconds }) => seconds >= grace);
    const longest = Math.max(...sleeps.map(({ seconds }) => seconds));
    for (const sleep of sleeps) {
      const isRejected = sleep.native && sleep.seconds > grace;
      report(sleep.node, message(context, workload, sleep, grace), {
        severity: isRejected ? "error" : "warning",
        related: node && !isNullish(node) ? [{ message: `${field} of the Pod`, node }] : [],
        fixes: fixes(context, workload, sleep, longest + REST),
      });
    }
  },
});

function message(
  { lookups }: RuleContext,
  { kind }: Workload,
  { container, seconds, native }: HookSleep,
  grace: number,
): string {
  const what = `The preStop hook of "${container}" sleeps ${seconds} s, and the Pod has ${grace} s to stop`;
  const mend = `Give it ${seconds + REST}.`;
  if (!native || seconds === grace) return `${what}: the program is killed before it can end by itself. ${mend}`;
  const isUnseen = kind === "StatefulSet" && !isAtLeast(lookups.assumptions.kubernetesVersion, 1, 34);
  return `${what}: the API server rejects ${isUnseen ? "its Pods" : "it"}. ${mend}`;
}

/** The number is that of the longest hook, so that all of them fit. */
function fixes(context: RuleContext, workload: Workload, sleep: HookSleep, seconds: number): Fix[] {
  const title = `Set ${field} to ${seconds}`;
  const node = child(workload.podSpec, field);
  if (node) {
    const place = written(context, node);
    if (!place) return [];
    const { document, path } = place;
    return [{ title, safe: false, changes: () => [{ document, script: [replace(path, `${seconds}`)] }] }];
  }
  // A hook that only one build has is no reason to change them all.
  const path = [...podTemplatePath(workload.kind), "spec"];
  const podSpec = at(context.own.root, ...path);
  if (context.origin(sleep.node) || !asMapping(podSpec) || entryOf(podSpec, field)) return [];
  const place = entryOf(podSpec, "containers") ? { before: "containers" } : "last";
  return [ownFix(context, title, () => [insert(ownPath(context, ...path), place, `${field}: ${seconds}`)])];
}
