// A Deployment's `strategy`, or a DaemonSet's `updateStrategy`, as that of a StatefulSet: what is renamed, what goes, and what people should know.
import { isAtLeast, type KubernetesVersion, keepsSetMaxUnavailable } from "../../config/assumptions";
import { insert, type Operation, remove, rename, replace } from "../../yaml/edit-script";
import {
  asMapping,
  asScalar,
  at,
  booleanAt,
  child,
  entriesOf,
  entryOf,
  isNullish,
  stringAt,
} from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { Consequence, ConversionOptions } from "../conversion";
import { type FieldPlan, nothing, together } from "../fields/dropped-fields";

/** The field that holds it: only a Deployment calls it `strategy`. */
export type StrategyField = "strategy" | "updateStrategy";

/**
 * The strategy and `paused` together.
 * @param spec the node that holds them: of the workload, or of a patch of it
 * @param path the way to it
 * @param replicas the most there may be
 */
export function statefulSetRollout(
  spec: Node | undefined,
  path: Path,
  replicas: number,
  options: Pick<ConversionOptions, "choices">,
  version: KubernetesVersion,
  field: StrategyField,
): FieldPlan {
  const strategy = strategyPlan(spec, path, replicas, options, version, field);
  const paused = pausedPlan(spec, path, replicas, options, heldBlock(strategy.operations, path));
  return together(strategy, paused);
}

/** Is the strategy kept, and with what: its `rollingUpdate`, or a type that has none? */
function heldBlock(operations: readonly Operation[], path: Path): "rollingUpdate" | "other" | "none" {
  if (!operations.some(({ op }) => op === "rename")) return "none";
  const isReplaced = operations.some(({ op, path: place }) => op === "replace" && place.length === path.length + 2);
  return isReplaced ? "other" : "rollingUpdate";
}

/** The same of the strategy alone. */
export function strategyPlan(
  spec: Node | undefined,
  path: Path,
  replicas: number,
  { choices }: Pick<ConversionOptions, "choices">,
  version: KubernetesVersion,
  field: StrategyField = "strategy",
): FieldPlan {
  const held = entryOf(spec, field);
  if (!held) return nothing;
  const strategy = [...path, field];
  const block = child(held.value, "rollingUpdate");
  const type = stringAt(held.value, "type");
  if (field === "updateStrategy" && type === "OnDelete") return nothing;
  const consequences = [
    ...surge(block),
    ...(type === "Recreate" ? [recreated(held.value, replicas, choices, version)] : []),
  ];
  const chosen = type === "Recreate" && replicas > 1 ? choices.get("update-strategy") : undefined;
  if (chosen !== undefined && updateStrategies(version).includes(chosen)) {
    const operations = [rename(strategy, "updateStrategy"), replace([...strategy, "type"], chosen)];
    if (block) operations.push(remove([...strategy, "rollingUpdate"]));
    return { operations, consequences };
  }
  const kept = keptUnavailable(block, replicas, version);
  if (kept.dropped) consequences.push(kept.dropped);
  // Updates by hand take the place of the whole block.
  const byHand = booleanAt(spec, "paused") === true && choices.get("paused") === "OnDelete";
  if (type === "Recreate" || byHand || !kept.keeps) return { operations: [remove(strategy)], consequences };
  const operations: Operation[] = field === "strategy" ? [rename(strategy, "updateStrategy")] : [];
  if (entryOf(block, "maxSurge")) operations.push(remove([...strategy, "rollingUpdate", "maxSurge"]));
  return { operations, consequences };
}

/** A StatefulSet has no surge: the old Pod of an ordinal always goes first. */
function surge(block: Node | undefined): Consequence[] {
  const node = asScalar(child(block, "maxSurge"));
  if (!node) return [];
  const message =
    "maxSurge has no counterpart: a StatefulSet stops each Pod before its replacement starts, so capacity drops by one during updates.";
  return [{ code: "W-SURGE", message, at: { node } }];
}

/** What can stand for Recreate: only from 1.37 a StatefulSet has it too (alpha gate StatefulSetRecreateStrategy). */
function updateStrategies(version: KubernetesVersion): string[] {
  return isAtLeast(version, 1, 37) ? ["OnDelete", "Recreate"] : ["OnDelete"];
}

function recreated(
  strategy: Node,
  replicas: number,
  choices: ReadonlyMap<string, string>,
  version: KubernetesVersion,
): Consequence {
  const node = asScalar(child(strategy, "type"));
  const place = node ? { at: { node } } : {};
  if (replicas <= 1) {
    return {
      code: "W-RECREATE",
      message: "Recreate is not needed: with one Pod the old one always ends before the new one starts.",
      ...place,
    };
  }
  const possible = updateStrategies(version);
  const chosen = choices.get("update-strategy");
  const message =
    chosen !== undefined && possible.includes(chosen)
      ? `Recreate becomes ${chosen}.`
      : `Recreate is dropped: Pods are replaced one by one, so two versions run during an update (choice update-strategy: ${possible.join(" or ")}).`;
  return { code: "W-RECREATE", message, ...place, choice: { name: "update-strategy", values: possible } };
}

/** Is `maxUnavailable` worth keeping? Only where it says more than the default and the target version reads it. */
function keptUnavailable(
  block: Node | undefined,
  replicas: number,
  version: KubernetesVersion,
): { readonly keeps: boolean; readonly dropped?: Consequence } {
  const node = asScalar(child(block, "maxUnavailable"));
  if (!node || isNullish(node)) return { keeps: hasOther(block) };
  const pods = resolvedPods(node.value, replicas);
  if (pods === 1) return { keeps: hasOther(block) };
  if (pods === 0) {
    const message =
      "maxUnavailable: 0 is not valid in a StatefulSet: one Pod at a time is always missing during an update.";
    return { keeps: false, dropped: { code: "W-MAXUNAVAILABLE", message, at: { node } } };
  }
  if (keepsSetMaxUnavailable(version)) return { keeps: true };
  const message = `maxUnavailable is ignored by Kubernetes ${version.major}.${version.minor} in a StatefulSet: Pods are updated one at a time.`;
  return { keeps: false, dropped: { code: "W-MAXUNAVAILABLE", message, at: { node } } };
}

/** Something in the block that is neither of the two known fields keeps it: what is invalid stays visible. */
function hasOther(block: Node | undefined): boolean {
  return entriesOf(asMapping(block)).some(
    ({ key }) => key.type === "scalar" && key.text !== "maxSurge" && key.text !== "maxUnavailable",
  );
}

/** Undefined for what is no number of Pods: that stays as it is. */
function resolvedPods(value: unknown, replicas: number): number | undefined {
  if (typeof value === "number") return value;
  const percent = typeof value === "string" ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  if (percent === undefined) return undefined;
  if (Number(percent) === 0) return 0;
  return Math.max(1, Math.floor((Number(percent) * replicas) / 100));
}

/** `paused` holds back rollouts of a Deployment; what can stand for it is a partition, or updates by hand. */
function pausedPlan(
  spec: Node | undefined,
  path: Path,
  replicas: number,
  { choices }: Pick<ConversionOptions, "choices">,
  held: "rollingUpdate" | "other" | "none",
): FieldPlan {
  const node = asScalar(at(spec, "paused"));
  if (!node) return nothing;
  const operations: Operation[] = [remove([...path, "paused"])];
  if (node.value !== true) return { operations, consequences: [] };
  // Without a number there is no partition that holds all of them back.
  const isCounted = Number.isFinite(replicas);
  const choice = choices.get("paused") === "partition" && !isCounted ? undefined : choices.get("paused");
  if (choice === "partition") operations.push(...partition(path, replicas, held));
  if (choice === "OnDelete" && held === "none")
    operations.push(insert(path, "last", "updateStrategy:\n  type: OnDelete"));
  const message = choice
    ? `paused becomes ${choice}.`
    : `A StatefulSet cannot be paused: a change of the template is rolled out at once (choice paused: ${isCounted ? "partition or " : ""}OnDelete).`;
  const values = isCounted ? ["partition", "OnDelete"] : ["OnDelete"];
  return {
    operations,
    consequences: [{ code: "W-PAUSED", message, at: { node }, choice: { name: "paused", values } }],
  };
}

/** Into the block that is kept, or into one of its own; a strategy of another type holds updates back by itself. */
function partition(path: Path, replicas: number, held: "rollingUpdate" | "other" | "none"): Operation[] {
  if (held === "other") return [];
  if (held === "rollingUpdate")
    return [insert([...path, "strategy", "rollingUpdate"], "last", `partition: ${replicas}`)];
  return [insert(path, "last", `updateStrategy:\n  rollingUpdate:\n    partition: ${replicas}`)];
}
