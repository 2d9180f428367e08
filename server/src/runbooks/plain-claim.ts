// Option d: the set keeps the old claim as an ordinary volume; no data moves, and no Pod has a disk of its own.
import { handBack } from "./afterwards";
import { kubectl } from "./live";
import { code, listed } from "./markdown";
import type { Migration } from "./migration";
import { bash, type Step } from "./step";
import { downtimeEnds, oldAgain, setGone, showsVolume, stop, switched } from "./switch";

export function plainClaim(migration: Migration): Step[] {
  const { claims, replicas } = migration;
  const names = listed(claims.map(({ claim }) => code(claim)));
  const isShared = claims.every((claim) => claim.class === "multi" || claim.class === "read-only");
  return [
    stop(migration),
    switched(migration, {
      parts: [
        ...(claims.length > 0
          ? [
              bash(...claims.map(showsVolume)),
              `Must print \`Bound\` and the volume as before: ${names} and its data are as they were.`,
            ]
          : []),
        downtimeEnds,
      ],
      back: [
        bash(...setGone(migration), ...oldAgain(migration)),
        "**Downtime ends.** What was written meanwhile stays.",
      ],
    }),
    handBack(
      migration,
      claims.length > 0 ? [`${names} and the document of it stay as they are.`] : [],
      claims.length > 0
        ? [
            ...(isShared || replicas.hi > 1
              ? []
              : ["Keep it at one Pod: further ones would share the claim, each with the same files."]),
            `Later, a disk for each Pod: set the ${migration.to} to 0 first and bring the disk, or a copy, under the name that the template gives (options b and c); then \`${kubectl} delete --cascade=orphan\` it and apply it with \`volumeClaimTemplates\`, which cannot be added to a live one. In the other order it hangs (FailedUpdate) until its Pod is deleted, and starts on an empty disk.`,
          ]
        : [],
    ),
  ];
}
