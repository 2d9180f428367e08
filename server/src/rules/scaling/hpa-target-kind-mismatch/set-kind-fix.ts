// The fix "Set kind to 'X'": the autoscaler means the workload that is there, and sets its number of replicas.
import { allowedDisruptions } from "../../../kubernetes/disruption-budget";
import { workloadKinds } from "../../../kubernetes/kinds";
import type { Document } from "../../../workspace/document";
import type { WorkloadFacts } from "../../../workspace/facts";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { type EditScript, insert, type Operation, remove, replace } from "../../../yaml/edit-script";
import { at, child, integerAt } from "../../../yaml/navigate";
import type { Fix, RuleContext } from "../../rule";
import type { WrittenTarget } from "../../shared/scale-target";
import { unrequested } from "../../shared/unrequested";
import { verticalRival } from "../../shared/vertical-rival";
import { ownPath, together, written } from "../../shared/written";

interface Change {
  readonly document: Document;
  readonly script: EditScript;
}

/** @returns nothing where no edit reaches the kind, or where what acts on the workload then would do harm of another sort */
export function setKindFix(context: RuleContext, target: WrittenTarget, object: WorkspaceObject): Fix[] {
  const { facts } = object;
  const { resource } = context;
  if (!facts.workload || resource.kind === "Rollout" || resource.kind === "Canary") return [];
  const own = targetChange(context, target, facts);
  const replicas = context.lookups.subject.facts.scaler ? freedReplicas(context, object) : [];
  if (!own || !replicas || !isHarmless(context, object, facts.workload)) return [];
  return [{ title: `Set kind to '${facts.kind}'`, safe: false, changes: () => together([own, ...replicas]) }];
}

function targetChange(
  context: RuleContext,
  { apiVersion, kindNode, path }: WrittenTarget,
  { kind, group, apiVersion: has }: WorkspaceObject["facts"],
): Change | undefined {
  const isOwnKind = workloadKinds.some((known) => known === kind);
  const wanted = !isOwnKind ? has : group === "" ? "v1" : `${group}/v1`;
  const reference = at(context.resource.root, ...path);
  const version = child(reference, "apiVersion");
  // Without a version an autoscaler means one of apps.
  if (apiVersion === undefined && group !== "apps") return undefined;
  const first = kindNode ?? child(reference, "name");
  const place = first && written(context, first);
  const versionPlace = version && written(context, version);
  const isSameVersion = apiVersion === undefined || apiVersion === wanted;
  if (!place || (!isSameVersion && versionPlace?.document !== place.document)) return undefined;
  const script: Operation[] = [];
  if (kindNode) script.push(replace(place.path, kind));
  else if (place.by === "object") script.push(insert(ownPath(context, ...path), { after: "name" }, `kind: ${kind}`));
  else return undefined;
  if (versionPlace && !isSameVersion) script.push(replace(versionPlace.path, wanted));
  return { document: place.document, script };
}

/**
 * What is written of the number must go, or each apply would set it back.
 * @returns undefined where it is not written in the workload itself, or where that is built more than once
 */
function freedReplicas({ lookups }: RuleContext, object: WorkspaceObject): Change[] | undefined {
  const { replicas } = object.facts.workload ?? {};
  if (!replicas || (replicas.value === undefined && !replicas.variable) || replicas.value === 0) return [];
  const least = lookups.subject.facts.scaler?.min;
  if (!replicas.variable && !least?.variable && replicas.value === least?.value) return [];
  const own = object.document.resource(object.index);
  const isOwn = own && integerAt(own.root, "spec", "replicas") === replicas.value && !replicas.variable;
  if (!isOwn || object.layers.length > 1 || !lookups.unit.has(object)) return undefined;
  const path = [...(own.item === undefined ? [] : ["items", own.item]), "spec", "replicas"];
  return [{ document: object.document, script: [remove(path)] }];
}

/** Would no other rule warn of what the autoscaler does then? */
function isHarmless({ lookups }: RuleContext, object: WorkspaceObject, facts: WorkloadFacts): boolean {
  const { scaler, pointer } = lookups.subject.facts;
  const scalers = lookups.referrers.scalersOf(object);
  if (!scaler) {
    const updates = pointer?.updates;
    const isActive = updates?.mode === "Auto" || updates?.mode === "Recreate";
    return !isActive || scalers.every((other) => !sharesAny(other.facts.scaler?.utilization, updates.resources));
  }
  if (scalers.length > 0 || facts.deletesWhenScaled) return false;
  if (verticalRival(lookups, object, scaler.utilization)) return false;
  if (scaler.utilization.some((resource) => unrequested(lookups, object, resource).length > 0)) return false;
  const shares = facts.claims.filter(({ mounted }) => mounted);
  if (scaler.max.value !== 1 && shares.some(({ claim }) => lookups.claims.found(claim).class !== "multi")) return false;
  const least = scaler.min.value;
  if (least === undefined) return false;
  return lookups.pods.budgetsSelecting(facts.podLabels).every(({ facts: { budget } }) => {
    const allowed = budget && allowedDisruptions(budget, least);
    return least === 0 || (allowed !== undefined && allowed > 0);
  });
}

function sharesAny(a: readonly string[] = [], b: readonly string[]): boolean {
  return a.some((item) => b.includes(item));
}
