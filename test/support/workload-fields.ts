// The fields of a workload by the part that says them, wherever that part stands in its kind; and which of them another kind has.
import { type FieldRule, fieldTable, type Part } from "../../server/src/conversions/fields/field-table";
import type { WorkloadKind } from "../../server/src/kubernetes/kinds";
import type { Node } from "../../server/src/yaml/tree";
import { kindFields } from "./kind-fields";
import { at, list, record, type Value } from "./plain-values";

/** A field as `pod/volumes`, then keys of mappings, names or indexes of items. */
export type Place = readonly [string, ...(string | number)[]];

/** `jobs` is what a CronJob says of the metadata of its Jobs. */
type FieldPart = Part | "jobs";

/** One field, though its place or its name differs between kinds. */
export const STRATEGY = "controller/strategy";
const SUSPEND = "schedule/suspend";

const VOLUMES = "pod/volumes";
const TEMPLATES = "controller/volumeClaimTemplates";

const jobs: readonly WorkloadKind[] = ["Job", "CronJob"];

/** Where the parts of a kind stand, the inner ones first: a field belongs to the first that its way begins with. */
function partsOf(kind: WorkloadKind): (readonly [FieldPart, readonly string[]])[] {
  if (kind === "Pod")
    return [
      ["pod", ["spec"]],
      ["object", ["metadata"]],
    ];
  const job = kind === "CronJob" ? ["spec", "jobTemplate"] : [];
  const parts: (readonly [FieldPart, readonly string[]])[] = [
    ["pod", [...job, "spec", "template", "spec"]],
    ["template", [...job, "spec", "template", "metadata"]],
    ["controller", [...job, "spec"]],
  ];
  if (kind === "CronJob") parts.push(["jobs", [...job, "metadata"]], ["schedule", ["spec"]]);
  return [...parts, ["object", ["metadata"]]];
}

/** What the object says, by field. */
export function fieldsOf(object: Value, kind: WorkloadKind): Value {
  const all: Record<string, unknown> = {};
  for (const [part, way] of partsOf(kind)) {
    const said = record(at(object, ...way));
    for (const [field, value] of Object.entries(part === "pod" ? withOneNamePerClaim(said) : said)) {
      if ((part === "controller" && field === "template") || (part === "schedule" && field === "jobTemplate")) continue;
      const name = fieldName(part, field, kind);
      // Of a CronJob both levels may say `suspend`: nothing runs where one does (kubernetes.md 2.3).
      all[name] = name === SUSPEND ? all[name] === true || value === true : value;
    }
  }
  // What a template makes is a volume of its name, in the place of one that is written (kubernetes.md 1.6.4).
  const made = list(all[TEMPLATES]).map(nameOf);
  const written = list(all[VOLUMES]).filter((volume) => !made.includes(nameOf(volume)));
  return made.length === 0 ? all : { ...all, [VOLUMES]: [...written, ...made.map((name) => ({ name }))] };
}

/** A claim under several volume names has one afterwards, which all mounts of it take (kubernetes.md 2.5 #15). */
export function withOneNamePerClaim(podSpec: Value): Value {
  const first = new Map<unknown, unknown>();
  const renamed = new Map<unknown, unknown>();
  for (const volume of list(podSpec.volumes)) {
    const claim = at(volume, "persistentVolumeClaim", "claimName");
    if (claim === undefined) continue;
    if (first.has(claim)) renamed.set(nameOf(volume), first.get(claim));
    else first.set(claim, nameOf(volume));
  }
  if (renamed.size === 0) return podSpec;
  const mounting = (container: unknown) => {
    const mounts = list(at(container, "volumeMounts")).map((mount) => {
      const name = nameOf(mount);
      return { ...record(mount), name: renamed.get(name) ?? name };
    });
    return mounts.length > 0 ? { ...record(container), volumeMounts: mounts } : container;
  };
  return {
    ...podSpec,
    containers: list(podSpec.containers).map(mounting),
    volumes: list(podSpec.volumes).filter((volume) => !renamed.has(nameOf(volume))),
  };
}

function fieldName(part: FieldPart, field: string, kind: WorkloadKind): string {
  if (part === "controller" && (field === "strategy" || field === "updateStrategy")) return STRATEGY;
  if (field === "suspend" && part !== "pod" && jobs.includes(kind)) return SUSPEND;
  return `${part}/${field}`;
}

/** Where a node stands that is part of the object; undefined for any other. */
export function placeOf(root: Node, node: Node, kind: WorkloadKind): Place | undefined {
  const way = wayTo(root, node);
  if (!way) return undefined;
  for (const [part, start] of partsOf(kind)) {
    const [field, ...inner] = way.slice(start.length);
    if (typeof field === "string" && start.every((key, index) => way[index] === key)) {
      return [fieldName(part, field, kind), ...inner];
    }
  }
  return undefined;
}

/** A key stands for its entry. A document that was read again has other nodes at the same places. */
function wayTo(root: Node, wanted: Node): (string | number)[] | undefined {
  if (isSame(root, wanted)) return [];
  if (root.type === "mapping") {
    for (const { key, value } of root.entries) {
      const name = key.type === "scalar" ? key.text : "";
      if (isSame(key, wanted)) return [name];
      const inner = wayTo(value, wanted);
      if (inner) return [name, ...inner];
    }
  } else if (root.type === "sequence") {
    for (const [index, item] of root.items.entries()) {
      const inner = wayTo(item, wanted);
      if (inner) return [index, ...inner];
    }
  }
  return undefined;
}

function isSame(one: Node, other: Node): boolean {
  return one.type === other.type && one.start === other.start && one.end === other.end;
}

/** Has a kind a field that another one has? By what there is in the API, and by the one table of what conversions do. */
export function hasField(name: string, kind: WorkloadKind): boolean {
  const [part = "", field = ""] = name.split("/");
  if (name === SUSPEND) return jobs.includes(kind);
  if (part === "schedule") return kind === "CronJob";
  if (part === "jobs") return kind === "Job" || kind === "CronJob";
  if (part === "controller") {
    if (kind === "Pod") return false;
    const names = field === "strategy" ? ["strategy", "updateStrategy"] : [field];
    const own = kindFields[kind === "CronJob" ? "Job" : kind];
    if (!names.some((one) => own.includes(one))) return false;
    // The selector of a Job is the server's.
    if (field === "selector" && jobs.includes(kind)) return false;
  }
  return rulesOf(part, field).every(({ targets }) => targets[kind].what !== "drop");
}

function rulesOf(part: string, field: string): FieldRule[] {
  return fieldTable.filter((rule) => {
    const path = part === "object" || part === "template" ? ["metadata", field] : [field];
    return rule.part === part && rule.path.join("/") === path.join("/");
  });
}

/** What the server takes where a field is absent. */
export function withDefaults(fields: Value, kind: WorkloadKind): Value {
  const all: Record<string, unknown> = {
    "controller/replicas": 1,
    "controller/paused": false,
    [SUSPEND]: false,
    "pod/restartPolicy": "Always",
    ...fields,
  };
  const strategy = record(all[STRATEGY]);
  const type = strategy.type ?? "RollingUpdate";
  const limits = rollingUpdates[kind];
  const rollingUpdate = type === "RollingUpdate" ? { ...limits, ...record(strategy.rollingUpdate) } : undefined;
  return { ...all, [STRATEGY]: { ...strategy, type, ...(rollingUpdate ? { rollingUpdate } : {}) } };
}

const rollingUpdates: Readonly<Partial<Record<WorkloadKind, Value>>> = {
  Deployment: { maxSurge: "25%", maxUnavailable: "25%" },
  DaemonSet: { maxSurge: 0, maxUnavailable: 1 },
  StatefulSet: { partition: 0, maxUnavailable: 1 },
};

/** The items of a list that have names, and whose order says nothing. */
export function isKeyed(place: Place): boolean {
  return place.length === 1 && (place[0] === VOLUMES || place[0] === TEMPLATES);
}

export function nameOf(item: unknown): unknown {
  return at(item, "name") ?? at(item, "metadata", "name");
}

/** Items of such lists by their names, where `fields` has them. */
export function named(place: Place, fields: Value): Place {
  const [field = "", index, ...inner] = place;
  if (!isKeyed([field]) || typeof index !== "number") return place;
  const name = nameOf(list(fields[field])[index]);
  return name === undefined ? place : [field, String(name), ...inner];
}
