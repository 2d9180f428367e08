// What stands around a workload and names it or selects its Pods: Services and autoscalers.
import { podLabel } from "./claims";
import type { Scaler, Scenario, Services } from "./scenario";
import type { Fields } from "./style";

/** The names for a new headless Service, in the order in which they are tried. */
export function headlessNames(workload: string): readonly [string, ...string[]] {
  return [`${workload}-headless`, `${workload}-hl`, `${workload}-svc`];
}

/** The name of a Service that selects the Pods. */
export function serviceName(workload: string, service: Services["fitting"][number]): string {
  if (service === "ordinary") return workload;
  return service === "headless" ? headlessNames(workload)[0] : `${workload}-peers`;
}

/** Those that select the Pods, then those that have their names and select others. */
export function serviceDocuments({ name, services: { fitting, taken } }: Scenario): Fields[] {
  const ports = [{ name: "main", port: 80, targetPort: "main" }];
  const service = (own: string, spec: Fields): Fields => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: own },
    spec: { ...spec, ports },
  });
  return [
    ...fitting.map((one) =>
      service(serviceName(name, one), {
        clusterIP: one === "ordinary" ? undefined : "None",
        // Fewer labels than the Pods have are enough.
        selector: one === "ordinary" ? { ...podLabel(name), tier: "server" } : podLabel(name),
      }),
    ),
    ...headlessNames(name)
      .slice(0, taken)
      .map((own, index) =>
        service(own, { clusterIP: index === 0 ? "None" : undefined, selector: podLabel(`other-${own}`.slice(0, 63)) }),
      ),
  ];
}

/** Scales the workload, or would (a VerticalPodAutoscaler). */
export function scalerDocument({ kind, min, max, namesKind }: Scaler, target: string): Fields {
  const reference = { apiVersion: "apps/v1", kind: "Deployment", name: target };
  const metadata = { name: target };
  switch (kind) {
    case "HorizontalPodAutoscaler": {
      const spec = { scaleTargetRef: reference, minReplicas: min, maxReplicas: max };
      return { apiVersion: "autoscaling/v2", kind, metadata, spec };
    }
    case "ScaledObject": {
      const triggers = [{ type: "cpu", metricType: "Utilization", metadata: { value: "60" } }];
      const scaleTargetRef = namesKind ? reference : { name: target };
      const spec = { scaleTargetRef, minReplicaCount: min, maxReplicaCount: max, triggers };
      return { apiVersion: "keda.sh/v1alpha1", kind, metadata, spec };
    }
    case "VerticalPodAutoscaler": {
      const spec = { targetRef: reference, updatePolicy: { updateMode: "Off" } };
      return { apiVersion: "autoscaling.k8s.io/v1", kind, metadata, spec };
    }
  }
}
