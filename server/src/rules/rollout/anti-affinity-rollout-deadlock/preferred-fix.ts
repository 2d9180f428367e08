// The fix "Make the anti-affinity preferred": the scheduler tries to keep the Pods apart, and does without where it cannot.
import { podTemplatePath } from "../../../kubernetes/workload";
import { rename, wrap } from "../../../yaml/edit-script";
import { fragmentOf } from "../../../yaml/fragment";
import { at, child, itemsOf } from "../../../yaml/navigate";
import type { Fix, RuleContext } from "../../rule";
import type { SelfRepulsion } from "../../shared/self-repulsion";
import { isOwn, ownFix, ownPath } from "../../shared/written";

export const preferredTitle = "Make the anti-affinity preferred";

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

/** Where it is the only required term, and nothing is preferred yet: then the list keeps its place under another name. */
export function preferredFix(context: RuleContext, { by }: SelfRepulsion): Fix[] {
  const { workload, own } = context;
  if (by !== "anti-affinity" || !workload) return [];
  const path = [...podTemplatePath(workload.kind), "spec", "affinity", "podAntiAffinity"];
  const block = at(workload.podSpec, "affinity", "podAntiAffinity");
  const isOnly = itemsOf(child(block, REQUIRED)).length === 1 && child(block, PREFERRED) === undefined;
  if (!isOnly || !isOwn(context, block) || itemsOf(at(own.root, ...path, REQUIRED)).length !== 1) return [];
  const list = ownPath(context, ...path, REQUIRED);
  return [
    ownFix(context, preferredTitle, () => [
      rename(list, PREFERRED),
      wrap([...list, 0], [{ key: "podAffinityTerm", before: fragmentOf("weight: 100") }]),
    ]),
  ];
}
