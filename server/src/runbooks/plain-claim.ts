// Option d: the set keeps the old claims as ordinary volumes; no data moves, and no Pod has a disk of its own.
import { handBack } from "./afterwards";
import { kubectl } from "./live";
import { code, listed } from "./markdown";
import type { Migration } from "./migration";
import { bash, type Step } from "./step";
import { downtimeEnds, oldAgain, setGone, showsVolume, stop, switched } from "./switch";

export function plainClaim(migration: Migration): Step[] {
  const { claims, replicas, to } = migration;
  const names = listed(claims.map(({ claim }) => code(claim)));
  const isShared = claims.every((claim) => claim.class === "multi" || claim.class === "read-only");
  return [
    stop(migration),
    switched(migration, {
      parts: [
        bash(...claims.map(showsVolume)),
        `Must print \`Bound\` and the volume as before: ${names} is what it was.`,
        downtimeEnds,
      ],
      back: [
        bash(...setGone(migration), ...oldAgain(migration)),
        "**Downtime ends.** What was written meanwhile stays.",
      ],
    }),
    handBack(
      migration,
      [`The document of ${names} stays where it is.`],
      [
        ...(isShared || replicas.hi > 1
          ? []
          : ["Keep it at one Pod: further ones would have the same claim, and the same files."]),
        `Later, for a disk of its own for each Pod: scale the ${to} to 0 first, and bring the disk or a copy under the name that the template will give (options \`adopt\` and \`copy\`). Then delete it with \`${kubectl} delete --cascade=orphan\`, and apply it with \`volumeClaimTemplates\`, which cannot be added to a live one. In the other order it hangs (FailedUpdate) until its Pod is deleted, and starts on an empty disk.`,
      ],
    ),
  ];
}
