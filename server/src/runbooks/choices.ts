// Which ways there are for this workload, and which one its facts recommend.
import { code, listed, prose, table } from "./markdown";
import type { Migration } from "./migration";
import { type RunbookOption, runbookOptions, storageOf } from "./options";
import { moving } from "./volumes";

/** What is the same for every workload (kubernetes.md 3.0). */
const facts: Readonly<
  Record<RunbookOption, Readonly<Record<"way" | "downtime" | "needs" | "later" | "risk", string>>>
> = {
  "new-volumes": {
    way: "**a** `new-volumes`: new, empty volumes; the data come from a dump",
    downtime: "dump and restore",
    needs: "the application's own tools",
    later: "yes",
    risk: "low: the old disk is not touched",
  },
  adopt: {
    way: "**b** `adopt`: the first Pod takes over the old disk",
    downtime: "stop to start, minutes",
    needs: "rights on PersistentVolumes",
    later: "yes; further Pods start empty",
    risk: "medium: the volume changes its claim",
  },
  copy: {
    way: "**c** `copy`: clone, snapshot or a Job",
    downtime: "as long as the copy takes",
    needs: "a driver that can, or a Job; the space twice",
    later: "yes; further Pods start empty",
    risk: "low: the old disk is not touched",
  },
  "plain-claim": {
    way: "**d** `plain-claim`: the claim stays an ordinary volume",
    downtime: "one restart",
    needs: "nothing",
    later: "no: all Pods would share it",
    risk: "lowest",
  },
};

export interface Recommendation {
  readonly option: RunbookOption;
  readonly why: string;
}

/** The table of the ways, with what stands against each here. */
export function choiceTable(migrations: Readonly<Record<"templates" | "keep", Migration>>): string {
  return table(
    ["way", "downtime", "needs", "more Pods later", "risk", "here"],
    runbookOptions.map((option) => {
      const { way, downtime, needs, later, risk } = facts[option];
      const migration = migrations[storageOf(option)];
      const here = obstacle(option, migration) ?? `possible${condition(option, migration)}`;
      return [way, downtime, needs, later, risk, prose(here)];
    }),
  );
}

/** What a way needs here beyond what it always needs. */
function condition(option: RunbookOption, migration: Migration): string {
  const { claims, replicas } = migration;
  const [fixed] = claims.filter((claim) => claim.moves && claim.static);
  if (!fixed || option === "plain-claim") return "";
  const what = `no volume is made for claim "${fixed.claim}"`;
  if (option !== "adopt") return `, with a volume made by hand first: ${what}`;
  return replicas.hi > 1 ? `; each further Pod needs a volume made by hand: ${what}` : "";
}

/** Why a way cannot be gone; undefined where it can. */
export function obstacle(option: RunbookOption, migration: Migration): string | undefined {
  const way = migration.request.ways[storageOf(option)];
  if ("refused" in way) return `${way.message} (${way.refused})`;
  if (option === "plain-claim") return undefined;
  if (moving(migration).length === 0) return "No claim moves to a template.";
  return undefined;
}

/**
 * @param migrations of one live object, by which claims move
 * @param clear would the claims that move do so without anybody asking for it?
 */
export function recommended(
  migrations: Readonly<Record<"templates" | "keep", Migration>>,
  clear: boolean,
): Recommendation {
  const { templates, keep } = migrations;
  const noTemplates = obstacle("adopt", templates);
  if (noTemplates !== undefined) return { option: "plain-claim", why: noTemplates };
  const claims = moving(templates);
  const canKeep = obstacle("plain-claim", keep) === undefined;
  const [doubtful] = claims.filter(({ reason }) => reason !== undefined);
  if (canKeep && !clear && doubtful) return { option: "plain-claim", why: doubtful.reason ?? "" };
  const taken = claims.find(({ taken: path }) => path !== undefined);
  if (taken) {
    const why = `A claim ${quoted(taken.next)} is there already (${taken.taken}), which the set takes as it is: no other can have that name.`;
    return { option: canKeep ? "plain-claim" : "new-volumes", why };
  }
  if (templates.situation.lookups.assumptions.development) {
    return { option: "new-volumes", why: "Losing data is fine here (developmentPaths): nothing has to be moved." };
  }
  const [user] = templates.companions.users;
  if (user) {
    const why = `${user.kind} ${quoted(user.name)} uses claim ${quoted(user.claim)} too: a copy leaves it where it is.`;
    return { option: "copy", why };
  }
  const { hi } = templates.replicas;
  const several = hi > 1 ? " Only ordinal 0 can take over the data; the application fills the others." : "";
  const local = claims.some(({ place }) => place === "node-local") ? " It stays on its node." : "";
  const names = listed(claims.map(({ claim }) => quoted(claim)));
  return {
    option: "adopt",
    why: `The disk of ${names} stays the one it is, and nothing has to be copied.${local}${several}`,
  };
}

function quoted(text: string): string {
  return `"${text}"`;
}

/** The other ways, and how to ask for them. */
export function otherWays(option: RunbookOption, command: string): string {
  const others = runbookOptions.filter((other) => other !== option).map((other) => code(other));
  return `The steps of another way: ${code(`${command} --runbook <way>`)} with ${listed(others).replace(" and ", " or ")}, or the command Rightkind: Write Migration Runbook.`;
}
