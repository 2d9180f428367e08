// Something acts on a workload of a kind that is not there, while one of that name has another kind.
import { type PodRunnerKind, workloadKinds } from "../../../kubernetes/kinds";
import { described } from "../../../kubernetes/resource";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { defineRule } from "../../rule";
import { kustomizationKinds } from "../../shared/kustomization-targets";
import { hasScale, type WrittenTarget, writtenTarget } from "../../shared/scale-target";
import { checkDeliveries } from "./deliveries";
import { checkKustomization } from "./kustomizations";
import { setKindFix } from "./set-kind-fix";

export const rule = defineRule({
  id: "hpa-target-kind-mismatch",
  group: "scaling",
  severities: ["warning", "hint"],
  kinds: [
    "autoscaling/HorizontalPodAutoscaler",
    "keda.sh/ScaledObject",
    "autoscaling.k8s.io/VerticalPodAutoscaler",
    "argoproj.io/Rollout",
    "flagger.app/Canary",
    "kustomize.toolkit.fluxcd.io/Kustomization",
    "argoproj.io/Application",
    "argoproj.io/ApplicationSet",
    ...kustomizationKinds,
  ],
  summary: "A target has another kind than the workload of that name.",
  fixes: [{ title: "Set kind to 'X'", safe: false }],
  check(context) {
    const { lookups, resource, report } = context;
    if (lookups.subject.document.kustomization) {
      checkKustomization(context);
      return;
    }
    const written = writtenTarget(context);
    if (!written) checkDeliveries(context);
    if (!written || !meansWorkload(written)) return;
    const { target, kindNode, nameNode } = written;
    const token = kindNode ?? nameNode;
    if (!token || isPlaceholder(target.kind)) return;
    if (lookups.object(target.group, target.kind, target.name).state !== "missing") return;
    const named = lookups.unit.workloadsNamed(target.name);
    const [object] = named;
    if (!object || named.length > 1 || !fits(resource.kind, object)) return;
    report(token, message(resource.kind, written, object), {
      related: [{ message: `This is ${described(object.facts)}`, place: { object, path: ["kind"], part: "value" } }],
      fixes: setKindFix(context, written, object),
    });
  },
});

/** One of Kubernetes' own kinds, or nearly: a resource of somebody else's may well be made by an operator. */
function meansWorkload({ kind, target, kindNode }: WrittenTarget): boolean {
  if (kind !== undefined) return true;
  // Of these only a ScaledObject may leave it out.
  if (!kindNode) return false;
  const isOwnGroup = target.group === "apps" || target.group === "batch" || target.group === "";
  return isOwnGroup && workloadKinds.some((known) => known.toLowerCase() === target.kind.toLowerCase());
}

/** Those that have no number of Pods are no targets of an autoscaler; what drives a workload says so whatever its kind is. */
function fits(kind: string, { facts }: WorkspaceObject): boolean {
  const found = facts.workload?.kind;
  if (found === undefined) return false;
  if (kind === "HorizontalPodAutoscaler" || kind === "ScaledObject") return hasScale(found);
  return kind === "Rollout" || kind === "Canary" || hasScale(found) || otherVerticalKinds.includes(found);
}

const otherVerticalKinds: readonly PodRunnerKind[] = ["DaemonSet", "Job", "CronJob"];

function message(kind: string, { target, kindNode }: WrittenTarget, { facts }: WorkspaceObject): string {
  const there = described(facts);
  if (kind === "Rollout" || kind === "Canary")
    return `There is no ${described(target)}, but ${there}, which a ${kind} does not drive: it does nothing. Name a ${target.kind}.`;
  const here = kindNode
    ? `There is no ${described(target)}`
    : `Without kind it means ${described(target)}, which is not there`;
  return `${here}, but ${there}: the autoscaler does nothing. Set kind to ${facts.kind}.`;
}
