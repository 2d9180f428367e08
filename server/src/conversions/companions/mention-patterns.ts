// How commands and alerts name a workload by its kind.

import type { WorkloadKind } from "../../kubernetes/kinds";
import { alternatives } from "../name-alternatives";

interface KindWords {
  /** Names of the kind as kubectl takes them, the plural first; each is a piece of a pattern. */
  readonly words: readonly string[];
  readonly group: string;
}

const kindWords: Readonly<Record<WorkloadKind, KindWords>> = {
  Pod: { words: ["pods", "pod", "po"], group: "" },
  ReplicaSet: { words: ["replicasets", "replicaset", "rs"], group: "apps" },
  ReplicationController: { words: ["replicationcontrollers", "replicationcontroller", "rc"], group: "" },
  Deployment: { words: ["deployments", "deployment", "deploy"], group: "apps" },
  StatefulSet: { words: ["statefulsets", "statefulset", "sts"], group: "apps" },
  DaemonSet: { words: ["daemonsets", "daemonset", "ds"], group: "apps" },
  Job: { words: ["jobs", "job"], group: "batch" },
  CronJob: { words: ["cronjobs", "cronjob", "cj"], group: "batch" },
};

/** The kind's name in roles: `deployments`. */
export function resourceName(kind: WorkloadKind): string {
  return `${kind.toLowerCase()}s`;
}

/**
 * `deployment/web`, `deploy/web`, `deployment.apps/web`, and behind `kubectl` also `deployment web`. No file names: neither
 * `deploy/web.yaml`, nor what follows `-f` or `-k`. The group `words` is the mention; it ends where the match ends.
 */
export function mentionPatterns(kind: WorkloadKind, names: ReadonlySet<string>): RegExp[] {
  const { words, group } = kindWords[kind];
  const kinds = `(?:${words.join("|")})${group === "" ? "" : `(?:(?:\\.v1)?\\.${group})?`}`;
  const name = `(?:${alternatives(names)})(?![\\w/-]|\\.\\w)`;
  const noFile = "(?<![\\w./@-])(?<!(?:^|\\s)(?:-[fk]|--filename|--kustomize)[ =])";
  return [
    new RegExp(`${noFile}(?<words>${kinds}/${name})`, "gim"),
    new RegExp(`\\bkubectl\\b[^\\n|;&]{0,300}?\\s(?<words>${kinds}[ \\t]+${name})`, "gi"),
    metricPattern(kind, names),
  ];
}

/** `deployment="web"` in a selector of `kube_deployment_…`, as a label matcher of Prometheus; also in JSON. */
function metricPattern(kind: WorkloadKind, names: ReadonlySet<string>): RegExp {
  const word = kind.toLowerCase();
  const value = `(?:[^"'\\\\|]*\\|)*(?:${alternatives(names)})(?:\\|[^"'\\\\]*)?`;
  return new RegExp(
    `\\bkube_${word}_\\w+\\s*\\{[^{}]*?\\b(?<words>${word}\\s*(?:=~?|![=~])\\s*\\\\?["']${value}\\\\?["'])`,
    "g",
  );
}
