// Custom resources whose controllers make workloads, Services, ConfigMaps and Secrets, and call them after it.
import type { Lookups } from "../../workspace/lookups/lookups";

/** Groups of which no controller makes such objects: they say how something is reached, secured, watched, stored or delivered. */
const groups =
  /(?:^|\.)(?:cert-manager\.io|cilium\.io|cloud\.google\.com|config\.openshift\.io|containo\.us|crd\.projectcalico\.org|external-secrets\.io|externaldns\.k8s\.io|gatekeeper\.sh|image\.openshift\.io|istio\.io|k8s\.aws|k8s\.nginx\.org|keda\.sh|kustomize\.toolkit\.fluxcd\.io|kyverno\.io|linkerd\.io|metallb\.io|networking\.gke\.io|notification\.toolkit\.fluxcd\.io|projectcontour\.io|route\.openshift\.io|security\.openshift\.io|source\.toolkit\.fluxcd\.io|traefik\.io|velero\.io|volsync\.backube||)$/;

/** Kinds of other groups that only say what is to be watched, or how to roll out what is written. */
const notMaking =
  /^(?:ServiceMonitor|PodMonitor|PodDisruptionBudget|DeploymentConfig|SealedSecret|Probe|PrometheusRule|ScrapeConfig|AlertmanagerConfig|Rollout|Analysis\w+|ClusterAnalysisTemplate|Experiment|AppProject|Dashboard|GrafanaDashboard|Kafka(?:User|Topic))$/;

const without = { groups, kinds: notMaking };

/** Is the name that of a custom resource of the unit that makes what a name could mean? */
export function isOfMaker({ unit }: Lookups, name: string): boolean {
  return unit.customNames(without).has(name);
}

/** Is something called after such a custom resource, as controllers call what they make: `rook-ceph-mon` of `rook-ceph`? */
export function isCalledAfterMaker({ unit }: Lookups, name: string): boolean {
  const names = unit.customNames(without);
  for (let end = name.length; end > 0; end = name.lastIndexOf("-", end - 1))
    if (names.has(name.slice(0, end))) return true;
  return false;
}
