// Reports in which a kustomization changes what is written.
import type { ConversionRequest, ExpectedLookups, FieldCase, ObjectName } from "./expectation";

const movies = { path: "movies/workload.yaml", object: "Deployment/movies" };
const database = { path: "base/symbol-db.Deployment.yaml", object: "Deployment/symbol-db" };
const classifier = { path: "base/model.yaml", object: "Deployment/classifier" };
const gallery = { path: "base/uploads.yaml", object: "Deployment/gallery" };
const tokens = { path: "api.yaml", object: "Deployment/tokens-api" };

const singleNode = { class: "single-node" } as const;

/** What one of the media applications has, and who shares the library with it. */
function media(name: string, ...others: readonly string[]): ExpectedLookups {
  return {
    path: `${name}/workload.yaml`,
    object: `Deployment/${name}`,
    unit: ".",
    pods: [1, 1],
    claims: {
      [`${name}-settings`]: singleNode,
      library: { class: "multi", others: others.map((other) => `Deployment/${other}`) },
    },
    services: [`Service/${name}`],
  };
}

const sharedTarget: FieldCase = {
  folder: "01-arr-shared-target",
  objects: 10,
  findings: [],
  verdicts: ["movies", "series", "subtitles"].map((name) => ({
    path: `${name}/workload.yaml`,
    object: `Deployment/${name}`,
    recommended: "Deployment",
    leaning: null,
  })),
  lookups: [
    media("movies", "series", "subtitles"),
    media("series", "movies", "subtitles"),
    media("subtitles", "movies", "series"),
  ],
  conversions: [
    {
      ...movies,
      storage: "templates",
      refused: "R-PATCH",
      because: /shared\/hardening\.yaml.*\/spec\/template\/spec\/volumes\/-/,
    },
    {
      ...movies,
      storage: "keep",
      diff: [/^-\s+kind: Deployment\n\+\s+kind: Deployment\|StatefulSet$/m],
      untouched: ["shared/hardening.yaml", "series/workload.yaml", "subtitles/workload.yaml"],
    },
  ],
};

const codeDatabase: FieldCase = {
  folder: "02-code-db-overlay",
  objects: 4,
  findings: [],
  verdicts: [
    { ...database, recommended: "Deployment", leaning: "StatefulSet", says: /ReadWriteOnce claim "symbol-db"/ },
  ],
  lookups: ["overlays/small", "overlays/unprivileged"].map((unit) => ({
    ...database,
    unit,
    pods: [1, 1] as const,
    claims: { "symbol-db": singleNode },
    services: ["Service/symbol-db"],
  })),
  conversions: [
    {
      ...database,
      storage: "auto",
      says: [
        ["W-STAYS", /overlays\/small.*"symbol-db".*stays an ordinary volume/],
        ["W-RECREATE", /base\/symbol-db\.Deployment\.yaml, overlays\/small\/kustomization\.yaml/],
      ],
      diff: [
        /^\+\s+clusterIP: None$/m,
        /^-\s+strategy:\n-\s+type: Recreate$/m,
        /^-\s+path: \/spec\/strategy\/type\n-\s+value: Recreate$/m,
        // Nothing is written anew that only looks the same to a parser.
        /^(?![\s\S]*\n[+-].*defaultMode)/,
        /^\+\+\+ b\/overlays\/unprivileged\/symbol-db\/symbol-db\.Deployment\.yaml$/m,
      ],
      untouched: ["base/symbol-db.PersistentVolumeClaim.yaml", "base/symbol-db.ConfigMap.yaml"],
    },
  ],
};

const scalesOut: FieldCase = {
  folder: "28-overlay-scales-out",
  objects: 3,
  findings: [
    {
      rule: "deployment-rwo-claim-multi-replica",
      severity: "warning",
      object: "Deployment/classifier",
      path: "base/model.yaml",
      token: "Deployment",
      says: /\b8 Pods\b.*"weights"/,
      restsOn: ["base/model.yaml", "trial/scaler.yaml"],
    },
  ],
  verdicts: [{ ...classifier, recommended: "Deployment", leaning: null }],
  lookups: [
    {
      ...classifier,
      unit: "trial",
      pods: [1, 8],
      claims: { weights: singleNode },
      scalers: ["HorizontalPodAutoscaler/classifier"],
    },
  ],
  conversions: [
    { ...classifier, storage: "keep", refused: "R-RWO-REPLICAS", because: /8 Pods/ },
    { ...classifier, storage: "templates", says: [["W-REPLICAS", /\b8 Pods\b/]] },
  ],
};

const onNfs: FieldCase = {
  folder: "29-region-on-nfs",
  objects: 2,
  findings: [],
  verdicts: [{ ...gallery, recommended: "Deployment", leaning: null }],
  lookups: [{ ...gallery, unit: "region-north", pods: [3, 3], claims: { uploads: { class: "multi" } } }],
};

/** A new headless Service has no empty selector where a kustomization gives the labels. */
const NO_EMPTY_SELECTOR = [/^\+\s+clusterIP: None$/m, /^(?![\s\S]*\n\+\s+selector:)/];

const commonLabels: FieldCase = {
  folder: "32-selector-from-common-labels",
  objects: 3,
  findings: [
    {
      rule: "deployment-rwo-claim-rolling-update",
      severity: "warning",
      object: "Deployment/tokens-api",
      path: "api.yaml",
      token: "Deployment",
      says: /"keys"/,
      restsOn: ["claim.yaml"],
    },
  ],
  verdicts: [{ ...tokens, recommended: "Deployment", leaning: null }],
  lookups: [{ ...tokens, unit: ".", pods: [1, 1], claims: { keys: singleNode }, services: ["Service/tokens-api"] }],
  conversions: [{ ...tokens, storage: "auto", diff: NO_EMPTY_SELECTOR }],
};

const home: ObjectName = { path: "apps/home/home.yaml", object: "Deployment/home-dev" };
const moved: ConversionRequest = { ...home, storage: "templates" };

const healthCheck: FieldCase = {
  folder: "26-flux-health-check",
  objects: 6,
  findings: [],
  verdicts: [{ ...home, recommended: "Deployment", leaning: null }],
  lookups: [
    { ...home, unit: "apps/home", pods: [1, 1], claims: { "home-data": singleNode }, services: ["Service/home"] },
  ],
  conversions: [
    {
      ...moved,
      says: [
        ["W-BACKUP", /ReplicationSource "home-data" \(cluster\/backup\.yaml\).*"data-home-dev-0"/],
        ["W-DATA", /"data-home-dev-0".*"home-data" \(apps\/home\/claim\.yaml\)/],
        ["W-LIVE", /^Stop the old one first .*Service "home"/],
        ["W-MENTION", /health check of Kustomization "home" in cluster\/home\.yaml:14 /],
        ["W-MENTION", /patch of Kustomization "home" in cluster\/home\.yaml:19 .*skipped without a word/],
        ["W-MONITOR", /ServiceMonitor "home".*"home-dev-headless"/],
        ["W-PROGRESS", /Kustomization "home" waits/],
      ],
      diff: NO_EMPTY_SELECTOR,
      untouched: ["cluster/home.yaml", "cluster/backup.yaml", "apps/home/claim.yaml", "apps/home/monitor.yaml"],
    },
  ],
};

export const overlays: readonly FieldCase[] = [sharedTarget, codeDatabase, healthCheck, scalesOut, onNfs, commonLabels];
