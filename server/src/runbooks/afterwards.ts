// The end of every way: the other Pods, the tools that apply, what must still be changed by hand.
import { markedForHelm, resumedDeliveries } from "./deliveries";
import { keepStill, retargeted } from "./freeze";
import { kubectl, object, ready } from "./live";
import { code, prose } from "./markdown";
import type { Migration } from "./migration";
import { applyAll } from "./prepare";
import { planned } from "./request";
import { bash, type Part, type Step } from "./step";
import { moving } from "./volumes";

/** Where the set has more than one Pod and no autoscaler counts them; nothing else. */
export function otherPods(migration: Migration): Step[] {
  const { to, name, replicas, companions } = migration;
  const isSet = to === "StatefulSet" && moving(migration).length > 0;
  if (!isSet || replicas.hi <= 1 || companions.scalers.length > 0 || !Number.isFinite(replicas.hi)) return [];
  const last = replicas.hi - 1;
  const others = last === 1 ? "Ordinal 1 starts" : `Ordinals 1 to ${last} start`;
  return [
    {
      title: "The other Pods",
      parts: [
        `${others} with new, empty volumes: let the application fill them from ordinal 0, and never copy the disk of one to another, which holds the identity of its Pod.`,
        bash(`${kubectl} scale ${object(to, name)} --replicas=${replicas.hi}`, ready(to, name)),
      ],
      back: [
        bash(`${kubectl} scale ${object(to, name)} --replicas=1`),
        "The claims of the others stay, and are taken again. To have the old workload back, then the way back from the step before this one.",
      ],
    },
  ];
}

/** @param about what has to be done to the files, and with old claims, before everything is applied */
export function handBack(migration: Migration, about: readonly Part[], after: readonly Part[] = []): Step {
  const { applier, companions } = migration;
  const isDelivered = applier.deliveries.length > 0;
  const isApplied = isDelivered || applier.release === undefined;
  const many = companions.scalers.length > 0 && moving(migration).length > 0 && migration.to === "StatefulSet";
  return {
    title: "Hand back",
    parts: [
      ...about,
      ...(isDelivered
        ? ["Merge the branch. Then let the tool take over again: it must find nothing to change."]
        : isApplied
          ? ["Now all of it, as always:", bash(applyAll(migration))]
          : ["Bring the chart, or whatever makes these manifests, to the same state."]),
      ...markedForHelm(migration),
      ...(isDelivered ? resumedDeliveries(migration) : []),
      ...(many
        ? [
            "From here on the autoscaler starts further Pods, each with a new, empty volume: the application must fill it from ordinal 0.",
          ]
        : []),
      ...retargeted(migration, isApplied),
      ...mentions(migration),
      ...after,
      "When nobody will go back any more, delete the folder `$WORK`.",
    ],
    back: [`Do the step *${keepStill}* again; then the way back from the step before this one.`],
  };
}

/** What the conversion only lists: people have to change it. */
const byHand = ["W-BACKUP", "W-MENTION", "W-MONITOR", "W-PROGRESS"];

function mentions({ request, storage, companions }: Migration): Part[] {
  // What has commands of its own needs no further word.
  const isDone = (message: string) =>
    companions.backups.some(({ kind, name }) => message.startsWith(`${kind} "${name}"`));
  const messages = planned(request, storage)
    .consequences.filter(({ code: own, message }) => byHand.includes(own) && !isDone(message))
    .map(({ message }) => `- ${prose(message)}`);
  return messages.length === 0 ? [] : [`Still to be changed by hand, or to be known:\n\n${messages.join("\n")}`];
}

/** The old claims are left alone until somebody is sure. */
export function oldClaimsStay(migration: Migration): Part[] {
  const claims = moving(migration);
  if (claims.length === 0) return [];
  const pruning = migration.applier.deliveries.some(({ prunes }) => prunes)
    ? " The tool that applies them prunes: it deletes the live claim as soon as the document is gone from the files."
    : " `kubectl apply --prune`, Argo CD, Flux and Helm delete a live claim whose document is gone from the files.";
  return claims.map(
    ({ claim, path }) =>
      `Claim ${code(claim)} still holds the old data, and is the way back: leave it${path === undefined ? "" : `, and its document in ${code(path)},`} until you are sure. Then delete the document and the claim; with the reclaim policy \`Delete\` its disk goes too.${pruning}`,
  );
}
