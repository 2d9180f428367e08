// A selector can never change, and one of its labels changes with every release.
import { type Labels, labels } from "../../../kubernetes/labels";
import { described } from "../../../kubernetes/resource";
import { volatileLabels } from "../../../kubernetes/volatile-labels";
import { type Workload, workloadSelector } from "../../../kubernetes/workload";
import { remove } from "../../../yaml/edit-script";
import { child, entriesOf, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Node, Path } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { isOwned } from "../../shared/made-elsewhere";
import { isOwn, ownFix, ownPath } from "../../shared/written";
import { isLabelOfVersions } from "./versions";

interface Tested {
  readonly key: string;
  readonly token: Node;
  /** The entry or the item that goes. */
  readonly path: Path;
  readonly value: string | undefined;
}

export const rule = defineRule({
  id: "volatile-label-in-selector",
  group: "lifecycle",
  severities: ["warning"],
  kinds: ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"],
  summary: "A selector, which cannot change, has a label that changes with every release.",
  fixes: [{ title: "Remove label 'k' from the selector (recreates the object)", safe: false }],
  check(context) {
    const { workload, origin, report } = context;
    // A ReplicaSet that a Deployment has made is selected by its hash.
    if (!workload || isOwned(workload.resource)) return;
    for (const tested of testedLabels(workload)) {
      if (!volatileLabels.includes(tested.key)) continue;
      // What a kustomization puts into selectors is said there.
      if (origin(tested.token)?.document.kustomization) continue;
      if (isLabelOfVersions(context, workload, tested)) continue;
      const message = `The selector of ${described(workload.resource)} has "${tested.key}", but selectors are immutable: an upgrade that changes it is rejected. Remove it.`;
      report(tested.token, message, { fixes: fixes(context, workload, tested) });
    }
  },
});

function testedLabels({ spec }: Workload): Tested[] {
  const selector = child(spec, "selector");
  const pairs = child(selector, "matchLabels");
  const values = labels(pairs);
  return [
    ...entriesOf(pairs).flatMap(({ key }) =>
      key.type === "scalar"
        ? [{ key: key.text, token: key, path: ["matchLabels", key.text], value: values[key.text] }]
        : [],
    ),
    ...itemsOf(child(selector, "matchExpressions")).flatMap((item, index) => {
      const token = child(item, "key");
      const key = stringAt(token);
      return token && key !== undefined
        ? [{ key, token, path: ["matchExpressions", index], value: stringAt(item, "values", 0) }]
        : [];
    }),
  ];
}

/** Nothing where no label would be left, or the selector would match Pods of others as well. */
function fixes(context: RuleContext, workload: Workload, { key, path }: Tested): Fix[] {
  const { lookups } = context;
  const node = child(workload.spec, "selector");
  const selector = workloadSelector(workload);
  if (!node || !selector || !isOwn(context, node)) return [];
  const [list, place] = path;
  const { [key]: _, ...others } = selector.matchLabels;
  const matchLabels: Labels = list === "matchLabels" ? others : selector.matchLabels;
  const matchExpressions = selector.matchExpressions.filter((_, index) => list === "matchLabels" || index !== place);
  const isNamed = Object.keys(matchLabels).length > 0 || matchExpressions.some(({ operator }) => operator === "In");
  if (!isNamed) return [];
  if (lookups.pods.workloadsMatching({ matchLabels, matchExpressions }).length > 0) return [];
  const title = `Remove label '${key}' from the selector (recreates the object)`;
  return [ownFix(context, title, () => [remove(ownPath(context, "spec", "selector", ...path))])];
}
