// The fix "Add a topology spread constraint": evenly over nodes, as far as there is room.
import { selectedLabels } from "../../../kubernetes/headless-service";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { podTemplatePath, type Workload, workload } from "../../../kubernetes/workload";
import { insert, replace } from "../../../yaml/edit-script";
import { asMapping, at, entryOf } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { Fix, RuleContext } from "../../rule";
import { ownFix, ownPath } from "../../shared/written";

export const spreadTitle = "Add a topology spread constraint";

/** @returns nothing where the Pods cannot be selected, or where a patch has a say in the list */
export function spreadFix(context: RuleContext, built: Workload): Fix[] {
  const { own, origin } = context;
  const written = workload(own);
  const path = [...podTemplatePath(built.kind), "spec"];
  const podSpec = at(own.root, ...path);
  const list = entryOf(at(context.resource.root, ...path), "topologySpreadConstraints");
  if (!written || !asMapping(podSpec) || (list && origin(list.value))) return [];
  const pairs = Object.entries(selectedLabels(written));
  if (pairs.length === 0 || pairs.some((pair) => pair.some(isPlaceholder))) return [];
  const constraint = [
    "- maxSkew: 1",
    "  topologyKey: kubernetes.io/hostname",
    "  whenUnsatisfiable: ScheduleAnyway",
    "  labelSelector:",
    "    matchLabels:",
    ...pairs.map(([key, value]) => `      ${word(key)}: ${word(value)}`),
  ].join("\n");
  const field = "topologySpreadConstraints";
  return [
    ownFix(context, spreadTitle, () =>
      entryOf(podSpec, field)
        ? [replace(ownPath(context, ...path, field), constraint)]
        : [
            insert(
              ownPath(context, ...path),
              entryOf(podSpec, "containers") ? { before: "containers" } : "last",
              `${field}:\n${constraint.replace(/^/gm, "  ")}`,
            ),
          ],
    ),
  ];
}

function word(text: string): string {
  return quoted(text, "plain", false);
}
