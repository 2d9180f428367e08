// What the update strategy of a workload means: its limits as they are written, and how a Deployment rounds them.
import { asScalar, at, child, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import { isPlaceholder } from "./template-markers";
import type { Workload } from "./workload";

export interface Rollout {
  readonly type: "Recreate" | "RollingUpdate" | "unknown";
  /** Pods above the wanted number during an update. */
  readonly surge: number;
  /** Pods that may be missing during an update. */
  readonly unavailable: number;
}

/**
 * The strategy of a Deployment with so many replicas.
 * Source: pkg/controller/deployment/util/deployment_util.go, ResolveFenceposts: surge rounds up, unavailable down, and
 * where both come out 0, unavailable is 1. Both default to 25 %.
 */
export function rollout(deployment: Workload, replicas: number): Rollout {
  const strategy = child(deployment.spec, "strategy");
  const type = stringAt(strategy, "type") || "RollingUpdate";
  if (type === "Recreate") return { type, surge: 0, unavailable: replicas };
  if (type !== "RollingUpdate") return { type: "unknown", surge: 0, unavailable: 0 };
  const surge = share(at(strategy, "rollingUpdate", "maxSurge"), replicas, Math.ceil);
  const unavailable = share(at(strategy, "rollingUpdate", "maxUnavailable"), replicas, Math.floor);
  if (surge === undefined || unavailable === undefined) return { type: "unknown", surge: 0, unavailable: 0 };
  return { type, surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** New Pods come before old ones go: with one replica the new Pod must become Ready beside the old one. */
export function isDeadlockProne({ type, surge, unavailable }: Rollout): boolean {
  return type === "RollingUpdate" && surge >= 1 && unavailable === 0;
}

/**
 * The type of an update strategy, of whichever kind; what is absent or empty is defaulted to RollingUpdate.
 * @returns undefined where a variable says it, or where it is no text
 */
export function updateType(strategy: Node | undefined): string | undefined {
  const type = asScalar(child(strategy, "type"));
  if (!type || type.value === null || type.value === "") return "RollingUpdate";
  return typeof type.value === "string" && !isPlaceholder(type.value) ? type.value : undefined;
}

/**
 * A limit as the API server reads it before anything is rounded: `zero` is 0 or "0%", `some` any number or percentage above it.
 * @returns `unknown` for a variable, and for what is neither a number nor a percentage
 */
export function limitOf(node: Node | undefined): "absent" | "zero" | "some" | "unknown" {
  const value = asScalar(node)?.value;
  if (value === undefined || value === null) return node && !asScalar(node) ? "unknown" : "absent";
  const amount = share(node, 100, Math.ceil);
  if (amount === undefined) return "unknown";
  return amount === 0 ? "zero" : "some";
}

/** A whole number or a percentage of the replicas; undefined where it is neither. */
function share(node: Node | undefined, replicas: number, round: (value: number) => number): number | undefined {
  const value = asScalar(node)?.value ?? "25%";
  if (typeof value === "number") return Number.isInteger(value) && value >= 0 ? value : undefined;
  const percent = typeof value === "string" ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? undefined : round((Number(percent) * replicas) / 100);
}
