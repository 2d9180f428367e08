// Autoscalers and others that name the workload by its kind: those of the unit follow or refuse, the others are listed.
import { groupOf, type WorkloadKind } from "../../kubernetes/kinds";
import { described as describedObject } from "../../kubernetes/resource";
import type { DocumentChange } from "../../workspace/document-change";
import { distinct, type WorkspaceObject, writtenKey } from "../../workspace/objects/workspace-object";
import { insert, type Operation, replace } from "../../yaml/edit-script";
import { at, child, entryOf, stringAt } from "../../yaml/navigate";
import type { Path } from "../../yaml/tree";
import type { Consequence, Refused, Subject } from "../conversion";
import { apiVersionOf } from "../shape/places";

export interface ScalerPlan {
  readonly changes: readonly DocumentChange[];
  readonly consequences: readonly Consequence[];
  readonly refusals: readonly Refused[];
}

interface Reference {
  readonly field: string;
  /** What it can name (kubernetes.md 1.0, 2.8). */
  readonly kinds: readonly WorkloadKind[];
  /** What it does with what it names, as a part of a sentence. */
  readonly verb: string;
}

const scalable: readonly WorkloadKind[] = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"];
const kept: readonly WorkloadKind[] = [...scalable, "DaemonSet", "Job", "CronJob"];

const references: Readonly<Record<string, Reference>> = {
  HorizontalPodAutoscaler: { field: "scaleTargetRef", kinds: scalable, verb: "scales" },
  ScaledObject: { field: "scaleTargetRef", kinds: scalable, verb: "scales" },
  VerticalPodAutoscaler: { field: "targetRef", kinds: kept, verb: "scales" },
  Rollout: { field: "workloadRef", kinds: ["Deployment"], verb: "drives" },
  Canary: { field: "targetRef", kinds: ["Deployment", "DaemonSet"], verb: "drives" },
};

const drivers: readonly string[] = ["Rollout", "Canary"];

export function retargetedScalers({ situations, resource }: Subject, to: WorkloadKind): ScalerPlan {
  const inUnits: WorkspaceObject[] = [];
  const elsewhere: WorkspaceObject[] = [];
  const refusals: Refused[] = [];
  for (const { lookups } of situations) {
    for (const object of [...lookups.referrers.scalers(), ...lookups.referrers.pointers()]) {
      const reference = references[object.facts.kind];
      if (!reference) continue;
      const inUnit = lookups.unit.has(object);
      const fits = reference.kinds.includes(to);
      // Wherever it lies, what drives a rollout would be left with nothing to drive.
      if (!fits && drivers.includes(object.facts.kind)) {
        const message = `${described(object)} drives ${resource.kind} "${resource.name}": it can drive no ${to}.`;
        refusals.push({ refused: "R-ROLLOUT", message });
      } else if (!fits && inUnit) {
        const message = `${described(object)} scales ${resource.kind} "${resource.name}", and a ${to} cannot be scaled by it: remove it first.`;
        refusals.push({ refused: "R-DS-SCALER", message });
      } else (inUnit ? inUnits : elsewhere).push(object);
    }
  }
  const inside = distinct(inUnits);
  const known = new Set(inside.map(writtenKey));
  const outside = distinct(elsewhere).filter((object) => !known.has(writtenKey(object)));
  const lookups = situations[0]?.lookups;
  return {
    refusals,
    changes: inside.flatMap((object) => retargeted(object, to)),
    consequences: [
      ...inside.map((object) =>
        consequence(object, `${described(object)} now ${references[object.facts.kind]?.verb} the ${to}.`),
      ),
      ...outside.map((object) =>
        consequence(
          object,
          `${described(object)} in ${lookups?.named(object.document.path)} is not applied with it and still names the ${resource.kind}.`,
        ),
      ),
    ],
  };
}

function described({ facts }: WorkspaceObject): string {
  return describedObject(facts);
}

function consequence(object: WorkspaceObject, message: string): Consequence {
  const field = references[object.facts.kind]?.field ?? "scaleTargetRef";
  return { code: "W-SCALER", message, at: { place: { object, path: ["spec", field, "kind"], part: "value" } } };
}

/** Its `kind` is changed; a ScaledObject without one gets it, because there it means Deployment. */
function retargeted(object: WorkspaceObject, to: WorkloadKind): DocumentChange[] {
  const resource = object.document.resource(object.index);
  const field = references[object.facts.kind]?.field;
  if (!resource || field === undefined) return [];
  const base: Path = [...(resource.item === undefined ? [] : ["items", resource.item]), "spec", field];
  const reference = at(resource.root, "spec", field);
  const script: Operation[] = [];
  if (entryOf(reference, "kind")) script.push(replace([...base, "kind"], to));
  else script.push(insert(base, child(reference, "name") ? { after: "name" } : "last", `kind: ${to}`));
  // The older groups of a kind hold no others.
  const apiVersion = stringAt(reference, "apiVersion");
  const wanted = apiVersionOf(to);
  if (apiVersion !== undefined && apiVersion !== wanted) script.push(replace([...base, "apiVersion"], wanted));
  else if (apiVersion === undefined && groupOf(wanted) !== "apps") {
    script.push(insert(base, { after: "kind" }, `apiVersion: ${wanted}`));
  }
  return [{ document: object.document, script }];
}
