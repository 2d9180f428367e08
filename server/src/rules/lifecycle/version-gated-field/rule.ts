// A field that the target does not keep: it is dropped, and nobody says so.

import { isAtLeast } from "../../../config/assumptions";
import { type GatedState, gatedState } from "../../../kubernetes/versions";
import { defineRule } from "../../rule";
import { gatedFields, ONCE_POD } from "./gated-fields";

export const rule = defineRule({
  id: "version-gated-field",
  group: "lifecycle",
  severities: ["information"],
  kinds: [
    "Pod",
    "ReplicaSet",
    "ReplicationController",
    "Deployment",
    "StatefulSet",
    "DaemonSet",
    "Job",
    "CronJob",
    "/PersistentVolumeClaim",
    "policy/PodDisruptionBudget",
  ],
  summary: "A field that the target version drops.",
  fixes: [],
  check(context) {
    const { resource, workload, lookups, report } = context;
    const { kubernetesVersion } = lookups.assumptions;
    for (const { field, name, token } of gatedFields(resource, workload)) {
      const state = gatedState(field, kubernetesVersion);
      if (!state) continue;
      // Rejected from 1.28 to 1.33: that has a rule of its own.
      const isRejected = isAtLeast(kubernetesVersion, 1, 28) && !isAtLeast(kubernetesVersion, 1, 34);
      if (field === "container.restartPolicy" && isRejected) continue;
      const { major, minor } = kubernetesVersion;
      report(token, message(name, state, `${major}.${minor}`));
    }
  },
});

function message(name: string, { state, on }: GatedState, target: string): string {
  // A value is no field that could be dropped.
  if (name === ONCE_POD)
    return `Kubernetes ${target} ${state === "off" ? `has ${name} behind a feature gate that is off` : `does not know ${name}`}. Use ReadWriteOnce, or ${on} or newer.`;
  return state === "off"
    ? `Kubernetes ${target} has ${name} behind a feature gate that is off: it is dropped without a word. Remove it, or use ${on} or newer.`
    : `Kubernetes ${target} does not know ${name}: kubectl rejects it, other clients drop it. Remove it, or use ${on} or newer.`;
}
