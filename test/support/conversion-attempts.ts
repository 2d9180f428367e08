// Tries the conversion of every workload that keeps data, each way there is; what must hold of an attempt is in conversion-laws.ts.
import type { Analysis } from "../../server/src/analysis/analysis";
import { converted } from "../../server/src/analysis/conversion";
import type { Converted, NotConverted } from "../../server/src/analysis/conversion-outcome";
import { targetsOf } from "../../server/src/conversions/pairs";
import type { ConversionRequest, StorageChoice } from "../../server/src/guidance/conversion-request";
import type { WorkloadKind } from "../../server/src/kubernetes/kinds";
import { claimVolumes, workload } from "../../server/src/kubernetes/workload";
import { applyEdits } from "../../server/src/text/edit";
import type { Document } from "../../server/src/workspace/document";

/** One conversion that was tried. Nothing is written anywhere. */
export interface Attempt {
  /** `/k8s/db.yaml Deployment/db templates`, with the namespace where the object names one. */
  readonly name: string;
  /** The file of the workload. */
  readonly path: string;
  readonly object: AttemptedObject;
  /** Where the object's document begins, and its place in it: two of one name are told apart. */
  readonly place: string;
  readonly to: WorkloadKind;
  readonly storage: StorageChoice;
  readonly outcome: Converted | NotConverted;
  /** The files that the conversion changes, by their paths: their texts. Empty where it is refused. */
  readonly before: ReadonlyMap<string, string>;
  /** The same files afterwards, and those that it creates. */
  readonly after: ReadonlyMap<string, string>;
}

export interface AttemptedObject {
  readonly kind: WorkloadKind;
  readonly name: string;
  readonly namespace: string | undefined;
}

export interface AttemptOptions {
  readonly storages?: readonly StorageChoice[];
  /** Also workloads without a claim. (false) */
  readonly withoutClaim?: boolean;
}

/** Kinds whose claims are a matter of choice. */
const replicated: readonly WorkloadKind[] = ["Deployment", "ReplicaSet", "ReplicationController"];

/** Workloads with replicas that can become a StatefulSet, in the order of files and documents; each with every storage choice. */
export function attempts(
  analysis: Analysis,
  { storages = ["templates", "keep"], withoutClaim = false }: AttemptOptions = {},
): Attempt[] {
  const { workspace } = analysis;
  return [...workspace.files()]
    .map(({ path }) => path)
    .sort()
    .flatMap((path) => workspace.file(path)?.documents ?? [])
    .filter((document) => analysis.isGuided(document))
    .flatMap((document) =>
      document.resources().flatMap((resource, index) => {
        const view = workload(resource);
        if (!view || !replicated.includes(view.kind)) return [];
        if (!withoutClaim && claimVolumes(view).length === 0) return [];
        return storages.map((storage) => attempt(analysis, document, index, { to: "StatefulSet", storage }));
      }),
    );
}

/** All workloads of a workspace, with all kinds that each may become, every claim decided by itself. */
export function allAttempts(analysis: Analysis): Attempt[] {
  const { workspace } = analysis;
  return [...workspace.files()]
    .map(({ path }) => path)
    .sort()
    .flatMap((path) => workspace.file(path)?.documents ?? [])
    .filter((document) => analysis.isGuided(document))
    .flatMap((document) =>
      document.resources().flatMap((resource, index) => {
        const view = workload(resource);
        if (!view) return [];
        return targetsOf(view.kind).map((to) => attempt(analysis, document, index, { to, storage: "auto" }));
      }),
    );
}

/** @param index of a workload among the resources of the document */
export function attempt(
  analysis: Analysis,
  document: Document,
  index: number,
  { to, storage }: ConversionRequest,
): Attempt {
  const { kind, name, namespace } = document.resource(index) ?? { kind: "", name: "", namespace: undefined };
  const options = { storage, choices: new Map(), newResources: "sameFile" } as const;
  const outcome = converted(analysis, { document, index, to, options });
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  if (!("refused" in outcome)) {
    for (const { path, edits } of outcome.files) {
      const text = analysis.workspace.file(path)?.text ?? "";
      before.set(path, text);
      after.set(path, applyEdits(text, edits));
    }
    for (const { path, text } of outcome.created) after.set(path, text);
  }
  const object = [kind, namespace, name].filter((part) => part !== undefined).join("/");
  return {
    name: `${document.path} ${object} ${to === "StatefulSet" ? storage : to}`,
    path: document.path,
    place: `${document.start} ${index}`,
    object: { kind: kind as WorkloadKind, name, namespace },
    to,
    storage,
    outcome,
    before,
    after,
  };
}
