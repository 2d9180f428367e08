// Autoscalers and others that name the workload by its kind: those of the unit follow, the others are listed.
import type { WorkloadKind } from "../../kubernetes/kinds";
import type { DocumentChange } from "../../workspace/document-change";
import { distinct, type WorkspaceObject, writtenKey } from "../../workspace/objects/workspace-object";
import { insert, type Operation, replace } from "../../yaml/edit-script";
import { at, child, entryOf, stringAt } from "../../yaml/navigate";
import type { Path } from "../../yaml/tree";
import type { Consequence, Refused, Subject } from "../conversion";

export interface ScalerPlan {
  readonly changes: readonly DocumentChange[];
  readonly consequences: readonly Consequence[];
  readonly refusals: readonly Refused[];
}

const referenceField: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: "scaleTargetRef",
  ScaledObject: "scaleTargetRef",
  VerticalPodAutoscaler: "targetRef",
};

export function retargetedScalers({ situations, resource }: Subject, to: WorkloadKind): ScalerPlan {
  const inUnits: WorkspaceObject[] = [];
  const elsewhere: WorkspaceObject[] = [];
  const refusals: Refused[] = [];
  for (const { lookups } of situations) {
    const driving = lookups.referrers
      .pointers()
      .filter(({ facts }) => facts.kind === "Rollout" || facts.kind === "Canary");
    for (const { facts } of driving) {
      const message = `${facts.kind} "${facts.name}" drives ${resource.kind} "${resource.name}": it can drive no ${to}.`;
      refusals.push({ refused: "R-ROLLOUT", message });
    }
    const scaling = [
      ...lookups.referrers.scalers(),
      ...lookups.referrers.pointers().filter(({ facts }) => facts.kind === "VerticalPodAutoscaler"),
    ];
    for (const object of scaling) (lookups.unit.has(object) ? inUnits : elsewhere).push(object);
  }
  const inside = distinct(inUnits);
  const known = new Set(inside.map(writtenKey));
  const outside = distinct(elsewhere).filter((object) => !known.has(writtenKey(object)));
  const lookups = situations[0]?.lookups;
  return {
    refusals,
    changes: inside.flatMap((object) => retargeted(object, to)),
    consequences: [
      ...inside.map((object) => consequence(object, `${described(object)} now scales the ${to}.`)),
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
  return `${facts.kind} "${facts.name}"`;
}

function consequence(object: WorkspaceObject, message: string): Consequence {
  const field = referenceField[object.facts.kind] ?? "scaleTargetRef";
  return { code: "W-SCALER", message, at: { place: { object, path: ["spec", field, "kind"], part: "value" } } };
}

/** Its `kind` is changed; a ScaledObject without one gets it, because there it means Deployment. */
function retargeted(object: WorkspaceObject, to: WorkloadKind): DocumentChange[] {
  const resource = object.document.resource(object.index);
  const field = referenceField[object.facts.kind];
  if (!resource || field === undefined) return [];
  const base: Path = [...(resource.item === undefined ? [] : ["items", resource.item]), "spec", field];
  const reference = at(resource.root, "spec", field);
  const script: Operation[] = [];
  if (entryOf(reference, "kind")) script.push(replace([...base, "kind"], to));
  else script.push(insert(base, child(reference, "name") ? { after: "name" } : "last", `kind: ${to}`));
  // The older groups of a Deployment hold no StatefulSet.
  const apiVersion = stringAt(reference, "apiVersion");
  if (apiVersion !== undefined && apiVersion !== "apps/v1") script.push(replace([...base, "apiVersion"], "apps/v1"));
  return [{ document: object.document, script }];
}
