// The old workload goes, the new one comes; and the way back from there.

import { podTemplatePath } from "../kubernetes/workload";
import type { MigratedClaim } from "./claims";
import { gone, kept, kubectl, object, ready, shows, started, stopped, volumeOf } from "./live";
import type { Migration } from "./migration";
import { word } from "./shell";
import { bash, type Part, type Step } from "./step";
import { moving } from "./volumes";

export const downtimeStarts = "**Downtime starts here.**";
export const downtimeEnds =
  "**Downtime ends here,** once the application's own checks are fine: row counts, version, replication.";

/** Nothing writes any more. */
export function stop(migration: Migration): Step {
  return {
    title: `Stop the ${migration.from}`,
    parts: [downtimeStarts, bash(...stopped(migration)), "Waits until its last Pod has ended."],
    back: [bash(...started(migration)), "**Downtime ends.**"],
  };
}

interface SwitchOptions {
  /** What follows on the commands. */
  readonly parts: readonly Part[];
  readonly back: readonly Part[];
}

/** Deletes the old workload, which runs no Pods, and applies the new one with what governs it. */
export function switched(migration: Migration, { parts, back }: SwitchOptions): Step {
  const { from, to, name } = migration;
  return {
    title: `Put the ${to} in its place`,
    parts: [
      bash(
        `${kubectl} delete ${object(from, name)} --ignore-not-found`,
        `${kubectl} apply -f "$WORK/switch.json"`,
        runs(migration),
      ),
      "Waits until the Pods are Ready.",
      ...parts,
    ],
    back,
  };
}

/** `kubectl rollout status` knows no update strategy but RollingUpdate. */
function runs({ request: { options }, to, name }: Migration): string {
  const isRolling = (options.choices.get("update-strategy") ?? "RollingUpdate") === "RollingUpdate";
  if (to !== "StatefulSet" || isRolling) return ready(to, name);
  return `${kubectl} wait --for=jsonpath='{.status.readyReplicas}'=1 ${object(to, name)} --timeout=10m`;
}

/** The claims of the first Pod have the volumes that they must have. */
export function sameVolumes(migration: Migration): Part[] {
  const claims = moving(migration);
  if (claims.length === 0) return [];
  return [
    bash(
      ...claims.map(
        (claim) =>
          `[ "$(${kubectl} get ${object("pvc", claim.next)} -o jsonpath='{.spec.volumeName}')" = "$${volumeOf(migration, claim)}" ]   # the disk is the old one`,
      ),
    ),
  ];
}

/** The volume that a claim of the first Pod has now. */
export function showsVolume({ next }: MigratedClaim): string {
  return `${kubectl} ${shows(object("pvc", next), "{.status.phase} {.spec.volumeName}")}`;
}

/** The set goes; its claims and their volumes stay. */
export function setGone({ to, name, ...rest }: Migration): string[] {
  const migration = { to, name, ...rest };
  return [
    `${kubectl} scale ${object(to, name)} --replicas=0`,
    ...gone(migration),
    `${kubectl} delete ${object(to, name)}`,
  ];
}

/** The old workload runs again, on its old claims. */
export function oldAgain({ from, name }: Migration): string[] {
  return [`${kubectl} apply -f ${kept(from)}`, ready(from, name)];
}

/** The old workload runs again, on the claims under their new names. */
export function oldOnNewNames(migration: Migration): string[] {
  const { from, name } = migration;
  const back = kept(from, "back");
  const volumes = ["", ...podTemplatePath(from), "spec", "volumes"].join(".");
  const pairs = moving(migration).map(({ claim, next }) => ({ claim, next }));
  const names = pairs.flatMap(({ claim, next }, index) => [
    "--arg",
    `old${index}`,
    word(claim),
    "--arg",
    `new${index}`,
    word(next),
  ]);
  const filter = pairs
    .map(
      (_, index) =>
        `(${volumes}[]? | select(.persistentVolumeClaim.claimName == $old${index}) | .persistentVolumeClaim.claimName) = $new${index}`,
    )
    .join(" | ");
  return [
    `jq ${names.join(" ")} '${filter}' ${kept(from)} > ${back}`,
    `${kubectl} apply -f ${back}`,
    ready(from, name),
  ];
}
