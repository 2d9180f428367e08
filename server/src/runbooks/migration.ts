// What a runbook is about: one live workload that becomes another, in one of its builds, with all that the commands name.
import type { SubjectSituation } from "../conversions/conversion";
import { storagePlan } from "../conversions/storage/storage-plan";
import type { WorkloadKind } from "../kubernetes/kinds";
import type { Labels } from "../kubernetes/labels";
import { workloadSelector } from "../kubernetes/workload";
import { type ReplicasRange, replicasRange } from "../workspace/replicas-range";
import { type Applier, applier } from "./applier";
import { type MigratedClaim, migratedClaim, setClaims } from "./claims";
import { type Companions, companions } from "./companions";
import { planned, type RunbookRequest, type Storage } from "./request";
import { selectorText } from "./selector-text";

/** One live object and what becomes of it. */
export interface Migration {
  readonly request: RunbookRequest;
  readonly storage: Storage;
  readonly situation: SubjectSituation;
  readonly from: WorkloadKind;
  readonly to: WorkloadKind;
  readonly name: string;
  /** Undefined where no manifest says it. */
  readonly namespace: string | undefined;
  /** The workload's file, and those that the conversion changes or creates. */
  readonly files: readonly string[];
  readonly claims: readonly MigratedClaim[];
  readonly replicas: ReplicasRange;
  /** Of the Pods, as `kubectl -l` takes it. */
  readonly selector: string;
  readonly labels: Labels;
  readonly applier: Applier;
  readonly companions: Companions;
}

/** @returns one for each build that makes a live object of its own */
export function migrations(request: RunbookRequest, storage: Storage): Migration[] {
  const found = new Map<string, Migration>();
  for (const situation of request.subject.situations) {
    const one = migration(request, storage, situation);
    const key = JSON.stringify([one.namespace, one.name, one.applier.folder]);
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

function migration(request: RunbookRequest, storage: Storage, situation: SubjectSituation): Migration {
  const { subject, to, named, options } = request;
  const { resource, workload, lookups } = situation;
  const claims =
    subject.workload.kind === "StatefulSet"
      ? setClaims(situation, named)
      : storagePlan(subject, { ...options, storage }).claims.map((plan) => migratedClaim(situation, plan, named));
  const selector = workloadSelector(workload);
  return {
    request,
    storage,
    situation,
    from: workload.kind,
    to,
    name: resource.name,
    namespace: resource.namespace ?? lookups.subject.namespace,
    files: [...new Set([subject.document.path, ...planned(request, storage).paths])].sort(),
    claims,
    replicas: replicasRange(workload, lookups),
    selector: selectorText(selector, workload),
    labels: selector?.matchLabels ?? {},
    applier: applier(request, situation),
    companions: companions(situation, claims, named),
  };
}
