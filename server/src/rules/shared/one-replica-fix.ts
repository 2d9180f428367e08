// The fix "Run one replica with the strategy Recreate": fewer Pods, never two at once, and no autoscaler that brings them back.
import { allowedDisruptions } from "../../kubernetes/disruption-budget";
import { podLabels } from "../../kubernetes/workload";
import type { Document } from "../../workspace/document";
import type { BudgetFacts } from "../../workspace/facts";
import type { WorkspaceObject } from "../../workspace/objects/workspace-object";
import type { ReplicasRange } from "../../workspace/replicas-range";
import { type EditScript, insert, replace } from "../../yaml/edit-script";
import { child, entryOf, integerAt } from "../../yaml/navigate";
import type { Fix, RuleContext } from "../rule";
import { recreateChange } from "./recreate-fix";
import { together, written } from "./written";

interface Change {
  readonly document: Document;
  readonly script: EditScript;
}

/**
 * Only of a Deployment: no other kind has the strategy.
 * @returns nothing where a place cannot be edited, an autoscaler is applied with something else, or a PodDisruptionBudget
 * would let the one Pod never go
 */
export function oneReplicaFix(context: RuleContext, range: ReplicasRange): Fix[] {
  const { workload, lookups } = context;
  if (workload?.kind !== "Deployment" || !range.scalers.every((scaler) => lookups.unit.has(scaler))) return [];
  const budgets = lookups.pods.budgetsSelecting(podLabels(workload) ?? {});
  if (budgets.some(({ facts }) => facts.budget && blocks(facts.budget, 1) && !blocks(facts.budget, range.lo)))
    return [];
  const replicas = replicasChange(context, range);
  const strategy = recreateChange(context);
  if (!replicas || !strategy) return [];
  const changes = () => together([...replicas, strategy, ...range.scalers.flatMap(scalerChange)]);
  return [{ title: "Run one replica with the strategy Recreate", safe: false, changes }];
}

/** Where an autoscaler sets the number, none is added: the two would contradict each other. */
function replicasChange(context: RuleContext, { scalers }: ReplicasRange): Change[] | undefined {
  const node = child(context.workload?.spec, "replicas");
  if (!node) return scalers.length > 0 ? [] : undefined;
  const place = written(context, node);
  // A kustomization's number is the last word, even where the object says the same.
  if (!place || (place.by !== "kustomization" && isSetByKustomization(context))) return undefined;
  return integerAt(node) === 1 ? [] : [{ document: place.document, script: [replace(place.path, "1")] }];
}

function isSetByKustomization({ lookups, own, resource }: RuleContext): boolean {
  const names = [own.name, resource.name];
  return lookups.layers.some(({ facts }) => facts.replicas.some(({ name }) => names.includes(name)));
}

function scalerChange({ document, index, facts }: WorkspaceObject): Change[] {
  const resource = document.resource(index);
  if (!resource || !facts.scaler) return [];
  const keda = facts.scaler.type === "ScaledObject";
  const most = keda ? "maxReplicaCount" : "maxReplicas";
  const least = keda ? "minReplicaCount" : "minReplicas";
  const path = [...(resource.item === undefined ? [] : ["items", resource.item]), "spec"];
  const spec = child(resource.root, "spec");
  const limit = entryOf(spec, most) ? replace([...path, most], "1") : insert(path, "last", `${most}: 1`);
  const script = (integerAt(spec, least) ?? 0) > 1 ? [limit, replace([...path, least], "1")] : [limit];
  return [{ document, script }];
}

/** Does the budget let none of so many Pods go? */
function blocks(budget: BudgetFacts, pods: number): boolean {
  return allowedDisruptions(budget, pods) === 0;
}
