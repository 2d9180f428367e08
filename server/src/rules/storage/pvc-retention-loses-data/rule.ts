// A StatefulSet that deletes its Pods' claims: by an autoscaler at any time, or together with a store's data.
import { isAtLeast } from "../../../config/assumptions";
import { podProfile } from "../../../guidance/pod-profile";
import { cacheEvidence, store } from "../../../guidance/store-traces";
import { claimTemplates, type Workload } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { replace } from "../../../yaml/edit-script";
import { asScalar, at } from "../../../yaml/navigate";
import type { Scalar } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { scalerRelated } from "../../shared/related";
import { written } from "../../shared/written";

export const rule = defineRule({
  id: "pvc-retention-loses-data",
  group: "storage",
  severities: ["warning", "information"],
  heuristic: true,
  kinds: ["StatefulSet"],
  summary: "Data go with the Pods that an autoscaler removes, or with the StatefulSet.",
  fixes: [
    { title: "Set whenScaled to Retain", safe: false },
    { title: "Set 'x' to Retain", safe: false },
  ],
  check(context) {
    const { workload, lookups } = context;
    if (!workload || claimTemplates(workload).length === 0 || lookups.assumptions.development) return;
    // The gate StatefulSetAutoDeletePVC is off below 1.27: the field is dropped, and nothing is deleted.
    if (!isAtLeast(lookups.assumptions.kubernetesVersion, 1, 27)) return;
    const [scaled, deleted] = (["whenScaled", "whenDeleted"] as const).map((key) => deletes(workload, key));
    if (!scaled && !deleted) return;
    const profile = podProfile(workload, lookups);
    if (cacheEvidence(profile).length > 0) return;
    const isByScaler = scaled !== undefined && reportScaled(context, workload, scaled);
    const known = store(profile);
    // Caches and applications that can fetch or make their data again are left alone.
    if (known?.type !== "store" && known?.type !== "quorum") return;
    const image = profile.main?.image.text ?? "";
    if (scaled && !isByScaler)
      reportStore(context, scaled, "whenScaled", `Scaling down deletes the data of the Pods that go (image ${image})`);
    if (deleted)
      reportStore(context, deleted, "whenDeleted", `Deleting the StatefulSet deletes all data of it (image ${image})`);
  },
});

type Field = "whenScaled" | "whenDeleted";

function deletes(workload: Workload, key: Field): Scalar | undefined {
  const value = asScalar(at(workload.spec, "persistentVolumeClaimRetentionPolicy", key));
  return value?.value === "Delete" ? value : undefined;
}

/** @returns whether an autoscaler can remove Pods */
function reportScaled(context: RuleContext, workload: Workload, value: Scalar): boolean {
  const { scalers, lo, hi } = replicasRange(workload, context.lookups);
  const [scaler] = scalers;
  if (!scaler || lo >= hi) return false;
  const { kind, name } = scaler.facts;
  const message = `whenScaled is Delete and ${kind} "${name}" scales it: each scale-down deletes volumes with their data. Set it to Retain.`;
  context.report(value, message, {
    related: scalers.map(scalerRelated),
    fixes: retainFix(context, value, "Set whenScaled to Retain"),
  });
  return true;
}

function reportStore(context: RuleContext, value: Scalar, field: Field, text: string): void {
  context.report(value, `${text}, as ${field} is Delete. Set it to Retain if they matter.`, {
    severity: "information",
    fixes: retainFix(context, value, `Set '${field}' to Retain`),
  });
}

function retainFix(context: RuleContext, value: Scalar, title: string): Fix[] {
  const place = written(context, value);
  if (!place || place.by === "kustomization") return [];
  const { document, path } = place;
  return [{ title, safe: false, changes: () => [{ document, script: [replace(path, "Retain")] }] }];
}
