// A Job's selector is made for it: one that is written is rejected.
import { isAddedLabel } from "../../../kubernetes/labels";
import { described } from "../../../kubernetes/resource";
import { podTemplatePath } from "../../../kubernetes/workload";
import { remove } from "../../../yaml/edit-script";
import { asScalar, at, booleanAt, entriesOf, entryOf, isNullish } from "../../../yaml/navigate";
import type { Entry } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { removeFix } from "../../shared/field-fixes";
import { jobSpec } from "../../shared/job-spec";
import { isExported } from "../../shared/made-elsewhere";
import { ownPath, written } from "../../shared/written";

export const rule = defineRule({
  id: "job-manual-selector",
  group: "jobs",
  severities: ["error"],
  kinds: ["Job", "CronJob"],
  summary: "A Job has a selector of its own, which the API server rejects.",
  fixes: [
    { title: "Remove selector", safe: false },
    { title: "Remove 'x'", safe: false },
  ],
  check(context) {
    const { workload, report } = context;
    // In an export stands the selector that the API server made; applied where it lies it changes nothing.
    if (!workload || isExported(workload.resource)) return;
    const spec = jobSpec(workload);
    const selector = present(entryOf(spec, "selector"));
    const manual = present(entryOf(spec, "manualSelector"));
    const what = described(workload.resource);
    if (workload.kind === "Job") {
      // A variable may say true.
      const isManual = manual !== undefined && asScalar(manual.value)?.value !== false;
      if (!selector || isManual) return;
      const message = `The API server rejects a selector in ${what}: it makes one itself. Remove it.`;
      report(selector.key, message, { fixes: selectorFix(context, "Remove selector", selector) });
      return;
    }
    if (selector) {
      const message = `The API server rejects a selector for the Jobs of ${what}: it makes one for each. Remove it.`;
      report(selector.key, message, { fixes: selectorFix(context, "Remove 'selector'", selector) });
    }
    if (manual && booleanAt(spec, "manualSelector") === true) {
      const message = `The API server rejects manualSelector for the Jobs of ${what}: each gets a selector of its own. Remove it.`;
      report(manual.key, message, { fixes: removeFix(context, "Remove 'manualSelector'", manual.value) });
    }
  },
});

function present(entry: Entry | undefined): Entry | undefined {
  return entry && !isNullish(entry.value) ? entry : undefined;
}

/** Together with the labels that the server writes on the Pods itself: those of another Job are rejected as well. */
function selectorFix(context: RuleContext, title: string, { value }: Entry): Fix[] {
  const place = written(context, value);
  if (place?.by !== "object") return [];
  const { document, path } = place;
  const labels = [...podTemplatePath(context.workload?.kind ?? "Job"), "metadata", "labels"];
  const added = entriesOf(at(context.own.root, ...labels)).flatMap(({ key }) =>
    key.type === "scalar" && isAddedLabel(key.text) ? [ownPath(context, ...labels, key.text)] : [],
  );
  const script = [path, ...added].map((one) => remove(one));
  return [{ title, safe: false, changes: () => [{ document, script }] }];
}
