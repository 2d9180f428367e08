// Moves the parts of a workload to where they stand in its new kind: a Pod gets a template around it, a CronJob loses its Job.

import type { WorkloadKind } from "../../kubernetes/kinds";
import { insert, type Level, type Operation, remove, unwrap, wrap } from "../../yaml/edit-script";
import { entry, type Fragment, mapping } from "../../yaml/fragment";
import { asScalar, at, child, entriesOf, entryOf } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import { isFieldKept, isFieldOf } from "../fields/dropped-fields";
import { copiedMetadata, mergedMetadata, type Part } from "./metadata";
import { placeOf, shapeOf } from "./places";

/** New fields of the `spec` that holds the template: at its beginning, before the template, and at its end. */
export interface Additions {
  readonly first: readonly (Fragment | string)[];
  readonly beforeTemplate: readonly (Fragment | string)[];
  readonly last: readonly (Fragment | string)[];
  /** Labels of the Pods, where they have none: the entries. */
  readonly podLabels?: Fragment | string;
}

export const noAdditions: Additions = { first: [], beforeTemplate: [], last: [] };

/**
 * Operations on paths of the old kind, beside those of the field plan.
 * @param part an object, or a patch of it: what is not there is not moved
 */
export function reshaped(part: Part, from: WorkloadKind, to: WorkloadKind, additions: Additions): Operation[] {
  const [old, wanted] = [shapeOf(from), shapeOf(to)];
  if (old === "pod" && wanted !== "pod") return wrapped(part, to, additions);
  if (old === "template" && wanted === "schedule") return scheduled(part, from, to, additions);
  return [
    ...placed(part, from, additions),
    ...(old === "schedule" && wanted !== "schedule" ? unscheduled(part, wanted === "pod") : []),
    ...(old !== "pod" && wanted === "pod" ? unwrapped(part, from) : []),
  ];
}

/** The fields of the `spec` that is there. */
function placed({ root, base }: Part, from: WorkloadKind, additions: Additions): Operation[] {
  const place = placeOf("controller", from);
  if (!place) return [];
  const spec = at(root, ...place);
  const path = [...base, ...place];
  const isThere = entryOf(spec, "template") !== undefined;
  const { podLabels } = additions;
  return [
    ...additions.first.map((part) => insert(path, "first", part)),
    ...additions.beforeTemplate.map((part) => insert(path, isThere ? { before: "template" } : "last", part)),
    ...additions.last.map((part) => insert(path, "last", part)),
    ...(podLabels === undefined ? [] : labelled(child(spec, "template"), [...path, "template"], podLabels)),
  ];
}

function labelled(template: Node | undefined, path: Path, labels: Fragment | string): Operation[] {
  const metadata = child(template, "metadata");
  if (!metadata) return [insert(path, "first", entry("metadata", entry("labels", labels)))];
  if (!child(metadata, "labels")) return [insert([...path, "metadata"], "first", entry("labels", labels))];
  return [insert([...path, "metadata", "labels"], "last", labels)];
}

/** A Pod in the template of a controller, or of the Job of a CronJob. */
function wrapped(part: Part, to: WorkloadKind, additions: Additions): Operation[] {
  const { root, base } = part;
  const metadata = copiedMetadata(part, ["metadata"], additions.podLabels);
  const inner: Level = { key: "spec", ...(metadata ? { before: metadata } : {}) };
  const before = [...additions.first, ...additions.beforeTemplate];
  const outer = (key: string): Level => ({
    key,
    ...(before.length > 0 ? { before: mapping(...before) } : {}),
    ...(additions.last.length > 0 ? { after: mapping(...additions.last) } : {}),
  });
  const levels =
    shapeOf(to) === "schedule"
      ? [outer("jobTemplate"), { key: "spec" }, { key: "template" }, inner]
      : [outer("template"), inner];
  const spec = child(root, "spec");
  const fields = entriesOf(spec).map(({ key }) => asScalar(key)?.text ?? "");
  const misplaced = fields.filter(isMisplaced);
  if (spec && misplaced.length > 0) {
    return [
      wrap([...base, "spec"], levels, { only: fields.filter((field) => !misplaced.includes(field)) }),
      ...misplaced
        .filter((field) => !isFieldKept("controller", field, to))
        .map((field) => remove([...base, "spec", field])),
    ];
  }
  if (entryOf(root, "spec")) return [wrap([...base, "spec"], levels)];
  // A patch of labels alone.
  if (!metadata) return [];
  const [first, ...others] = levels.slice(0, -1).map(({ key }) => key);
  const nested = others.reduceRight<Fragment>((value, key) => entry(key, value), metadata);
  return [insert(base, "last", entry("spec", entry(first ?? "template", nested)))];
}

/** Fields that a controller has, and that somebody wrote into a Pod: they have found their place where the kind has them. */
function isMisplaced(field: string): boolean {
  return isFieldOf("controller", field) && !isFieldOf("pod", field);
}

/** What a Job has goes into the Job of a CronJob; `suspend` is said of the schedule. */
function scheduled(part: Part, from: WorkloadKind, to: WorkloadKind, additions: Additions): Operation[] {
  const { root, base } = part;
  const spec = child(root, "spec");
  const only = entriesOf(spec).flatMap(({ key }) => {
    const field = asScalar(key)?.text ?? "";
    // What a Job says of its schedule, though it has none, is where it belongs then.
    const isOutside = field === "suspend" || field === "paused" || isFieldOf("schedule", field);
    return isOutside || !isFieldKept("controller", field, to) ? [] : field;
  });
  const metadata = from === "Job" ? copiedMetadata(part, ["metadata"], undefined) : undefined;
  const before = [...additions.first, ...additions.beforeTemplate];
  if (only.length === 0) return before.length > 0 ? [insert([...base, "spec"], "first", mapping(...before))] : [];
  const labels = additions.podLabels;
  const levels: Level[] = [
    { key: "jobTemplate", ...(before.length > 0 ? { before: mapping(...before) } : {}) },
    { key: "spec", ...(metadata ? { before: metadata } : {}) },
  ];
  return [
    wrap([...base, "spec"], levels, { only }),
    ...(labels === undefined ? [] : labelled(child(spec, "template"), [...base, "spec", "template"], labels)),
  ];
}

/**
 * The Job of a CronJob stands by itself.
 * @param alone is not even the Job left, so that its labels are nobody's?
 */
function unscheduled(part: Part, alone: boolean): Operation[] {
  const { root, base } = part;
  const path = [...base, "spec", "jobTemplate"];
  const held = at(root, "spec", "jobTemplate");
  if (!held) return [];
  const gone = child(held, "metadata") ? [remove([...path, "metadata"])] : [];
  return [
    unwrap(path),
    ...(alone ? gone : mergedMetadata(part, ["spec", "jobTemplate", "metadata"], "object")),
    ...(child(held, "spec") ? [unwrap([...path, "spec"])] : []),
  ];
}

/** The Pods of a template become one Pod: their labels are its own. */
function unwrapped(part: Part, from: WorkloadKind): Operation[] {
  const { root, base } = part;
  const template = placeOf("template", from) ?? [];
  const held = at(root, ...template);
  if (!held) return [];
  return [
    unwrap([...base, ...template]),
    ...mergedMetadata(part, [...template, "metadata"], "source"),
    ...(child(held, "spec") ? [unwrap([...base, ...template, "spec"])] : []),
  ];
}
