// A Deployment starts again and again what is done after one run, or what is to run at times.
import type { Evidence } from "../../../guidance/evidence";
import type { Workload } from "../../../kubernetes/workload";
import { containers } from "../../../kubernetes/workload";
import { asScalar, child, itemsOf } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { convertFix } from "../../shared/conversion-fixes";
import { advice, evidenceRelated } from "../../shared/evidence";

export const rule = defineRule({
  id: "one-shot-in-deployment",
  group: "choice",
  severities: ["hint"],
  heuristic: true,
  kinds: ["Deployment"],
  summary: "A Deployment runs what ends, or what is to run at certain times.",
  fixes: [
    { title: "Convert to Job", safe: false },
    { title: "Convert to CronJob", safe: false },
  ],
  check(context) {
    const { workload, report } = context;
    const named = advice(context);
    if (!workload || !named || (named.named !== "Job" && named.named !== "CronJob")) return;
    const decisive = named.evidence.find((piece) => isCommand(workload, piece));
    if (!decisive) return;
    report(workload.resource.kindNode, messages[named.named](decisive.text.slice(0, 60)), {
      related: evidenceRelated(named.evidence),
      fixes: [convertFix(named.named)],
    });
  },
});

/** What a container runs says it: a name or a variable alone may mean anything. */
function isCommand(workload: Workload, { source, group }: Evidence): boolean {
  if (!("node" in source) || (group !== "command" && group !== "rhythm")) return false;
  return containers(workload).some(({ node }) =>
    [...itemsOf(child(node, "command")), ...itemsOf(child(node, "args"))].some(
      (word) => asScalar(word) === source.node,
    ),
  );
}

const messages = {
  Job: (what: string) =>
    `A Deployment starts it again whenever it ends (${what}): it runs for ever, or in CrashLoopBackOff. Make it a Job.`,
  CronJob: (what: string) =>
    `It mostly waits for its next run (${what}), and a failed run goes unnoticed. Make it a CronJob.`,
} as const;
