// Rows of the comparison about Pods: what they are called, and in which order they come and go.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { rollout } from "../../kubernetes/rollout";
import type { Workload } from "../../kubernetes/workload";
import { asScalar, at, integerAt, stringAt } from "../../yaml/navigate";
import { type ColumnSource, startOf } from "./column-source";
import { code, type Rich, rich } from "./rich-text";

/** Of the names that controllers make, the part before the random characters is cut here (kubernetes.md 1.0). */
const LONGEST_BASE = 58;
const LONGEST_HASH = 10;

export function podNames(source: ColumnSource): Rich {
  const { kind, name } = source;
  switch (kind) {
    case "Deployment":
      return rich`${code(hashedName(name))}, new each time`;
    case "StatefulSet":
      return rich`${ordinals(source, "")}, kept for ever`;
    case "DaemonSet":
      return rich`${code(randomName(name))}, one on each eligible node`;
    case "Pod":
      return rich`${code(name)}, gone with its node`;
    case "Job":
      return rich`${code(randomName(isIndexed(source.workload) ? `${name}-<index>` : name))}`;
    case "CronJob":
      return rich`${code(randomName(`${name}-<minutes>`))}, new for each run`;
    case "ReplicaSet":
    case "ReplicationController":
      return rich`${code(randomName(name))}, new each time`;
  }
}

/** `db-0` … `db-2`, two as `db-0`, `db-1`; where the number is a variable, only how they begin. */
export function ordinals({ name, range, workload }: ColumnSource, prefix: string): Rich {
  const start = startOf(workload);
  const nth = (ordinal: number) => code(`${prefix}${name}-${ordinal}`);
  if (range.certainty === "unknown") return rich`${nth(start)}, ${nth(start + 1)}, …`;
  if (range.hi <= 1) return rich`${nth(start)}`;
  return rich`${nth(start)}${range.hi === 2 ? ", " : " … "}${nth(start + range.hi - 1)}`;
}

export function order(source: ColumnSource): Rich {
  const { kind, workload, situation } = source;
  switch (kind) {
    case "Deployment":
      return [deploymentOrder(source)];
    case "StatefulSet":
      return [setOrder(source)];
    case "DaemonSet":
      return [daemonOrder(workload)];
    case "ReplicaSet":
    case "ReplicationController":
      return ["any, in parallel; edits reach only new Pods"];
    case "Pod":
      return [];
    case "Job":
      return ["runs once, when it is applied"];
    case "CronJob": {
      const schedule = stringAt(situation.workload?.spec, "schedule");
      if (schedule === undefined) return ["runs at each scheduled time; edits reach the next run"];
      const zone = stringAt(situation.workload?.spec, "timeZone");
      const where = zone ? rich` in ${code(zone)}` : [];
      return rich`runs at ${code(schedule)}${where}; edits reach the next run`;
    }
  }
}

/** What stands between a workload and its Pods, and remembers how they were; empty where nothing does. */
export const revisions: Readonly<Partial<Record<WorkloadKind, string>>> = {
  Deployment: "a ReplicaSet per revision",
  StatefulSet: "ControllerRevisions",
  DaemonSet: "ControllerRevisions",
};

const OLD_FIRST = "on update the old Pod ends first";
const NEW_FIRST = "on update the new Pod starts first";

function deploymentOrder(source: ColumnSource): string {
  const { range, workload } = source;
  const one = range.hi <= 1;
  // Without a manifest there are the defaults; a set's own volume is for one Pod at a time (kubernetes.md 2.7: Recreate).
  if (!workload) return oneOrMany(one, source.oneAtATime ? OLD_FIRST : NEW_FIRST);
  if (range.certainty === "unknown") {
    const { type } = rollout(workload, 1);
    return type === "Recreate" ? "any, in parallel; on update all end first" : "any, in parallel";
  }
  const { type, surge, unavailable } = rollout(workload, Math.max(range.hi, 1));
  if (type === "Recreate") return oneOrMany(one, OLD_FIRST, "; on update all end first");
  if (type === "unknown") return oneOrMany(one, "");
  return oneOrMany(one, surge === 0 ? OLD_FIRST : unavailable === 0 ? NEW_FIRST : "on update both at once");
}

function oneOrMany(one: boolean, forOne: string, forMany = ""): string {
  return one ? forOne : `any, in parallel${forMany}`;
}

function setOrder({ workload, range, severalAtOnce }: ColumnSource): string {
  const first = startOf(workload);
  const last = range.certainty === "unknown" ? undefined : first + range.hi - 1;
  if (last !== undefined && last <= first) return onePodOfSet(workload);
  const [up, down] =
    last === undefined ? ["lowest first", "highest first"] : [`${first} → ${last}`, `${last} → ${first}`];
  const special = specialUpdate(workload, first, last);
  const several = severalAtOnce ? ", several at once" : "";
  if (stringAt(workload?.spec, "podManagementPolicy") === "Parallel")
    return special ? `up and down all at once; ${special}` : `up and down all at once, ${down} on update${several}`;
  return special ? `${up} up, ${down} down; ${special}` : `${up} up, ${down} down and on update${several}`;
}

function onePodOfSet(workload: Workload | undefined): string {
  const update = at(workload?.spec, "updateStrategy");
  if (stringAt(update, "type") === "OnDelete") return "updated when you delete it";
  const isHeld = (integerAt(update, "rollingUpdate", "partition") ?? 0) > 0;
  return isHeld ? "no update: its partition holds it back" : OLD_FIRST;
}

/** How an update goes that is not simply from the last Pod to the first. */
function specialUpdate(workload: Workload | undefined, first: number, last: number | undefined): string | undefined {
  const update = at(workload?.spec, "updateStrategy");
  const type = stringAt(update, "type");
  if (type === "OnDelete") return "updated as you delete Pods";
  if (type === "Recreate") return "on update all end first";
  const partition = integerAt(update, "rollingUpdate", "partition") ?? 0;
  if (partition <= 0) return undefined;
  // Counted from the first Pod; those below keep what they have.
  const lowest = first + partition;
  if (last === undefined) return `on update highest first, down to ${lowest}`;
  if (lowest > last) return "none on update";
  return lowest === last ? `only ${last} on update` : `only ${last} → ${lowest} on update`;
}

/** Exactly one of the two numbers is not 0 (kubernetes.md 1.5). */
function daemonOrder(workload: Workload | undefined): string {
  const strategy = at(workload?.spec, "updateStrategy");
  if (stringAt(strategy, "type") === "OnDelete") return "updated as you delete Pods";
  const surge = asScalar(at(strategy, "rollingUpdate", "maxSurge"))?.value ?? 0;
  return surge === 0 || surge === "0%"
    ? "on each node the old Pod ends first"
    : "on each node the new Pod starts first";
}

function isIndexed(workload: Workload | undefined): boolean {
  return stringAt(workload?.spec, "completionMode") === "Indexed";
}

function randomName(base: string): string {
  const whole = `${base}-`;
  return `${whole.slice(0, LONGEST_BASE)}<random>`;
}

function hashedName(name: string): string {
  const room = LONGEST_BASE - `${name}--`.length;
  if (room >= LONGEST_HASH) return `${name}-<hash>-<random>`;
  if (room > 0) return `${name}-<cut hash><random>`;
  return `${`${name}-`.slice(0, LONGEST_BASE)}<random>`;
}
