// A topology spread constraint that counts other Pods than its own.
import { selectedLabels } from "../../../kubernetes/headless-service";
import { type Labels, labelSelector, matches } from "../../../kubernetes/labels";
import { isDeadlockProne, rollout } from "../../../kubernetes/rollout";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { podLabels, type Workload, workload as workloadOf } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { replace } from "../../../yaml/edit-script";
import { child, entryOf, itemsOf, stringAt } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { Node } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { isOwn, written } from "../../shared/written";

const title = "Copy the Pod labels to the selector";

export const rule = defineRule({
  id: "spread-selector-mismatch",
  group: "availability",
  severities: ["information"],
  kinds: ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "DaemonSet", "Job", "CronJob", "Pod"],
  summary: "A topology spread constraint does not select the Pods that it is written for.",
  fixes: [{ title, safe: false }],
  check(context) {
    const { workload, report } = context;
    const labels = workload && podLabels(workload);
    if (!workload || !labels || Object.values(labels).some(isPlaceholder)) return;
    for (const constraint of itemsOf(child(workload.podSpec, "topologySpreadConstraints"))) {
      const entry = entryOf(constraint, "labelSelector");
      const selector = labelSelector(entry?.value);
      if (!entry || !selector || matches(selector, labels) || isVariable(selector)) continue;
      const message =
        "The selector does not match the labels of these Pods: they are spread by where others are, not by where they are. Select their labels.";
      report(entry.key, message, { fixes: copyFix(context, workload, labels, constraint) });
    }
  },
});

function isVariable({ matchLabels, matchExpressions }: NonNullable<ReturnType<typeof labelSelector>>): boolean {
  const words = [...Object.values(matchLabels), ...matchExpressions.flatMap(({ values }) => values)];
  return words.some(isPlaceholder);
}

/**
 * The labels by which the workload itself selects its Pods; all of them where it does not.
 * @returns nothing where a patch has a say in them, and where Pods that keep away from each other would hold up each update
 */
function copyFix(context: RuleContext, workload: Workload, labels: Labels, constraint: Node): Fix[] {
  const selector = child(constraint, "labelSelector");
  const place = selector && written(context, selector);
  const view = workloadOf(context.own);
  if (!selector || !place || !view || !isOwn(context, selector)) return [];
  const selected = selectedLabels(view);
  const pairs = Object.entries(Object.keys(selected).length > 0 ? selected : labels);
  // A label that a patch changes has another value in each build.
  if (pairs.length === 0 || pairs.some(([key, value]) => labels[key] !== value)) return [];
  if (keepsApart(constraint) && waitsForRoom(context, workload)) return [];
  const lines = pairs.map(([key, value]) => `  ${quoted(key, "plain", false)}: ${quoted(value, "plain", false)}`);
  const { document, path } = place;
  const script = [replace(path, `matchLabels:\n${lines.join("\n")}`)];
  return [{ title, safe: false, changes: () => [{ document, script }] }];
}

/** One Pod for each node, strictly. */
function keepsApart(constraint: Node): boolean {
  return (
    stringAt(constraint, "topologyKey") === "kubernetes.io/hostname" &&
    (stringAt(constraint, "whenUnsatisfiable") ?? "DoNotSchedule") === "DoNotSchedule"
  );
}

function waitsForRoom({ lookups }: RuleContext, workload: Workload): boolean {
  const { lo } = replicasRange(workload, lookups);
  return workload.kind === "Deployment" && isDeadlockProne(rollout(workload, Math.max(1, lo)));
}
