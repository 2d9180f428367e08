// The one door to runbooks: from a planned conversion to a Markdown document that says how what is live follows.
import { storagePlan } from "../conversions/storage/storage-plan";
import { adoption } from "./adopt";
import { reversal } from "./back";
import { choiceTable, obstacle, otherWays, recommended } from "./choices";
import { copying } from "./copy";
import { freeze } from "./freeze";
import { code, prose } from "./markdown";
import { type Migration, migrations } from "./migration";
import { newVolumes } from "./new-volumes";
import { type RunbookOption, storageOf } from "./options";
import { overview } from "./overview";
import { plainClaim } from "./plain-claim";
import { backup, convertCommand, files, look, names } from "./prepare";
import type { RefusedWay, RunbookRequest } from "./request";
import { type Step, stepText } from "./step";
import { moving } from "./volumes";
import { withoutClaims } from "./without-claims";

const ways: Readonly<Record<RunbookOption, (migration: Migration) => Step[]>> = {
  "new-volumes": newVolumes,
  adopt: adoption,
  copy: copying,
  "plain-claim": plainClaim,
};

/**
 * Pure. One document; an object that is in several builds is several live objects, each with a part of its own.
 * Source of the steps: kubernetes.md 3.
 * @param option undefined: the document begins with a table of the ways, and follows the recommended one
 */
export function runbook(request: RunbookRequest, option: RunbookOption | undefined): string | RefusedWay {
  const { subject, to } = request;
  const { templates, keep } = request.ways;
  if (subject.workload.kind === "StatefulSet" ? to !== "Deployment" : to !== "StatefulSet") {
    const message = "A runbook is for a conversion to a StatefulSet, or back from one to a Deployment.";
    return { refused: "R-PAIR", message };
  }
  if (to === "Deployment") {
    if ("refused" in templates) return templates;
    const choice = request.options.choices.get("claim-templates") ?? "one-replica";
    if (choice !== "one-replica") {
      const message = `A runbook takes over the claims of the first Pod: leave out the choice claim-templates=${choice}.`;
      return { refused: "R-PAIR", message };
    }
    return joined(migrations(request, "templates").map((one) => text(one, reversal(one), undefined)));
  }
  if ("refused" in templates && "refused" in keep) return templates;
  const moves = migrations(request, "templates");
  const stays = migrations(request, "keep");
  const clear = storagePlan(subject, { ...request.options, storage: "auto" }).claims.some((claim) => claim.moves);
  const texts: string[] = [];
  for (const [index, one] of moves.entries()) {
    const both = { templates: one, keep: stays[index] ?? one };
    // Without a claim there is nothing to bring along.
    if (one.claims.length === 0)
      texts.push(
        text(
          one,
          withoutClaims(one),
          "It has no claim: no data have to be brought along, and there is nothing to choose.",
        ),
      );
    else {
      const answer = oneText(both, clear, option);
      if (typeof answer !== "string") return answer;
      texts.push(answer);
    }
  }
  return joined(texts);
}

/** @param both one live object, by which of its claims move */
function oneText(
  both: Readonly<Record<"templates" | "keep", Migration>>,
  clear: boolean,
  option: RunbookOption | undefined,
): string | RefusedWay {
  if (option !== undefined) {
    const migration = both[storageOf(option)];
    const way = migration.request.ways[storageOf(option)];
    if ("refused" in way) return way;
    const message = obstacle(option, migration);
    if (message !== undefined) return { refused: "R-PAIR", message };
    return text(migration, ways[option](migration), undefined);
  }
  const { option: best, why } = recommended(both, clear);
  const migration = both[storageOf(best)];
  const command = convertCommand(migration).replace(/ --storage \w+(.*) --write$/, "$1");
  const choice = [
    "## The ways to bring the data along",
    choiceTable(both),
    `**Recommended: ${code(best)}.** ${prose(why)} Its steps follow.`,
    otherWays(best, command),
    "Never start several Pods on clones of one disk: it holds the identity of its Pod (server ids, members of a cluster).",
  ];
  return text(migration, ways[best](migration), choice.join("\n\n"));
}

function text(migration: Migration, steps: readonly Step[], choice: string | undefined): string {
  const isEmpty = moving(migration).length === 0 && migration.claims.length === 0;
  const all = [
    names(migration),
    look(migration),
    ...(isEmpty ? [] : [backup()]),
    files(migration),
    freeze(migration),
    ...steps,
  ];
  return [
    ...overview(migration, all),
    ...(choice === undefined ? [] : [choice]),
    ...all.map((step, index) => stepText(step, index + 1)),
  ].join("\n\n");
}

function joined(texts: readonly string[]): string {
  return `${texts.join("\n\n---\n\n")}\n`;
}
