// What must hold of a conversion and the way back: what both kinds can say is there again, unless a consequence of either step names it.
import { isDeepStrictEqual } from "node:util";
import type { Consequence } from "../../server/src/conversions/conversion";
import type { WorkloadKind } from "../../server/src/kubernetes/kinds";
import type { Node } from "../../server/src/yaml/tree";
import { list, record, type Value } from "./plain-values";
import {
  fieldsOf,
  hasField,
  isKeyed,
  named as keyed,
  nameOf,
  type Place,
  placeOf,
  STRATEGY,
  withDefaults,
} from "./workload-fields";

/** A workload before a conversion, and what that says of it. */
export interface Step {
  readonly kind: WorkloadKind;
  readonly object: Value;
  /** The same as our own tree has it: consequences name its nodes. */
  readonly root: Node;
  readonly consequences: readonly Consequence[];
}

/**
 * What is added on the way (a selector, `restartPolicy`, `concurrencyPolicy`) is no loss: only what was written counts.
 * @param end the workload after both steps
 * @returns what is wrong, each as a sentence
 */
export function roundTripViolations(there: Step, back: Step, end: Value): string[] {
  const { kind: from, object } = there;
  const by = back.kind;
  const between = withDefaults(fieldsOf(back.object, by), by);
  const said = new Set([...namedPlaces(there), ...namedPlaces(back)]);
  const before = fieldsOf(object, from);
  const after = withDefaults(fieldsOf(end, from), from);
  return Object.entries(before).flatMap(([field, value]) => {
    if (!hasField(field, from) || !hasField(field, by)) return [];
    return [...losses(value, after[field], [field], said)]
      .filter((loss) => !isMeant(loss, { from, by, before, between, after }))
      .map(({ place, ...loss }) => {
        const words = `${JSON.stringify(loss.before)} became ${JSON.stringify(loss.after)}`;
        return `by ${by} and back, ${place.join(" ")}: ${words}`;
      });
  });
}

/** What consequences name: a key or a value stands for the field, whose parts are named with it. */
function namedPlaces({ kind, object, root, consequences }: Step): string[] {
  const fields = fieldsOf(object, kind);
  return consequences.flatMap(({ at }) => {
    const place = at && "node" in at ? placeOf(root, at.node, kind) : undefined;
    return place ? [word(keyed(place, fields))] : [];
  });
}

function word(place: Place): string {
  return place.join("\n");
}

/** A value that has not come back. */
interface Loss {
  readonly place: Place;
  readonly before: unknown;
  readonly after: unknown;
}

function* losses(before: unknown, after: unknown, place: Place, said: ReadonlySet<string>): Generator<Loss> {
  if (said.has(word(place)) || isDeepStrictEqual(before, after)) return;
  if (Array.isArray(before)) {
    const isSet = isKeyed(place);
    const left = before.flatMap((item, index): [unknown, Place][] => {
      const own: Place = [...place, isSet ? String(nameOf(item)) : index];
      return said.has(word(own)) ? [] : [[item, own]];
    });
    const others = list(after);
    if (!isSet && left.length !== others.length) yield { place, before, after };
    else
      for (const [index, [item, own]] of left.entries()) {
        const other = isSet ? others.find((one) => nameOf(one) === nameOf(item)) : others[index];
        yield* losses(item, other, own, said);
      }
    return;
  }
  const entries = Object.entries(record(before));
  if (entries.length > 0) {
    for (const [key, value] of entries) yield* losses(value, record(after)[key], [...place, key], said);
  } else yield { place, before, after };
}

interface Trip {
  readonly from: WorkloadKind;
  readonly by: WorkloadKind;
  readonly before: Value;
  readonly between: Value;
  readonly after: Value;
}

const jobs: readonly WorkloadKind[] = ["Job", "CronJob"];

/** What is meant to be another value than before, by the tables of kubernetes.md. */
function isMeant({ place, before: value }: Loss, { from, by, before, between, after }: Trip): boolean {
  const [field = "", key = "", ...inner] = place;
  // 2.3: a controller takes Always alone, and a Job the others; neither can say what the other one says.
  if (field === "pod/restartPolicy") return jobs.includes(by) ? value === "Always" : by !== "Pod" && value !== "Always";
  // 2.3: a Pod has one metadata, and what its template said is what Services select; a Job by itself keeps its own too.
  if (by === "Pod") return field.startsWith("object/") && has(before, field.replace("object/", "template/"), key);
  if (by === "Job" && from === "CronJob" && field.startsWith("jobs/"))
    return has(before, field.replace("jobs/", "object/"), key);
  if (field !== STRATEGY) return false;
  // 2.7: a claim of one node or Pod has a Deployment stop the old Pod first, and Recreate has no limits.
  if ([between, after].some((one) => record(one[STRATEGY]).type === "Recreate")) return true;
  // 2.6: what comes to one Pod is the default of a StatefulSet, and goes; 2.7: no strategy comes of that default.
  const [limit] = inner;
  const isOfSets = from === "StatefulSet" || by === "StatefulSet";
  return isOfSets && limit === "maxUnavailable" && podsOf(value, before["controller/replicas"] ?? 1) === 1;
}

function has(fields: Value, field: string, key: string | number): boolean {
  return key in record(fields[field]);
}

function podsOf(limit: unknown, replicas: unknown): unknown {
  const percent = /^(\d+)%$/.exec(String(limit))?.[1];
  return percent === undefined ? limit : Math.max(1, Math.floor((Number(percent) * Number(replicas)) / 100));
}
