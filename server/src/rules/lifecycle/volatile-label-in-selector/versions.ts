// Labels of versions that tell workloads apart, as a service mesh wants them: each version is an object of its own.
import { isPlaceholder } from "../../../kubernetes/template-markers";
import type { Workload } from "../../../kubernetes/workload";
import { workloadSelector } from "../../../kubernetes/workload";
import type { RuleContext } from "../../rule";

const versionLabels = ["version", "app.kubernetes.io/version"];

/** Groups of service meshes that route by the label `version`. */
const meshes = ["networking.istio.io", "security.istio.io", "telemetry.istio.io"];

/**
 * Does another object take its place with the next version? Its name says the version, it is no number (`blue`), another workload
 * beside it differs in that label, or a mesh that routes by it is there.
 */
export function isLabelOfVersions(
  { lookups }: RuleContext,
  workload: Workload,
  { key, value }: { readonly key: string; readonly value: string | undefined },
): boolean {
  if (!versionLabels.includes(key) || value === undefined) return false;
  const words = [value, value.replaceAll(".", "-"), value.replace(/^v/, "")];
  if (words.some((word) => word !== "" && isPartOfName(workload.resource.name, word))) return true;
  if (key === "version" && !/\d/.test(value) && value !== "" && !isPlaceholder(value)) return true;
  if (key === "version" && lookups.unit.customResources(meshes).length > 0) return true;
  const selector = workloadSelector(workload);
  const { [key]: _, ...others } = selector?.matchLabels ?? {};
  if (Object.keys(others).length === 0) return false;
  return lookups.pods
    .workloadsWith(others)
    .some(({ facts }) => facts.workload !== undefined && facts.workload.podLabels[key] !== value);
}

function isPartOfName(name: string, word: string): boolean {
  return `-${name}-`.includes(`-${word}-`);
}
