// The few words that generated objects share, so that they meet across files, folders and namespaces.
import type { Choices } from "../choices";

const rules = [
  "deployment-rwo-claim-multi-replica",
  "deployment-rwo-claim-rolling-update",
  "field-of-another-kind",
  "governing-service-missing",
  "grace-period-zero",
  "selector-template-mismatch",
  "volume-mount-unknown",
] as const;

/** Words that may stand in each other's place: swapping one for another of its row moves names, modes, kinds and numbers about. */
export const rows: readonly (readonly string[])[] = [
  ["db", "web", "cache", "dev-db"],
  ["db-data", "web-data", "cache-data", "shared"],
  ["db-headless", "web-headless", "peers"],
  ["prod", "dev", "default"],
  ["ReadWriteOnce", "ReadWriteMany", "ReadWriteOncePod", "ReadOnlyMany"],
  ["Recreate", "RollingUpdate", "OnDelete"],
  ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"],
  ["PersistentVolumeClaim", "Service", "ConfigMap"],
  ["0", "1", "2", "3", "30", "100%"],
  ["postgres:17", "nginx:1.29", "redis:7", "quay.io/coreos/etcd:v3.6.0"],
  ["strategy", "updateStrategy"],
  ["resources", "components", "bases"],
  ["namePrefix", "nameSuffix", "namespace"],
  ["claimName", "name"],
];

/** Mostly the same: what is called alike meets. */
export function application(choices: Choices): string {
  return choices.pick("db", "db", "db", "web", "cache");
}

export function ruleId(choices: Choices): string {
  return choices.pick(...rules);
}

/** Undefined for most objects: the namespace then comes from a kustomization, or from nowhere. */
function namespace(choices: Choices): string | undefined {
  return choices.chance(20) ? choices.pick("prod", "dev") : undefined;
}

export function claimName(choices: Choices, owner: string): string {
  return choices.pick(`${owner}-data`, `${owner}-data`, "shared");
}

export function serviceName(choices: Choices, owner: string): string {
  return choices.pick(owner, `${owner}-headless`, "peers");
}

/** `name`, and `namespace` where there is one. */
export function metadata(choices: Choices, name: string, more: Readonly<Record<string, unknown>> = {}): object {
  const space = namespace(choices);
  return { name, ...(space === undefined ? {} : { namespace: space }), ...more };
}
