// A field that only another kind of workload has.
import { workloadKinds } from "../../../kubernetes/kinds";
import { entryOf } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { misplacedFields } from "./misplaced-fields";

export const rule = defineRule({
  id: "field-of-another-kind",
  group: "choice",
  severities: ["error"],
  kinds: [...workloadKinds],
  summary: "A field that only another kind of workload has.",
  fixes: [
    { title: "Rename strategy to updateStrategy", safe: false },
    { title: "Rename updateStrategy to strategy", safe: false },
    { title: "Convert to StatefulSet", safe: false },
    { title: "Remove 'x'", safe: false },
    { title: "Remove replicas", safe: false },
    { title: "Convert to CronJob", safe: false },
    { title: "Move template under jobTemplate.spec", safe: false },
  ],
  check(context) {
    const { workload, report } = context;
    if (!workload) return;
    for (const { key, kinds, message, fixes } of misplacedFields) {
      const entry = kinds.includes(workload.kind) ? entryOf(workload.spec, key) : undefined;
      if (entry) report(entry.key, message(workload), { fixes: fixes(context, workload) });
    }
  },
});
