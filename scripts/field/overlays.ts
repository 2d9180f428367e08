// Reports in which a kustomization changes what is written.
import type { ConversionRequest, ExpectedLookups, FieldCase, NotYet, ObjectName } from "./expectation";

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
      says: [["R-PATCH", /overlays\/small.*"symbol-db".*stays an ordinary volume/]],
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
  notYet: [
    {
      what: "a consequence that holds in both overlays is said once",
      why: "consequences are gathered build by build",
      holds: async (workspace) => {
        const { consequences } = await workspace.convert({ ...database, storage: "auto" });
        return consequences.filter(({ code }) => code === "W-RECREATE").length === 1;
      },
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

/** The line that a headless Service of a workload without written labels gets today. */
const EMPTY_SELECTOR = /^\+\s+selector:\n(?!\+\s+app\.kubernetes\.io\/name: )/m;

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
  conversions: [{ ...tokens, storage: "auto" }],
  notYet: [noEmptySelector({ ...tokens, storage: "auto" })],
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
  conversions: [moved],
  notYet: [
    noEmptySelector(moved),
    {
      what: "the health check of Flux still names the Deployment, and times out for ever",
      why: "objects of Flux outside the unit are not searched for mentions",
      holds: (workspace) => workspace.says(moved, "W-MENTION", /health ?checks?/i),
    },
    {
      what: "a patch in the Kustomization of Flux still names the Deployment, and is skipped without a word",
      why: "objects of Flux outside the unit are not searched for mentions",
      holds: (workspace) => workspace.says(moved, "W-MENTION", /patch/i),
    },
    {
      what: "the ReplicationSource goes on backing up the old claim",
      why: "names of claims in objects of other groups outside the unit are no mentions",
      holds: async (workspace) => {
        const { consequences } = await workspace.convert(moved);
        return consequences.some(({ message }) => /ReplicationSource/.test(message));
      },
    },
    {
      what: "the ServiceMonitor selects the new Service as well, by a label of commonLabels",
      why: "labels that the kustomization will give to the new Service are not looked at",
      holds: (workspace) => workspace.says(moved, "W-MONITOR", /"home"/),
    },
  ],
};

function noEmptySelector(request: ConversionRequest): NotYet {
  return {
    what: "the new Service has no empty selector where a kustomization gives the labels",
    why: "the selector is copied from the labels that are written",
    holds: async (workspace) => {
      const { diff } = await workspace.convert(request);
      return diff.includes("clusterIP: None") && !EMPTY_SELECTOR.test(diff);
    },
  };
}

export const overlays: readonly FieldCase[] = [sharedTarget, codeDatabase, healthCheck, scalesOut, onNfs, commonLabels];
