// The fix "Add label 'k: v' to the selector": the Service leads only to the workload that is meant.
import { type WorkspaceObject, written } from "../../../workspace/objects/workspace-object";
import { insert } from "../../../yaml/edit-script";
import { entry } from "../../../yaml/fragment";
import { asMapping, at } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { Fix, RuleContext } from "../../rule";
import { discriminatingLabel } from "../../shared/discriminating-label";
import { isOwn, ownFix, ownPath } from "../../shared/written";

/** Offered where it is clear which workload is meant: the only one that serves, or the one with the Service's name. */
export function labelFix(context: RuleContext, workloads: readonly WorkspaceObject[]): Fix[] {
  const { own, resource, lookups } = context;
  const selector = at(own.root, "spec", "selector");
  const serving = workloads.filter(({ facts }) => facts.kind !== "Job" && facts.kind !== "CronJob");
  const meant = serving.length === 1 ? serving[0] : serving.find(({ facts }) => facts.name === resource.name);
  if (!meant || !asMapping(selector) || !isOwn(context, at(resource.root, "spec", "selector"))) return [];
  // A set that is governed by the Service would lose it.
  if (lookups.referrers.naming("governing-service").some((set) => set !== meant)) return [];
  const rest = workloads.filter((other) => other !== meant);
  // A Pod by itself with a label of the Service has it on purpose.
  if (rest.some(({ facts }) => facts.kind === "Pod")) return [];
  const others = rest.map(({ facts }) => facts.workload?.podLabels ?? {});
  const label = discriminatingLabel(meant.facts.workload?.podLabels ?? {}, others);
  if (!label) return [];
  const [key, value] = label;
  // What a build adds is not there in another one.
  if (written(meant).facts.workload?.podLabels[key] !== value) return [];
  const script = [insert(ownPath(context, "spec", "selector"), "last", entry(key, quoted(value, "plain", false)))];
  return [ownFix(context, `Add label '${key}: ${value}' to the selector`, () => script)];
}
