// Commands on the live workload: its words, and how it is stopped and started again.
import type { WorkloadKind } from "../kubernetes/kinds";
import type { MigratedClaim } from "./claims";
import { isScalable } from "./companions";
import type { Migration } from "./migration";
import { fileName, word } from "./shell";

/** All commands in the workload's namespace. */
export const kubectl = 'kubectl -n "$NS"';

/** Long enough for a Pod that ends in order, and for an image that is still to be pulled. */
const PATIENCE = "--timeout=10m";

/** `deployment/mysql` as one word. */
export function object(kind: string, name: string): string {
  return word(`${kind.toLowerCase()}/${name}`);
}

/** The file in `$WORK` that holds an object as it was before. */
export function kept(...parts: readonly string[]): string {
  return `"$WORK/${plainName(...parts)}.json"`;
}

/** The command of step 1 that keeps an object there. */
export function keep(name: string, object: string): string {
  return `keep ${plainName(name)} ${object}`;
}

function plainName(...parts: readonly string[]): string {
  return fileName(...parts).toLowerCase();
}

/** The file that holds a claim, or its volume, as it was before. */
export function keptAs(migration: Migration, claim: MigratedClaim, what: "claim" | "volume"): string {
  return `"$WORK/${keptName(migration, claim, what)}.json"`;
}

/** A name that no cluster accepts is no name for a file either. */
export function keptName({ claims }: Migration, claim: MigratedClaim, what: "claim" | "volume"): string {
  const isName = /^[a-z0-9][a-z0-9.-]{0,200}$/.test(claim.claim);
  return `${what}-${isName ? claim.claim : claims.indexOf(claim) + 1}`;
}

/** The variable that holds the volume of a claim. */
export function volumeOf({ claims }: Migration, claim: MigratedClaim): string {
  const moving = claims.filter(({ moves }) => moves);
  return moving.length > 1 && claim.moves ? `PV_${moving.indexOf(claim) + 1}` : "PV";
}

/** No Pod of the selector is left; none at all is no fault. */
export function gone({ selector }: Migration): string[] {
  const pods = `-l ${word(selector)}`;
  return [
    `${kubectl} wait --for=delete pod ${pods} ${PATIENCE} || true   # "no matching resources found": they are gone`,
    `${kubectl} get pods ${pods}   # must list nothing`,
  ];
}

/** It runs no Pods any more. Kinds that cannot be told so are deleted. */
export function stopped(migration: Migration): string[] {
  const { from, name } = migration;
  const stop = isScalable(from) ? `scale ${object(from, name)} --replicas=0` : `delete ${object(from, name)}`;
  return [`${kubectl} ${stop}`, ...gone(migration)];
}

/** It runs again as it did before. */
export function started({ from, name }: Migration): string[] {
  const start = isScalable(from)
    ? `${kubectl} scale ${object(from, name)} --replicas="$REPLICAS"`
    : `${kubectl} apply -f ${kept(from)}`;
  return [start, ready(from, name)];
}

/** Waits for all Pods of a workload. */
export function ready(kind: WorkloadKind, name: string, replicas = '"$REPLICAS"'): string {
  const waits = `${kubectl} wait`;
  switch (kind) {
    case "Deployment":
    case "DaemonSet":
    case "StatefulSet":
      return `${kubectl} rollout status ${object(kind, name)} ${PATIENCE}`;
    case "Pod":
      return `${waits} --for=condition=Ready ${object(kind, name)} ${PATIENCE}`;
    default:
      return `${waits} --for=jsonpath='{.status.readyReplicas}'=${replicas} ${object(kind, name)} ${PATIENCE}`;
  }
}

/** A field of a live object, on a line of its own. */
export function shows(object: string, path: string): string {
  return `get ${object} -o jsonpath='${path}{"\\n"}'`;
}
