// Annotations that people already write for other linters, where the other tool's check is the same as a rule of ours.

/** A check of another tool, and what it is here. */
export interface PeerCheck {
  readonly tool: "kube-linter" | "kube-score" | "checkov" | "monokle";
  /** All ids that the tool knows it by. */
  readonly ids: readonly [string, ...string[]];
  /** The kinds of object that the check looks at; any where undefined. */
  readonly kinds?: readonly string[];
  readonly rules: readonly string[];
  /** Where our rules see more than the check: only findings on this key are meant, with such a value. */
  readonly on?: { readonly key: string; readonly value?: RegExp };
}

const autoscaler = ["HorizontalPodAutoscaler"];
const budget = ["PodDisruptionBudget"];

/**
 * Only where the meaning is the same. Left out are checks that ask for the opposite (deployment-strategy), for other numbers
 * (minimum-three-replicas), or for one of several things that our rule reports in one place (pod-probes-identical).
 * Source: pkg/builtinchecks of stackrox/kube-linter, README_CHECKS.md and score/ of zegl/kube-score,
 * checkov/kubernetes/checks of bridgecrewio/checkov, packages/validation of kubeshop/monokle-core.
 */
export const peerChecks: readonly PeerCheck[] = [
  { tool: "kube-linter", ids: ["dangling-horizontalpodautoscaler"], kinds: autoscaler, rules: ["reference-not-found"] },
  { tool: "kube-linter", ids: ["dangling-ingress"], kinds: ["Ingress"], rules: ["reference-not-found"] },
  { tool: "kube-linter", ids: ["dangling-service"], kinds: ["Service"], rules: ["selector-matches-nothing"] },
  { tool: "kube-linter", ids: ["job-ttl-seconds-after-finished"], kinds: ["Job", "CronJob"], rules: ["job-history"] },
  { tool: "kube-linter", ids: ["latest-tag"], rules: ["rollback-not-reproducible"], on: { key: "image" } },
  { tool: "kube-linter", ids: ["mismatching-selector"], rules: ["selector-template-mismatch"] },
  { tool: "kube-linter", ids: ["no-anti-affinity"], rules: ["spread-or-probe-gaps"], on: { key: "kind" } },
  {
    tool: "kube-linter",
    ids: ["non-existent-service-account"],
    rules: ["reference-not-found"],
    on: { key: "serviceAccountName" },
  },
  {
    tool: "kube-linter",
    ids: ["pdb-max-unavailable"],
    kinds: budget,
    rules: ["pdb-blocks-evictions"],
    on: { key: "maxUnavailable" },
  },
  {
    tool: "kube-linter",
    ids: ["pdb-min-available"],
    kinds: budget,
    rules: ["pdb-blocks-evictions"],
    on: { key: "minAvailable" },
  },
  { tool: "kube-score", ids: ["container-image-tag"], rules: ["rollback-not-reproducible"], on: { key: "image" } },
  { tool: "kube-score", ids: ["cronjob-has-deadline"], kinds: ["CronJob"], rules: ["cronjob-no-deadline"] },
  {
    tool: "kube-score",
    ids: ["deployment-has-host-podantiaffinity"],
    kinds: ["Deployment"],
    rules: ["spread-or-probe-gaps"],
    on: { key: "kind" },
  },
  {
    tool: "kube-score",
    ids: ["statefulset-has-host-podantiaffinity"],
    kinds: ["StatefulSet"],
    rules: ["spread-or-probe-gaps"],
    on: { key: "kind" },
  },
  { tool: "kube-score", ids: ["deployment-has-poddisruptionbudget"], kinds: ["Deployment"], rules: ["missing-pdb"] },
  { tool: "kube-score", ids: ["statefulset-has-poddisruptionbudget"], kinds: ["StatefulSet"], rules: ["missing-pdb"] },
  {
    tool: "kube-score",
    ids: ["deployment-pod-selector-labels-match-template-metadata-labels"],
    kinds: ["Deployment"],
    rules: ["selector-template-mismatch"],
  },
  {
    tool: "kube-score",
    ids: ["statefulset-pod-selector-labels-match-template-metadata-labels"],
    kinds: ["StatefulSet"],
    rules: ["selector-template-mismatch"],
  },
  { tool: "kube-score", ids: ["deployment-replicas"], kinds: ["Deployment"], rules: ["single-replica-behind-service"] },
  {
    tool: "kube-score",
    ids: ["deployment-targeted-by-hpa-does-not-have-replicas-configured"],
    kinds: ["Deployment"],
    rules: ["hpa-and-fixed-replicas"],
  },
  {
    tool: "kube-score",
    ids: ["horizontalpodautoscaler-has-target"],
    kinds: autoscaler,
    rules: ["reference-not-found"],
  },
  { tool: "kube-score", ids: ["ingress-targets-service"], kinds: ["Ingress"], rules: ["reference-not-found"] },
  {
    tool: "kube-score",
    ids: ["poddisruptionbudget-has-policy"],
    kinds: budget,
    rules: ["pdb-blocks-evictions"],
    on: { key: "selector" },
  },
  { tool: "kube-score", ids: ["service-targets-pod"], kinds: ["Service"], rules: ["selector-matches-nothing"] },
  { tool: "kube-score", ids: ["stable-version"], rules: ["deprecated-workload-api"] },
  {
    // One check for what can be wrong with the Service that a StatefulSet names.
    tool: "kube-score",
    ids: ["statefulset-has-servicename"],
    kinds: ["StatefulSet"],
    rules: [
      "governing-service-missing",
      "governing-service-not-headless",
      "governing-service-selector-mismatch",
      "service-name-missing",
    ],
  },
  { tool: "checkov", ids: ["CKV_K8S_14"], rules: ["rollback-not-reproducible"], on: { key: "image" } },
  {
    tool: "monokle",
    ids: ["kbp.no-latest-image", "KBP001", "kbp001"],
    rules: ["rollback-not-reproducible"],
    on: { key: "image", value: /:latest$/ },
  },
  {
    tool: "monokle",
    ids: ["kbp.image-tagged", "KBP116", "kbp116"],
    rules: ["rollback-not-reproducible"],
    on: { key: "image", value: /^[^:]*$/ },
  },
  {
    tool: "monokle",
    ids: ["lnk.no-missing-links", "LNK001", "lnk001"],
    rules: ["reference-not-found", "selector-matches-nothing"],
  },
];

/** A check that an annotation turns off on an object. */
export interface PeerRequest {
  readonly check: PeerCheck;
  /** What the annotation says, else the tool and its check: some of the tools have no place for a reason. */
  readonly reason: string;
}

/**
 * The checks of other tools that an annotation turns off, as far as they are rules of ours.
 * @param value undefined where it is no text
 * @param kind of the object, undefined where it has none
 */
export function peerRequests(key: string, value: string | undefined, kind: string | undefined): PeerRequest[] {
  return written(key, value?.trim() ?? "").flatMap(({ tool, id, reason }) =>
    peerChecks
      .filter((check) => check.tool === tool && check.ids.includes(id))
      .filter(({ kinds }) => !kinds || (kind !== undefined && kinds.includes(kind)))
      .map((check) => ({ check, reason: reason || `${tool}: ${id}` })),
  );
}

interface Written {
  readonly tool: PeerCheck["tool"];
  readonly id: string;
  /** Empty where the annotation gives none. */
  readonly reason: string;
}

/** What an annotation says, each tool's in its own form. */
function written(key: string, value: string): Written[] {
  const kubeLinter = "ignore-check.kube-linter.io/";
  if (key.startsWith(kubeLinter)) return [{ tool: "kube-linter", id: key.slice(kubeLinter.length), reason: value }];
  if (key === "kube-score/ignore")
    return value.split(",").map((id) => ({ tool: "kube-score", id: id.trim(), reason: "" }));
  if (key.startsWith("checkov.io/skip")) {
    const [id = "", ...reason] = value.split("=");
    return [{ tool: "checkov", id: id.trim(), reason: reason.join("=").trim() }];
  }
  const monokle = "monokle.io/suppress.";
  if (key.startsWith(monokle) && value !== "" && value !== "false") {
    const isReason = value !== "true" && value !== "suppress";
    return [{ tool: "monokle", id: key.slice(monokle.length), reason: isReason ? value : "" }];
  }
  return [];
}
