// Reads the facts of a workload.
import { accessModes, storageClassName } from "../kubernetes/claim";
import { containerPorts } from "../kubernetes/headless-service";
import { containerRequests } from "../kubernetes/requests";
import { countAt } from "../kubernetes/variables";
import {
  claimTemplates,
  claimVolumes,
  firstOrdinal,
  type PodRunner,
  placement,
  podLabels,
  probesReadiness,
  workloadSelector,
} from "../kubernetes/workload";
import { stringAt } from "../yaml/navigate";
import { withSharedPath } from "../yaml/shared-path";
import type { Node } from "../yaml/tree";
import type { WorkloadFacts } from "./facts";

/** @param root of the object */
export function workloadFacts(view: PodRunner, root: Node): WorkloadFacts {
  return {
    kind: view.kind,
    podLabels: podLabels(view) ?? {},
    selector: workloadSelector(view),
    replicas: countAt(view.spec, "replicas"),
    claims: claimVolumes(view).map(({ claim, volume, mounted, writable }) => ({
      claim,
      volume,
      mounted,
      writable,
    })),
    ...templates(view),
    ...placed(view),
    ...hooked(root),
    requests: containerRequests(view).map(withSharedPath),
    ...(stringAt(view.spec, "persistentVolumeClaimRetentionPolicy", "whenScaled") === "Delete"
      ? { deletesWhenScaled: true }
      : {}),
    ports: containerPorts(view).map(({ name, number, protocol }) => ({
      name,
      number,
      ...(protocol === "TCP" ? {} : { protocol }),
    })),
    probesReadiness: probesReadiness(view),
    firstOrdinal: firstOrdinal(view),
  };
}

function placed(view: PodRunner): Pick<WorkloadFacts, "placement"> {
  const where = placement(view);
  return where.host !== undefined || where.beside.length > 0 ? { placement: where } : {};
}

function hooked(root: Node): Pick<WorkloadFacts, "hooks"> {
  const hooks = stringAt(root, "metadata", "annotations", "helm.sh/hook");
  return hooks === undefined ? {} : { hooks: hooks.split(",").map((hook) => hook.trim()) };
}

function templates(view: PodRunner): Pick<WorkloadFacts, "claimTemplates"> {
  const named = claimTemplates(view).filter(({ name }) => name !== "");
  if (named.length === 0) return {};
  return {
    claimTemplates: named.map(({ node, name }) => ({
      name,
      accessModes: accessModes(node),
      storageClass: storageClassName(node),
    })),
  };
}
