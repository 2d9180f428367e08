// What becomes of the strategy, of `paused` and of `suspend`: by the target, for the workload itself and for patches of it.
import type { KubernetesVersion } from "../../config/assumptions";
import type { WorkloadKind } from "../../kubernetes/kinds";
import { remove, rename } from "../../yaml/edit-script";
import { at, booleanAt, entryOf, isNullish } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { ConversionOptions } from "../conversion";
import { type FieldPlan, nothing, together } from "../fields/dropped-fields";
import { placeOf } from "../shape/places";
import { daemonSetRollout } from "./daemon-set-rollout";
import { deploymentRollout } from "./deployment-rollout";
import { type StrategyField, statefulSetRollout } from "./stateful-set-rollout";

export interface RolloutContext {
  readonly from: WorkloadKind;
  readonly to: WorkloadKind;
  /** The most there may be. */
  readonly replicas: number;
  readonly version: KubernetesVersion;
  readonly options: Pick<ConversionOptions, "choices">;
  /** Must the old Pod be gone before the new one starts, because of what both would have? */
  readonly recreate: boolean;
  /** Do the Pods take a port of their node? */
  readonly hostPort: boolean;
}

/**
 * @param root the object, or a patch of it
 * @param base the way to it in its document
 */
export function rolloutPlan(root: Node, base: Path, context: RolloutContext, patch: boolean): FieldPlan {
  const { from, to, replicas, version, options, recreate, hostPort } = context;
  const place = placeOf("controller", from);
  if (!place) return nothing;
  const spec = at(root, ...place);
  const path = [...base, ...place];
  const field = strategyField(from);
  const strayed = strayedStrategy(spec, path, { from, to });
  switch (to) {
    case "StatefulSet":
      return together(strayed, statefulSetRollout(spec, path, replicas, options, version, field));
    case "DaemonSet":
      return together(strayed, daemonSetRollout(spec, path, field, { hostPort }));
    case "Deployment":
      return together(strayed, deploymentRollout(spec, path, { from, recreate, patch }));
    case "Job":
    case "CronJob":
      return together(pausedPlan(spec, path, context), suspendPlan(root, base, context));
    default:
      return nothing;
  }
}

function strategyField(kind: WorkloadKind): StrategyField {
  return kind === "StatefulSet" || kind === "DaemonSet" ? "updateStrategy" : "strategy";
}

/**
 * The other kind's field for the strategy, which says nothing where it stands. It goes, unless it is the target's own and the
 * only one: then it was written for that.
 */
function strayedStrategy(
  spec: Node | undefined,
  path: Path,
  { from, to }: Pick<RolloutContext, "from" | "to">,
): FieldPlan {
  const field = strategyField(from);
  const other = field === "strategy" ? "updateStrategy" : "strategy";
  const strayed = entryOf(spec, other);
  if (!strayed || (strategyField(to) === other && !entryOf(spec, field))) return nothing;
  const message = `${other} is dropped: a ${from} has no such field, so it had no effect.`;
  return {
    operations: [remove([...path, other])],
    consequences: [{ code: "W-DROP", message, at: { node: strayed.key } }],
  };
}

/** What is paused may as well be suspended: a CronJob for its schedule, a Job where somebody wants that. */
function pausedPlan(spec: Node | undefined, path: Path, { to, options }: RolloutContext): FieldPlan {
  const held = entryOf(spec, "paused");
  if (!held) return nothing;
  const paused = [...path, "paused"];
  const isPaused = !isNullish(held.value) && at(held.value) !== undefined && textOf(held.value) === "true";
  if (!isPaused) return { operations: [remove(paused)], consequences: [] };
  if (to === "CronJob" || options.choices.get("paused") === "suspend") {
    return { operations: [rename(paused, "suspend")], consequences: [] };
  }
  const message = "A Job cannot be paused: it runs at once (choice paused: suspend).";
  return {
    operations: [remove(paused)],
    consequences: [
      { code: "W-PAUSED", message, at: { node: held.key }, choice: { name: "paused", values: ["suspend"] } },
    ],
  };
}

function textOf(node: Node): string {
  return node.type === "scalar" ? node.text : "";
}

/**
 * Of a Job that becomes scheduled `suspend` stays beside the schedule. Where a CronJob says it at both levels, the one that holds
 * the runs back is what the Job says.
 */
function suspendPlan(root: Node, base: Path, { from, to }: RolloutContext): FieldPlan {
  if (from !== "CronJob" || to !== "Job") return nothing;
  const [outer, inner]: [Path, Path] = [
    ["spec", "suspend"],
    ["spec", "jobTemplate", "spec", "suspend"],
  ];
  if (!at(root, ...outer) || !at(root, ...inner)) return nothing;
  const isOuter = booleanAt(root, ...outer) === true || booleanAt(root, ...inner) !== true;
  return { operations: [remove([...base, ...(isOuter ? inner : outer)])], consequences: [] };
}
