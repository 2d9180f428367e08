// Whether a built StatefulSet is the workload that was built before, with every patch that changed it.
import { isDeepStrictEqual } from "node:util";
import { controllerKeys } from "../../test/support/controller-metadata";
import { isRecord } from "../apiserver/manifest";
import { templateDifferences } from "../apiserver/pod-template";
import { at, type BuiltObject, type Fields, fieldsAt, listAt, wordAt } from "./built-objects";

/** Fields of a workload that a StatefulSet does not have, and those that only a StatefulSet has. */
const dropped = new Set(["strategy", "progressDeadlineSeconds", "paused"]);
const own = new Set(["serviceName", "volumeClaimTemplates", "updateStrategy"]);
/** What a claim template may say of its claim: not which volume it is bound to, nor where its content came from. */
const asked = ["accessModes", "resources", "volumeMode", "selector"];
const CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

/**
 * @param workload as it was built
 * @param set as it is built now
 * @param objects that were built together with the workload
 * @returns each difference that must not be as a sentence
 */
export function setDifferences(workload: Fields, set: Fields, objects: readonly BuiltObject[]): string[] {
  const [from, to] = [fieldsAt(workload, "spec"), fieldsAt(set, "spec")];
  const others = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter(
    (field) => field !== "template" && field !== "selector" && !own.has(field) && (field in to || !dropped.has(field)),
  );
  return [
    ...unequal("apiVersion", "apps/v1", set.apiVersion),
    ...unequal("metadata", written(workload.metadata), set.metadata),
    ...unequal("spec.selector", selector(workload), to.selector),
    ...others.flatMap((field) => unequal(`spec.${field}`, dropped.has(field) ? undefined : from[field], to[field])),
    ...(isPart(to.updateStrategy, from.strategy) ? [] : unequal("spec.strategy", from.strategy, to.updateStrategy)),
    ...templateDifferences(workload, set),
    ...listAt(to, "volumeClaimTemplates").flatMap((template) => claimDifferences(template, workload, objects)),
  ];
}

function unequal(where: string, wanted: unknown, found: unknown): string[] {
  if (isDeepStrictEqual(wanted, found)) return [];
  return [`${where}: ${JSON.stringify(wanted)} has become ${JSON.stringify(found)}`];
}

/** Without what controllers write. */
function written(metadata: unknown): unknown {
  if (!isRecord(metadata) || !isRecord(metadata.annotations)) return metadata;
  const annotations = Object.entries(metadata.annotations).filter(([key]) => !controllerKeys.has(key));
  return { ...metadata, annotations: Object.fromEntries(annotations) };
}

/** A ReplicationController has labels alone, or those of its Pods. */
function selector(workload: Fields): unknown {
  const written = at(workload, "spec", "selector");
  if (workload.kind !== "ReplicationController") return written;
  return { matchLabels: written ?? at(workload, "spec", "template", "metadata", "labels") };
}

/** Does all that is said stand in the other as well, at the same place? */
function isPart(part: unknown, whole: unknown): boolean {
  if (!isRecord(part)) return part === undefined || isDeepStrictEqual(part, whole);
  return isRecord(whole) && Object.entries(part).every(([key, value]) => isPart(value, whole[key]));
}

/** Each Pod gets a claim that asks for what the one claim has asked for, where that is built too. */
function claimDifferences(template: Fields, workload: Fields, objects: readonly BuiltObject[]): string[] {
  const name = wordAt(template, "metadata", "name");
  const where = `the claim template ${name}`;
  const namespace = wordAt(workload, "metadata", "namespace");
  const volume = listAt(workload, "spec", "template", "spec", "volumes").find((one) => one.name === name);
  const claimName = wordAt(volume, "persistentVolumeClaim", "claimName");
  const claim = objects.find(
    (one) => one.kind === "PersistentVolumeClaim" && one.name === claimName && one.namespace === namespace,
  );
  if (!claim) return [];
  const spec = fieldsAt(claim.fields, "spec");
  const annotated = at(claim.fields, "metadata", "annotations", CLASS_ANNOTATION);
  return [
    ...asked.flatMap((field) => unequal(`${where}: ${field}`, spec[field], at(template, "spec", field))),
    ...unequal(
      `${where}: storageClassName`,
      annotated ?? spec.storageClassName,
      at(template, "spec", "storageClassName"),
    ),
  ];
}
