// How the build after a conversion differs from the one before, where it must not.
import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../apiserver/manifest";
import { at, type BuiltObject, type Fields, fieldsAt, keyOf, wordAt } from "./built-objects";
import { setDifferences } from "./stateful-set";

export interface Source {
  readonly kind: string;
  /** As it is written; the build may put something before and behind it. */
  readonly name: string;
}

export interface BuildDifferences {
  /** Each as a sentence. */
  readonly exceptions: readonly string[];
  /** The StatefulSets that have taken the place of the workload: as often as it is built. */
  readonly sets: number;
}

interface Pair {
  readonly before: BuiltObject;
  readonly after: BuiltObject;
}

/** Where an autoscaler names what it scales. */
const referenceField: ReadonlyMap<string, string> = new Map([
  ["HorizontalPodAutoscaler", "scaleTargetRef"],
  ["ScaledObject", "scaleTargetRef"],
  ["VerticalPodAutoscaler", "targetRef"],
]);

/**
 * The objects of one kustomization before and after the conversion of a workload that it may build.
 * @param options is it a build of its own, which no other one takes in? What is applied are such builds alone
 */
export function buildDifferences(
  before: readonly BuiltObject[],
  after: readonly BuiltObject[],
  source: Source,
  { isRoot }: { readonly isRoot: boolean },
): BuildDifferences {
  const [old, fresh] = [byKey(before), byKey(after)];
  const gone = before.filter(({ key }) => !fresh.has(key));
  const pairs = gone.flatMap((object): Pair[] => {
    const set = fresh.get(keyOf({ ...object, apiVersion: "apps/v1", kind: "StatefulSet" }));
    return isBuiltFrom(source, object) && set && !old.has(set.key) ? [{ before: object, after: set }] : [];
  });
  return {
    sets: pairs.length,
    exceptions: [
      ...gone.filter((object) => pairs.every((pair) => pair.before !== object)).map(({ key }) => `${key} is gone`),
      ...after.filter((object) => !old.has(object.key) && !isExpected(object, pairs)).map(({ key }) => `${key} is new`),
      ...(pairs.length === 0 ? before.filter((object) => isBuiltFrom(source, object)) : []).map(
        ({ key }) => `${key} is built as before`,
      ),
      ...pairs.flatMap((pair) =>
        [...setDifferences(pair.before.fields, pair.after.fields, before), ...serviceFaults(pair.after, after)].map(
          (difference) => `${pair.after.key}: ${difference}`,
        ),
      ),
      ...before.flatMap((object) => {
        const found = fresh.get(object.key);
        const wanted = expected(object, pairs, source, isRoot);
        if (!found || wanted.some((fields) => isDeepStrictEqual(found.fields, fields))) return [];
        return [`${object.key}: ${JSON.stringify(wanted[0])} has become ${JSON.stringify(found.fields)}`];
      }),
    ],
  };
}

function byKey(objects: readonly BuiltObject[]): ReadonlyMap<string, BuiltObject> {
  return new Map(objects.map((object) => [object.key, object]));
}

function isBuiltFrom(source: Source, { kind, name }: BuiltObject): boolean {
  return kind === source.kind && name.includes(source.name);
}

/** A set or its Service; that stays where an overlay takes the workload out. */
function isExpected(object: BuiltObject, pairs: readonly Pair[]): boolean {
  if (pairs.length === 0) return object.kind === "Service" && at(object.fields, "spec", "clusterIP") === "None";
  return pairs.some(({ after }) => after === object || isServiceOf(object, after));
}

/** Is it the Service that the set names, and one without an address? */
function isServiceOf({ kind, name, namespace, fields }: BuiltObject, set: BuiltObject): boolean {
  const isNamed = name === wordAt(set.fields, "spec", "serviceName") && namespace === set.namespace;
  return kind === "Service" && isNamed && at(fields, "spec", "clusterIP") === "None";
}

/** The Service that a set names must be built with it, and select its Pods. */
function serviceFaults(set: BuiltObject, after: readonly BuiltObject[]): string[] {
  const name = wordAt(set.fields, "spec", "serviceName");
  const service = after.find((one) => one.kind === "Service" && one.name === name && one.namespace === set.namespace);
  if (!service) return [`there is no Service "${name}"`];
  const labels = fieldsAt(set.fields, "spec", "template", "metadata", "labels");
  const selector = Object.entries(fieldsAt(service.fields, "spec", "selector"));
  const selects = selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
  return [
    ...(isServiceOf(service, set) ? [] : [`the Service "${name}" is not headless`]),
    ...(selects ? [] : [`the Service "${name}" does not select its Pods`]),
  ];
}

/**
 * What an object may say afterwards: an autoscaler of the workload names the set, everything else is as it was. Where the
 * workload is taken out, or has another name than the one that its autoscaler writes, that names nothing before and after;
 * but another build may be one in which it does.
 */
function expected(
  { kind, namespace, fields }: BuiltObject,
  pairs: readonly Pair[],
  source: Source,
  isRoot: boolean,
): readonly Fields[] {
  const field = referenceField.get(kind);
  const reference = field === undefined ? undefined : at(fields, "spec", field);
  if (field === undefined || !isRecord(reference)) return [fields];
  // Only a ScaledObject may leave it out.
  const { kind: meant = "Deployment", name, apiVersion } = reference;
  const mayMean = ({ before }: Pair) => before.kind === meant && before.namespace === namespace;
  // Of the three only an autoscaler of Kubernetes' own is renamed along with what it names.
  const isMeant = (pair: Pair) => mayMean(pair) && pair.before.name === name;
  const isWritten = pairs.some((pair) => mayMean(pair) && source.name === name);
  const version = apiVersion === undefined ? {} : { apiVersion: "apps/v1" };
  const spec = { ...fieldsAt(fields, "spec"), [field]: { ...reference, ...version, kind: "StatefulSet" } };
  const retargeted = { ...fields, spec };
  if (pairs.some(isMeant)) return isRoot ? [retargeted] : [fields, retargeted];
  if (isWritten) return [fields, retargeted];
  const isLeft = pairs.length === 0 && meant === source.kind && typeof name === "string" && name.includes(source.name);
  return isLeft ? [fields, retargeted] : [fields];
}
