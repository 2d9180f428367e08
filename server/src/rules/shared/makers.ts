// Custom resources whose controllers make workloads, Services, ConfigMaps and Secrets, and call them after it.
import { operatorGroups } from "../../guidance/operators";
import type { Lookups } from "../../workspace/lookups/lookups";

/** Beside the operators of stores: installers of charts and applications, and what brings Pods of its own. Source: their documentation. */
const groups = [
  ...operatorGroups,
  "argoproj.io",
  "camel.apache.org",
  "ceph.rook.io",
  "flink.apache.org",
  "grafana.integreatly.org",
  "helm.cattle.io",
  "helm.toolkit.fluxcd.io",
  "infinispan.org",
  "jaegertracing.io",
  "jobset.x-k8s.io",
  "k8s.keycloak.org",
  "kiali.io",
  "kibana.k8s.elastic.co",
  "leaderworkerset.x-k8s.io",
  "logstash.k8s.elastic.co",
  "monitoring.coreos.com",
  "opentelemetry.io",
  "ray.io",
  "serving.knative.dev",
  "serving.kserve.io",
  "sparkoperator.k8s.io",
  "tempo.grafana.com",
];

/** Kinds of these groups that only say what is to be watched, or how to roll out what is written. */
const notMaking =
  /^(?:ServiceMonitor|PodMonitor|Probe|PrometheusRule|ScrapeConfig|AlertmanagerConfig|Rollout|Analysis\w+|ClusterAnalysisTemplate|Experiment|AppProject|Dashboard|GrafanaDashboard|Kafka(?:User|Topic))$/;

/** Is the name that of a custom resource of the unit that makes what a name could mean? */
export function isOfMaker({ unit }: Lookups, name: string): boolean {
  return unit.customNames(groups, notMaking).has(name);
}

/** Is something called after such a custom resource, as controllers call what they make: `rook-ceph-mon` of `rook-ceph`? */
export function isCalledAfterMaker({ unit }: Lookups, name: string): boolean {
  const names = unit.customNames(groups, notMaking);
  for (let end = name.length; end > 0; end = name.lastIndexOf("-", end - 1))
    if (names.has(name.slice(0, end))) return true;
  return false;
}
