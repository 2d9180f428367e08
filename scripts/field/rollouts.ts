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
  notYet: [
    {
      what: 'on standard input the path is "-", and the file of the chart stands in "source"',
      why: "the command line writes the file of the chart into the path, with ranges of the stream",
      holds: async (workspace) => {
        const words = ["check", "-", "--format", "json", "--fail-on", "never"];
        const { findings } = JSON.parse((await workspace.run(words, workspace.text("rendered.yaml"))).out);
        return findings[0].path === "-" && findings[0].source === "registry/templates/jobs/jobs-dpl.yaml";
      },
    },
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
  conversions: [{ ...nfs, storage: "keep", diff: [/^\+\s+# one more /m] }],
  notYet: [
    {
      what: "a comment of the block that is removed stands above what took its place, not above the selector",
      why: "it is kept where the block was, and the next field seems to be meant",
      holds: async (workspace) => {
        const { diff } = await workspace.convert({ ...nfs, storage: "keep" });
        return diff !== "" && !/^\+\s+# one more .*\n\s+selector:/m.test(diff);
      },
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
    { path: "player.yaml", object: "Deployment/player", recommended: "Deployment", leaning: "StatefulSet" },
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
      says: [["W-DATA", /"tv-config"/]],
      diff: [/^-\s+- \{name: own, persistentVolumeClaim: \{claimName: tv-config\}\}$/m, /^\+\s+name: own$/m],
      untouched: ["claims.yaml", "chat.yaml", "player.yaml"],
    },
  ],
  notYet: [
    {
      what: "the library stays an ordinary volume, and the conversion says so",
      why: "it says so under the code of a refusal",
      holds: (workspace) => workspace.says({ ...tv, storage: "templates" }, "W-STAYS", /"library"/),
    },
    {
      what: "the hover shows the library as shared by all Pods of a StatefulSet, as the conversion leaves it",
      why: "the comparison gives each Pod a volume of every claim",
      holds: async (workspace) => {
        const text = workspace.hover(tv);
        return text.includes("own-tv-0") && !text.includes("library-tv-0");
      },
    },
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
