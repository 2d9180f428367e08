// Reports about what stands beside a workload: monitors, autoscalers, scripts, and variables that somebody fills in.
import type { ConversionRequest, FieldCase } from "./expectation";

const singleNode = { class: "single-node" } as const;
const ROLLING = "deployment-rwo-claim-rolling-update";

const filer = { path: "filer.yaml", object: "Deployment/filer" };
const filerMoved: ConversionRequest = { ...filer, storage: "templates" };

const doubleScrape: FieldCase = {
  folder: "11-double-scrape",
  objects: 6,
  findings: [
    {
      rule: ROLLING,
      severity: "warning",
      ...filer,
      token: "RollingUpdate",
      says: /"filer-meta"/,
      restsOn: ["filer.yaml"],
    },
  ],
  lookups: [{ ...filer, unit: ".", pods: [1, 1], claims: { "filer-meta": singleNode }, services: ["Service/filer"] }],
  conversions: [
    {
      ...filerMoved,
      says: [
        ["W-MENTION", /deployment="filer" in monitors\.yaml:21 /],
        ["W-MONITOR", /"everything-of-seaweed".*"filer-headless"/],
        ["W-CLAIM", /class "".*by hand/],
        // A new volume is not promised.
        ["W-DATA", /^(?!.*\bnew\b)/],
      ],
    },
  ],
};

const gateway = { path: "gateway.yaml", object: "Deployment/gateway-collector" };
const sink = { path: "other-mode/stateful.yaml", object: "StatefulSet/sink-collector" };

const gatewayScalers: FieldCase = {
  folder: "13-gateway-scalers",
  objects: 8,
  findings: [
    {
      rule: "governing-service-missing",
      severity: "hint",
      ...sink,
      token: "sink-collector-headless",
      says: /"sink-collector-headless" names no Service here: unless/,
    },
    { rule: "ordered-without-readiness", severity: "information", ...sink, token: "2", says: /ready or not/ },
    {
      rule: "statefulset-unneeded",
      severity: "hint",
      ...sink,
      token: "StatefulSet",
      says: /Nothing here needs a StatefulSet/,
    },
    {
      rule: "rwop-claim-multi-replica",
      severity: "error",
      ...gateway,
      token: "Deployment",
      says: /^Up to 5 Pods want the ReadWriteOncePod claim "gateway-queue"/,
      restsOn: ["gateway.yaml", "scaler.json"],
    },
    {
      rule: "hpa-target-kind-mismatch",
      severity: "warning",
      path: "other-mode/stateful.yaml",
      object: "HorizontalPodAutoscaler/sink-collector",
      token: "Deployment",
      says: /no Deployment "sink-collector", but StatefulSet "sink-collector"/,
      restsOn: ["other-mode/stateful.yaml"],
    },
  ],
  verdicts: [{ ...gateway, recommended: "Deployment", leaning: null }],
  lookups: [
    {
      ...gateway,
      unit: ".",
      pods: [2, 5],
      claims: { "gateway-queue": { class: "single-pod" } },
      scalers: ["HorizontalPodAutoscaler/gateway"],
    },
    // The autoscaler beside it means a Deployment of that name, which is not there.
    { ...sink, unit: "other-mode", pods: [2, 2], claims: {} },
  ],
  conversions: [
    {
      ...gateway,
      storage: "templates",
      says: [
        ["W-REPLICAS", /\b5 Pods\b/],
        ["W-MENTION", /Role "restart-gateway"/],
        ["W-MENTION", /restart\.sh/],
        ["W-SCALER", /HorizontalPodAutoscaler "gateway"/],
        ["W-SCALER", /VerticalPodAutoscaler "gateway"/],
      ],
      diff: [
        /^\+\t\t"scaleTargetRef": \{"apiVersion": "apps\/v1", "kind": "StatefulSet", "name": "gateway-collector"\},$/m,
        /^- {6}kind: Deployment\n\+ {6}kind: StatefulSet$/m,
        // The budget selects Pods, whoever made them.
        /^(?![\s\S]*\n[+-].*(?:PodDisruptionBudget|maxUnavailable))/,
      ],
      untouched: ["restart.sh", "other-mode/stateful.yaml"],
    },
    { ...gateway, storage: "keep", refused: "R-RWO-REPLICAS" },
  ],
};

const wiki = { path: "wiki.yaml", object: "Deployment/wiki" };

const variable: FieldCase = {
  folder: "33-replicas-from-a-variable",
  objects: 2,
  findings: [
    {
      rule: "deployment-rwo-claim-multi-replica",
      severity: "hint",
      ...wiki,
      token: "Deployment",
      says: /^Unless the variable says otherwise, 2 Pods share/,
      restsOn: ["wiki.yaml"],
    },
  ],
  verdicts: [{ ...wiki, recommended: "Deployment", leaning: null }],
  lookups: [{ ...wiki, unit: ".", pods: [2, 2], claims: { "wiki-files": singleNode } }],
  conversions: [
    { ...wiki, storage: "templates", says: [["W-REPLICAS", /^Unless the variable says otherwise, .*"wiki-files"/]] },
    { ...wiki, storage: "keep", refused: "R-RWO-REPLICAS", because: /Unless the variable says otherwise, 2 Pods/ },
  ],
};

export const companions: readonly FieldCase[] = [doubleScrape, gatewayScalers, variable];
