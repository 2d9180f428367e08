// The fix "Make the anti-affinity preferred": the scheduler tries to keep the Pods apart, and does without where it cannot.
import { podTemplatePath } from "../../../kubernetes/workload";
import { insert, rename, wrap } from "../../../yaml/edit-script";
import { fragmentOf, item, mapping, taken } from "../../../yaml/fragment";
import { at, child, itemsOf } from "../../../yaml/navigate";
import type { Fix, RuleContext } from "../../rule";
import type { SelfRepulsion } from "../../shared/self-repulsion";
import { isOwn, ownFix, ownPath } from "../../shared/written";

export const preferredTitle = "Make the anti-affinity preferred";

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

/** Where it is the only required term. The list keeps its place under another name, unless something is preferred already. */
export function preferredFix(context: RuleContext, { by }: SelfRepulsion): Fix[] {
  const { workload, own } = context;
  if (by !== "anti-affinity" || !workload) return [];
  const path = [...podTemplatePath(workload.kind), "spec", "affinity", "podAntiAffinity"];
  const block = at(workload.podSpec, "affinity", "podAntiAffinity");
  const isOnly = itemsOf(child(block, REQUIRED)).length === 1;
  if (!isOnly || !isOwn(context, block) || itemsOf(at(own.root, ...path, REQUIRED)).length !== 1) return [];
  const preferred = child(block, PREFERRED);
  if (preferred && itemsOf(preferred).length === 0) return [];
  const list = ownPath(context, ...path, REQUIRED);
  const term = [...list, 0];
  return [
    ownFix(context, preferredTitle, () =>
      preferred
        ? [
            insert(
              ownPath(context, ...path, PREFERRED),
              "last",
              item(mapping("weight: 100", taken(term, { key: "podAffinityTerm" }))),
            ),
          ]
        : [rename(list, PREFERRED), wrap(term, [{ key: "podAffinityTerm", before: fragmentOf("weight: 100") }])],
    ),
  ];
}
