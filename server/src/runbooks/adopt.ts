// Option b: the set takes over the old volume, as the claim of its first Pod (kubernetes, persistent-volumes#reclaiming and #binding).
import { handBack, otherPods } from "./afterwards";
import { started, stopped } from "./live";
import { code } from "./markdown";
import type { Migration } from "./migration";
import { bash, type Part, type Step } from "./step";
import { downtimeEnds, oldAgain, oldOnNewNames, sameVolumes, setGone, stop, switched } from "./switch";
import { claimed, detached, freed, moving, policyBack, reserved, retained } from "./volumes";

export function adoption(migration: Migration): Step[] {
  const { from, to } = migration;
  const undone = bash(...reserved(migration, "backward"), ...claimed(migration, "backward"), ...started(migration));
  const ends = "**Downtime ends.**";
  return [
    {
      title: "Keep the disk, whatever happens",
      parts: [bash(...retained(migration)), "With `Delete` the disk would go with the claim that is deleted below."],
      back: [bash(...policyBack(migration))],
    },
    { ...stop(migration), parts: [...stop(migration).parts, bash(...detached(migration))] },
    {
      title: "Take the claim away: the volume is free",
      parts: [
        bash(...freed(migration)),
        "The claim disappears, the volume becomes Released and keeps its data. If the deletion hangs, some Pod still names the claim, a finished one of a Job too: delete that Pod, and leave the finalizer alone.",
      ],
      back: ["The same volume gets a claim of the old name again:", undone, ends],
    },
    {
      title: "Reserve the volume for the claim of the first Pod",
      parts: [bash(...reserved(migration)), "The volume becomes Available, and no other claim can take it."],
      back: ["As from the step before."],
    },
    {
      title: "Make that claim",
      parts: [
        bash(...claimed(migration)),
        "The claim becomes Bound, to that volume alone: the set finds it by its name and takes it as it is.",
      ],
      back: [
        `The ${from} takes the claim under its new name; the volume needs nothing:`,
        bash(...oldOnNewNames(migration)),
        ends,
      ],
    },
    switched(migration, {
      parts: [...sameVolumes(migration), downtimeEnds],
      back: [
        "What was written meanwhile stays: it is the same disk.",
        bash(...setGone(migration), ...oldOnNewNames(migration)),
        ends,
        ...claimNamesInFiles(migration),
        "Should the claim have its old name again, then with another downtime:",
        bash(
          ...stopped(migration),
          ...retained(migration),
          ...detached(migration),
          ...freed(migration, "backward"),
          ...reserved(migration, "backward"),
          ...claimed(migration, "backward"),
          ...oldAgain(migration),
        ),
      ],
    }),
    ...otherPods(migration),
    handBack(migration, documentsGo(migration), [
      `The volume keeps the policy Retain until the ${to} has proved itself and there is a new backup. Then, where it was another before:`,
      bash(...policyBack(migration)),
    ]),
  ];
}

/** The live claim is gone: its document would make another one. */
function documentsGo(migration: Migration): Part[] {
  const isBuilt = migration.applier.folder !== undefined;
  const inBuild = isBuilt ? " (where nothing else is in that file, the file out of the kustomization)" : "";
  return moving(migration).flatMap(({ claim, path, next, reserved: volumes }) => [
    path === undefined
      ? `Whatever manifest makes claim ${code(claim)} must not do so any more: it would make a new, empty volume.`
      : `Take the document of claim ${code(claim)} out of ${code(path)}${inBuild}: applied again, it would make a new, empty volume.`,
    ...volumes.map(
      (volume) =>
        `Write ${code(next)} for ${code(claim)} in the \`claimRef\` of PersistentVolume ${code(volume.name)} (${code(volume.path)}).`,
    ),
  ]);
}

function claimNamesInFiles(migration: Migration): Part[] {
  const { from } = migration;
  return moving(migration).map(
    ({ claim, next }) =>
      `In the manifest of the ${from} write ${code(next)} for ${code(claim)} before it is applied from the files again.`,
  );
}
