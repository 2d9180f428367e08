// What acts on the workload or on its claims while it is moved: autoscalers, budgets, backups, other users, Services.
import type { SubjectSituation } from "../conversions/conversion";
import type { WorkloadKind } from "../kubernetes/kinds";
import { podLabels } from "../kubernetes/workload";
import { distinct, type WorkspaceObject } from "../workspace/objects/workspace-object";
import type { MigratedClaim } from "./claims";
import type { RunbookRequest } from "./request";

export interface Companions {
  readonly scalers: readonly Companion[];
  /** VerticalPodAutoscalers that change running Pods. */
  readonly verticals: readonly (Companion & { readonly mode: string })[];
  readonly budgets: readonly Companion[];
  /** What saves, restores or clones a claim that moves. */
  readonly backups: readonly (Companion & { readonly claim: string; readonly next: string })[];
  /** Other workloads whose Pods have a claim that moves. */
  readonly users: readonly (Companion & { readonly claim: string })[];
  /** Services that lead to the Pods. */
  readonly services: readonly Companion[];
}

export interface Companion {
  readonly kind: string;
  readonly name: string;
  /** Undefined where it is that of the workload, or where nothing says it. */
  readonly namespace: string | undefined;
  readonly path: string;
  /** Is it applied together with the workload? */
  readonly inUnit: boolean;
}

export function companions(
  { lookups, workload, resource }: SubjectSituation,
  claims: readonly Pick<MigratedClaim, "claim" | "next" | "moves">[],
  named: RunbookRequest["named"],
): Companions {
  const own = resource.namespace ?? lookups.subject.namespace;
  const companion = (object: WorkspaceObject): Companion => {
    const { kind, name, namespace } = object.facts;
    const other = namespace === own ? undefined : namespace;
    return { kind, name, namespace: other, path: named(object.document.path), inUnit: lookups.unit.has(object) };
  };
  const labels = podLabels(workload) ?? {};
  const moving = claims.filter(({ moves }) => moves);
  return {
    scalers: distinct(lookups.referrers.scalers()).map(companion),
    verticals: distinct(lookups.referrers.pointers()).flatMap((object) => {
      const mode = object.facts.pointer?.updates?.mode ?? "Off";
      return object.facts.kind === "VerticalPodAutoscaler" && !/^(?:Off|Initial)$/.test(mode)
        ? { ...companion(object), mode }
        : [];
    }),
    budgets: distinct(lookups.pods.budgetsSelecting(labels)).map(companion),
    backups: moving.flatMap(({ claim, next }) =>
      distinct(lookups.referrers.backupsOf(claim)).map((object) => ({ ...companion(object), claim, next })),
    ),
    users: moving.flatMap(({ claim }) =>
      distinct([...lookups.claims.sharersOf(claim).all(), ...lookups.claims.usersOutside(claim)]).map((object) => ({
        ...companion(object),
        claim,
      })),
    ),
    services: distinct(lookups.services.selecting(labels)).map(companion),
  };
}

/** Kinds that can be told to run no Pods. */
export function isScalable(kind: string): boolean {
  const scalable: readonly WorkloadKind[] = ["Deployment", "ReplicaSet", "ReplicationController", "StatefulSet"];
  return scalable.some((known) => known === kind);
}
