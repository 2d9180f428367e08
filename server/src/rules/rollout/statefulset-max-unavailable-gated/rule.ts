// A limit of a StatefulSet's update that the API server drops without a word.
import { isAtLeast, keepsSetMaxUnavailable } from "../../../config/assumptions";
import { updateType } from "../../../kubernetes/rollout";
import { remove, replace } from "../../../yaml/edit-script";
import { asScalar, at, child, entryOf, isNullish } from "../../../yaml/navigate";
import type { Entry } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { written } from "../../shared/written";

const title = "Remove maxUnavailable";

export const rule = defineRule({
  id: "statefulset-max-unavailable-gated",
  group: "rollout",
  severities: ["information"],
  kinds: ["StatefulSet"],
  summary: "This release drops maxUnavailable of a StatefulSet without a word.",
  fixes: [{ title, safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    const strategy = child(workload?.spec, "updateStrategy");
    const entry = entryOf(child(strategy, "rollingUpdate"), "maxUnavailable");
    const { kubernetesVersion } = lookups.assumptions;
    if (!entry || isNullish(entry.value) || updateType(strategy) !== "RollingUpdate") return;
    // Before 1.24 there is no such field.
    if (keepsSetMaxUnavailable(kubernetesVersion) || !isAtLeast(kubernetesVersion, 1, 24)) return;
    const { major, minor } = kubernetesVersion;
    const what = `Kubernetes ${major}.${minor} drops maxUnavailable of a StatefulSet without a word`;
    const then =
      asScalar(entry.value)?.value === 1 ? "one Pod at a time is what it does anyway" : "it updates one Pod at a time";
    report(entry.key, `${what}: ${then}. Remove it, or target 1.37.`, { fixes: fixes(context, entry) });
  },
});

/** Without it in a patch, that of the base would count: there it becomes null. */
function fixes(context: RuleContext, { value }: Entry): Fix[] {
  const place = written(context, value);
  if (!place || place.by === "kustomization") return [];
  const { document, path, by } = place;
  const isBase = at(context.own.root, "spec", "updateStrategy", "rollingUpdate", "maxUnavailable") !== undefined;
  const script = by === "patch" && isBase ? [replace(path, "null")] : [remove(path)];
  return [{ title, safe: false, changes: () => [{ document, script }] }];
}
