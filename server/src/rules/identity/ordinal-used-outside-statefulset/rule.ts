// A program that takes a number from the name of its Pod, in a workload whose Pods have none.
import { containers, podTemplatePath, type Workload } from "../../../kubernetes/workload";
import { asScalar, at, child, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";
import { defineRule, type Fix } from "../../rule";
import { partOf } from "../../shared/part-of-text";
import { usedOrdinal } from "./used-ordinal";

const indexLabel = "apps.kubernetes.io/pod-index";

const toStatefulSet: Fix = {
  title: "Convert to StatefulSet",
  safe: false,
  conversion: { to: "StatefulSet", storage: "auto" },
};

export const rule = defineRule({
  id: "ordinal-used-outside-statefulset",
  group: "identity",
  severities: ["information"],
  heuristic: true,
  kinds: ["Deployment", "DaemonSet"],
  summary: "A program reads an ordinal that only Pods of a StatefulSet have.",
  fixes: [{ title: "Convert to StatefulSet", safe: false }],
  check(context) {
    const { workload, report } = context;
    if (!workload) return;
    const label = indexFields(workload)[0];
    if (label) {
      const message = `Pods of a ${workload.kind} do not get the label ${indexLabel}: what is read from it is empty. Use a StatefulSet.`;
      report(partOf(context, label, indexLabel), message, { fixes: [toStatefulSet] });
      return;
    }
    for (const { node } of containers(workload)) {
      for (const word of [...itemsOf(child(node, "command")), ...itemsOf(child(node, "args"))]) {
        const found = usedOrdinal(asScalar(word)?.text ?? "");
        if (found === undefined) continue;
        const message = `${found} is no number here: the names of the Pods of a ${workload.kind} end in random characters. Use a StatefulSet.`;
        report(partOf(context, word, found), message, { fixes: [toStatefulSet] });
        return;
      }
    }
  },
});

/** Where the label is read: into variables, or into files of the downward API. */
function indexFields(workload: Workload): Node[] {
  const variables = containers(workload).flatMap(({ node }) =>
    itemsOf(child(node, "env")).flatMap((item) => at(item, "valueFrom", "fieldRef", "fieldPath") ?? []),
  );
  const files = itemsOf(child(workload.podSpec, "volumes"))
    .flatMap((volume) => [volume, ...itemsOf(at(volume, "projected", "sources"))])
    .flatMap((source) => itemsOf(at(source, "downwardAPI", "items")))
    .flatMap((item) => at(item, "fieldRef", "fieldPath") ?? []);
  const own = stringAt(at(workload.resource.root, ...podTemplatePath(workload.kind)), "metadata", "labels", indexLabel);
  // Whoever writes the label into the template gives it a value.
  if (own !== undefined) return [];
  return [...variables, ...files].filter((node) => stringAt(node)?.includes(indexLabel));
}
