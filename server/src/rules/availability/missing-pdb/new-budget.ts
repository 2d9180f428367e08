// The fix "Create PodDisruptionBudget 'x'": a new document before the workload.
import { selectedLabels } from "../../../kubernetes/headless-service";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { podLabels, type Workload, workload } from "../../../kubernetes/workload";
import { quoted } from "../../../yaml/quoting";
import type { Fix, RuleContext } from "../../rule";
import { newDocument, takesNewDocument } from "../../shared/new-document";

/** @returns nothing where the Pods cannot be selected by themselves, or where there is no place for a document */
export function newBudgetFix(context: RuleContext, built: Workload): Fix[] {
  const { own, lookups } = context;
  const written = workload(own);
  if (!written || !takesNewDocument(context)) return [];
  const selector = selectedLabels(written);
  const pairs = Object.entries(selector);
  const labels = podLabels(built);
  // A label that a patch changes has another value in each build.
  if (pairs.length === 0 || pairs.some((pair) => labels?.[pair[0]] !== pair[1] || pair.some(isPlaceholder))) return [];
  // The budget would be one for others as well.
  if (lookups.pods.workloadsWith(selector).length > 0) return [];
  const name = [own.name, `${own.name}-pdb`].find(
    (candidate) => lookups.object("policy", "PodDisruptionBudget", candidate).state === "missing",
  );
  if (name === undefined) return [];
  const text = [
    "apiVersion: policy/v1",
    "kind: PodDisruptionBudget",
    "metadata:",
    `  name: ${word(name)}`,
    ...(own.namespace === undefined ? [] : [`  namespace: ${word(own.namespace)}`]),
    "spec:",
    "  maxUnavailable: 1",
    "  selector:",
    "    matchLabels:",
    ...pairs.map(([key, value]) => `      ${word(key)}: ${word(value)}`),
  ].join("\n");
  return [{ title: `Create PodDisruptionBudget '${name}'`, safe: false, changes: () => newDocument(context, text) }];
}

function word(text: string): string {
  return quoted(text, "plain", false);
}
