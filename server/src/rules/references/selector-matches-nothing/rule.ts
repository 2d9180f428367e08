// A Service or PodDisruptionBudget selects Pods that nothing makes.
import { operatorGroups } from "../../../guidance/operators";
import {
  isAddedLabel,
  isEmptySelector,
  type LabelSelector,
  type Labels,
  labelSelector,
  labels,
  matches,
} from "../../../kubernetes/labels";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import type { Lookups } from "../../../workspace/lookups/lookups";
import { at, child, entryOf, stringAt } from "../../../yaml/navigate";
import { defineRule, type RuleContext } from "../../rule";
import { isExported, isOwned } from "../../shared/made-elsewhere";
import { isOfMaker } from "../../shared/makers";
import { copyLabelsFix } from "./copy-labels-fix";
import { type NearWorkload, nearWorkload } from "./near-workload";
import { isRunTimeLabel } from "./run-time-label";

export const rule = defineRule({
  id: "selector-matches-nothing",
  group: "references",
  severities: ["warning", "information", "hint"],
  settles: true,
  kinds: ["/Service", "policy/PodDisruptionBudget"],
  summary: "A Service or PodDisruptionBudget selects no Pods.",
  fixes: [{ title: "Copy the Pod labels of 'x'", safe: false }],
  check(context) {
    const { resource, lookups, report } = context;
    const token = entryOf(child(resource.root, "spec"), "selector")?.key;
    const selector = selectorOf(context);
    if (!token || !selector || !lookups.unit.wasRead || isForOthers(context, selector)) return;
    if (lookups.pods.workloadsMatching(selector).length > 0 || isElsewhere(context, selector)) return;
    const near = nearWorkload(context, selector);
    if (near?.isMissing && isRunTimeLabel(...near.wanted)) return;
    const severity = !lookups.unit.closed ? "hint" : near ? "warning" : "information";
    report(token, message(context, selector, near), {
      severity,
      related: near ? [{ message: near.text, place: { object: near.workload, path: near.path, part: "value" } }] : [],
      fixes: near ? copyLabelsFix(context, near) : [],
    });
  },
});

/** @returns undefined where it selects all, or nothing by intention */
function selectorOf({ resource }: RuleContext): LabelSelector | undefined {
  const node = at(resource.root, "spec", "selector");
  const isService = resource.kind === "Service";
  if (isService && stringAt(resource.root, "spec", "type") === "ExternalName") return undefined;
  const selector = isService ? { matchLabels: labels(node), matchExpressions: [] } : labelSelector(node);
  return selector && !isEmptySelector(selector) ? selector : undefined;
}

/** Keys under which operators label what they make: `cnpg.io/cluster`, `strimzi.io/name`. */
function isOfOperator(key: string): boolean {
  const slash = key.indexOf("/");
  return slash !== -1 && !/(?:^|\.)(?:kubernetes\.io|k8s\.io|helm\.sh)$/.test(key.slice(0, slash));
}

/** Pods of the control plane, which kubeadm, Talos and others write as static ones, and of the add-ons beside it. */
const controlPlane = /^(?:kube-(?:apiserver|controller-manager|scheduler|proxy|dns)|etcd|coredns)$/;

function isOfControlPlane([key, value]: readonly [string, string]): boolean {
  if (key === "tier") return value === "control-plane";
  return (key === "component" || key === "k8s-app") && controlPlane.test(value);
}

/** Is it for Pods that no manifest shows, by all that is seen of it? */
function isForOthers({ resource, lookups }: RuleContext, { matchLabels, matchExpressions }: LabelSelector): boolean {
  const pairs = Object.entries(matchLabels);
  return (
    lookups.subject.namespace === "kube-system" ||
    isOwned(resource) ||
    isExported(resource) ||
    pairs.some(isOfControlPlane) ||
    pairs.some(([key, value]) => isAddedLabel(key) || isOfOperator(key) || isPlaceholder(value)) ||
    matchExpressions.some(({ key }) => isAddedLabel(key) || isOfOperator(key)) ||
    lookups.unit.customResources(operatorGroups).length > 0 ||
    isOfController(lookups, matchLabels)
  );
}

/** Controllers label the Pods that they make with the name of the custom resource. */
function isOfController(lookups: Lookups, matchLabels: Labels): boolean {
  return Object.values(matchLabels).some((value) => isOfMaker(lookups, value));
}

/** Kinds of others that have a template for Pods, and of which nothing else is read. */
const customKinds = [
  ["apps.kruise.io", "CloneSet"],
  ["apps.kruise.io", "StatefulSet"],
  ["apps.kruise.io", "DaemonSet"],
  ["serving.knative.dev", "Service"],
] as const;

/** Custom resources make them, or they are applied with something else. */
function isElsewhere({ lookups }: RuleContext, selector: LabelSelector): boolean {
  const isMade = customKinds.some(([group, kind]) =>
    lookups.unit
      .objects(group, kind)
      .some(({ facts }) => facts.customPods !== undefined && matches(selector, facts.customPods)),
  );
  return isMade || lookups.pods.isOutside(selector.matchLabels);
}

function message(
  { resource, lookups }: RuleContext,
  { matchLabels }: LabelSelector,
  near: NearWorkload | undefined,
): string {
  const isService = resource.kind === "Service";
  const then = isService ? "nothing answers behind it" : "it protects nothing";
  if (near) {
    const { kind, name } = near.workload.facts;
    const unless = lookups.unit.closed ? "" : "unless others are meant, ";
    return `It selects ${pairText(near.wanted)}, but ${kind} "${name}" has ${near.has}: ${unless}${then}. Copy its labels.`;
  }
  const [first, ...others] = Object.entries(matchLabels);
  const what = first ? `has ${pairText(first)}${others.length > 0 ? ` and ${others.length} more` : ""}` : "is selected";
  if (lookups.unit.closed) return `No Pod template that is applied with it ${what}: ${then}. Correct the selector.`;
  return `No Pod template here ${what}: unless they come from elsewhere, ${then}. Check the selector.`;
}

function pairText([key, value]: readonly [string, string]): string {
  return `${key}: ${value}`;
}
