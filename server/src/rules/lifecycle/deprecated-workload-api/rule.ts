// A version of an API that the target has no longer, or will not have much longer.
import type { Resource } from "../../../kubernetes/resource";
import { type ApiState, apiState } from "../../../kubernetes/versions";
import { replace } from "../../../yaml/edit-script";
import { asScalar, child } from "../../../yaml/navigate";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { isOwn, ownPath } from "../../shared/written";
import { isNamedByVersion } from "./named-by-version";
import { upgrade } from "./upgrade";

export const rule = defineRule({
  id: "deprecated-workload-api",
  group: "lifecycle",
  severities: ["error", "warning"],
  kinds: [
    "Deployment",
    "StatefulSet",
    "DaemonSet",
    "ReplicaSet",
    "CronJob",
    "apps/ControllerRevision",
    "extensions/Ingress",
    "extensions/NetworkPolicy",
    "extensions/PodSecurityPolicy",
    "networking.k8s.io/Ingress",
    "networking.k8s.io/IngressClass",
    "policy/PodDisruptionBudget",
    "policy/PodSecurityPolicy",
    "autoscaling/HorizontalPodAutoscaler",
  ],
  summary: "A version of an API that the cluster has no longer, or not for long.",
  fixes: [
    { title: "Use apiVersion 'x'", safe: true },
    { title: "Upgrade to apiVersion 'x'", safe: false },
  ],
  check(context) {
    const { resource, lookups, report } = context;
    const { kubernetesVersion } = lookups.assumptions;
    const { apiVersion, kind } = resource;
    const state = apiState(apiVersion, kind, kubernetesVersion);
    const token = asScalar(child(resource.root, "apiVersion"));
    if (!state || !token) return;
    report(token, message(resource, state), {
      severity: state.state === "removed" ? "error" : "warning",
      fixes: fixes(context, state),
    });
  },
});

function message({ apiVersion, kind }: Resource, { state, deprecated, removed, replacement }: ApiState): string {
  const gone = kind === "PodSecurityPolicy" ? "Use Pod Security Admission." : "Write it as a newer version.";
  const cure = replacement === undefined ? gone : `Use ${replacement}.`;
  return state === "removed"
    ? `${kind} of ${apiVersion} was removed in Kubernetes ${removed}: the API server rejects it. ${cure}`
    : `${kind} of ${apiVersion} is deprecated since Kubernetes ${deprecated}, and ${removed} does not have it. ${cure}`;
}

/** Only the object's own text is changed, and only where no patch picks it by its version. */
function fixes(context: RuleContext, { replacement }: ApiState): Fix[] {
  const { resource, lookups, origin } = context;
  const token = child(resource.root, "apiVersion");
  if (replacement === undefined || !token || origin(token) || isNamedByVersion(context)) return [];
  const upgraded = upgrade(context);
  if (!upgraded) return [];
  const { operations, defaultsChange } = upgraded;
  // What a patch brings is not seen in the object's own text.
  if (operations.length > 0 && !isOwn(context, child(resource.root, "spec"))) return [];
  const { document } = lookups.subject;
  const changes = () => [{ document, script: [replace(ownPath(context, "apiVersion"), replacement), ...operations] }];
  return operations.length === 0 && !defaultsChange
    ? [{ title: `Use apiVersion '${replacement}'`, safe: true, changes }]
    : [{ title: `Upgrade to apiVersion '${replacement}'`, safe: false, changes }];
}
