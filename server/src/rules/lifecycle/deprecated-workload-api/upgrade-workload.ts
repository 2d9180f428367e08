// Deployments and their like as apps/v1: the selector is required there, and what is not written means other things.
import { type Labels, matches } from "../../../kubernetes/labels";
import { volatileLabels } from "../../../kubernetes/volatile-labels";
import { podLabels, type Workload, workloadSelector } from "../../../kubernetes/workload";
import { insert, type Operation, remove } from "../../../yaml/edit-script";
import { entry, literal } from "../../../yaml/fragment";
import { at, child, isNullish, stringAt } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { RuleContext } from "../../rule";
import { ownPath } from "../../shared/written";
import type { Upgrade } from "./shape";

/** Fields of these versions that apps/v1 does not have. */
const gone = ["rollbackTo", "templateGeneration"];

export function workloadUpgrade(context: RuleContext, workload: Workload): Upgrade | undefined {
  const selector = selectorOperations(context, workload);
  if (!selector) return undefined;
  const left = gone
    .filter((field) => child(workload.spec, field))
    .map((field) => remove(ownPath(context, "spec", field)));
  return { operations: [...selector, ...left], defaultsChange: defaultsChange(workload) };
}

/** Undefined where the Pods have no label that lasts, or other ones than the selector wants. */
function selectorOperations(context: RuleContext, workload: Workload): Operation[] | undefined {
  const present = podLabels(workload) ?? {};
  const written = child(workload.spec, "selector");
  const selector = workloadSelector(workload);
  if (selector && !isNullish(written)) return matches(selector, present) && !isEmpty(selector) ? [] : undefined;
  const lasting = Object.entries(present).filter(([key]) => !volatileLabels.includes(key));
  if (lasting.length === 0) return undefined;
  const text = selectorText(Object.fromEntries(lasting));
  const remains = written ? [remove(ownPath(context, "spec", "selector"))] : [];
  return [...remains, insert(ownPath(context, "spec"), { before: "template" }, entry("selector", literal(text)))];
}

function isEmpty({ matchLabels, matchExpressions }: NonNullable<ReturnType<typeof workloadSelector>>): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

function selectorText(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([key, value]) => `  ${quoted(key, "plain", true)}: ${quoted(value, "plain", true)}`,
  );
  return ["matchLabels:", ...pairs].join("\n");
}

/** By kind and version, the fields whose default is another one in apps/v1. */
function defaultsChange({ kind, resource, spec }: Workload): boolean {
  const isAbsent = (...path: string[]) => isNullish(at(spec, ...path));
  const isOldest = resource.apiVersion === "extensions/v1beta1";
  if (resource.apiVersion === "apps/v1beta2") return false;
  switch (kind) {
    case "Deployment":
      return (
        isAbsent("revisionHistoryLimit") ||
        (isOldest &&
          (isAbsent("progressDeadlineSeconds") ||
            (stringAt(spec, "strategy", "type") !== "Recreate" &&
              ["maxSurge", "maxUnavailable"].some((field) => isAbsent("strategy", "rollingUpdate", field)))))
      );
    case "StatefulSet":
    case "DaemonSet":
      return isAbsent("updateStrategy", "type");
    default:
      return false;
  }
}
