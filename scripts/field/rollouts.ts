// Reports about volumes during an update: one Pod, one claim, and how the old Pod lets go of it.
import type { FieldCase } from "./expectation";

const singleNode = { class: "single-node" } as const;
const ROLLING = "deployment-rwo-claim-rolling-update";

const rendered = (name: string) => ({ path: "rendered.yaml", object: `Deployment/${name}` });

const registry: FieldCase = {
  folder: "08-registry-render",
  objects: 5,
  findings: [
    {
      rule: ROLLING,
      severity: "warning",
      ...rendered("reg-jobs"),
      token: "RollingUpdate",
      says: /"reg-jobs".*Recreate/,
      restsOn: ["rendered.yaml"],
    },
    // Not on reg-store, whose block is null on purpose.
    {
      rule: "recreate-with-rolling-update",
      severity: "error",
      ...rendered("reg-portal"),
      token: "rollingUpdate",
      says: /rejects rollingUpdate beside the strategy Recreate/,
      restsOn: ["rendered.yaml"],
    },
  ],
  verdicts: [{ ...rendered("reg-portal"), recommended: "Deployment", leaning: null }],
  lookups: [
    { ...rendered("reg-jobs"), unit: ".", pods: [1, 1], claims: { "reg-jobs": singleNode } },
    { ...rendered("reg-store"), unit: ".", pods: [1, 1], claims: { "reg-store": singleNode } },
    { ...rendered("reg-portal"), unit: ".", pods: [1, 1], claims: {} },
  ],
};

const nfs = { path: "home-nfs.yaml", object: "Deployment/home-nfs" };

const surgeOne: FieldCase = {
  folder: "17-surge-one-unavailable-one",
  objects: 2,
  findings: [
    {
      rule: ROLLING,
      severity: "information",
      ...nfs,
      token: "RollingUpdate",
      says: /two Pods want claim "home-nfs" for a short time/,
      restsOn: ["home-nfs.yaml"],
    },
  ],
  lookups: [{ ...nfs, unit: ".", pods: [1, 1], claims: { "home-nfs": singleNode } }],
  conversions: [
    {
      ...nfs,
      storage: "keep",
      // Above what took the place of the block, not above the selector, which it would seem to be about.
      diff: [/^\+ {2}# one more and one fewer.*\n\+ {2}serviceName: home-nfs-headless$/m],
    },
  ],
};

const tv = { path: "tv.yaml", object: "Deployment/tv" };
const library = (...others: readonly string[]) =>
  ({ class: "multi", others: others.map((name) => `Deployment/${name}`) }) as const;

const blockAndNas: FieldCase = {
  folder: "20-block-and-nas",
  objects: 7,
  findings: [
    { rule: ROLLING, severity: "warning", ...tv, token: "Deployment", says: /"tv-config"/, restsOn: ["claims.yaml"] },
  ],
  verdicts: [
    { ...tv, recommended: "Deployment", leaning: null },
    { path: "chat.yaml", object: "Deployment/chat", recommended: "Deployment", leaning: null },
    { path: "player.yaml", object: "Deployment/player", recommended: "Deployment", leaning: null },
  ],
  lookups: [
    { ...tv, unit: ".", pods: [1, 1], claims: { "tv-config": singleNode, library: library("chat", "player") } },
    {
      path: "chat.yaml",
      object: "Deployment/chat",
      unit: ".",
      pods: [1, 1],
      // The class does not enforce the mode: the configuration says so.
      claims: { "chat-data": { class: "multi" }, library: library("player", "tv") },
    },
    {
      path: "player.yaml",
      object: "Deployment/player",
      unit: ".",
      pods: [1, 1],
      claims: { "player-config": singleNode, library: library("chat", "tv") },
    },
  ],
  conversions: [
    {
      ...tv,
      storage: "templates",
      says: [
        ["W-DATA", /"own-tv-0".*"tv-config"/],
        ["W-STAYS", /"library".*ReadWriteMany/],
      ],
      diff: [/^-\s+- \{name: own, persistentVolumeClaim: \{claimName: tv-config\}\}$/m, /^\+\s+name: own$/m],
      untouched: ["claims.yaml", "chat.yaml", "player.yaml"],
    },
  ],
  hovers: [
    { ...tv, shows: [/\| `own-tv-0`, empty, kept; `library`, as now \|$/m], hides: [/library-tv-0/] },
    { path: "player.yaml", object: "Deployment/player", shows: [/^\*\*Deployment player\*\* · Fine as it is/] },
  ],
};

const world = { path: "world.yaml", object: "Deployment/world" };

const pinned: FieldCase = {
  folder: "24-pinned-game-server",
  objects: 2,
  findings: [
    {
      rule: ROLLING,
      severity: "information",
      ...world,
      token: "Deployment",
      says: /both have claim "world"/,
      restsOn: ["world.yaml"],
    },
  ],
  verdicts: [{ ...world, recommended: "Deployment", leaning: null }],
  lookups: [{ ...world, unit: ".", pods: [1, 1], claims: { world: singleNode } }],
};

export const rollouts: readonly FieldCase[] = [registry, surgeOne, blockAndNas, pinned];
