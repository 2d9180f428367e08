// The fix "Use 'x'": the name that was probably meant.
import type { Reference } from "../../../kubernetes/references/reference";
import type { Scalar } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { valueFix } from "../../shared/value-fix";
import { written } from "../../shared/written";
import { waitsForNobody } from "./claim-safety";
import type { NearObject } from "./near-object";

/** @returns nothing where the name is right, no edit reaches it, or another rule would warn of what it leads to */
export function useFix(
  context: RuleContext,
  token: Scalar,
  { role, target }: Reference,
  { object, name }: NearObject,
): Fix[] {
  if (name === undefined || written(context, token)?.by === "kustomization") return [];
  if (role === "claim" && !waitsForNobody(context, target.name, name)) return [];
  // An autoscaler over a number that is written, or over a claim that one node may have, is another finding.
  const { workload } = object.facts;
  if (role === "scaled" && workload && (workload.claims.length > 0 || workload.replicas.value !== undefined)) return [];
  return valueFix(context, `Use '${name}'`, token, name);
}
