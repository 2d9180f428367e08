// Where the update strategy of a workload is written: in the object itself, or in the patch that sets it.
import type { Document } from "../../workspace/document";
import { asSequence, at, child } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { RuleContext } from "../rule";
import { ownPath } from "./written";

export interface StrategyPlace {
  readonly document: Document;
  /** The `spec` that holds the strategy, or is to hold it; undefined where it is not there yet. */
  readonly spec: Node | undefined;
  /** The way to that `spec`. */
  readonly path: Path;
  readonly patch: boolean;
}

/** The field of `spec`: a Deployment calls it `strategy`, StatefulSets and DaemonSets `updateStrategy`. */
export type StrategyField = "strategy" | "updateStrategy";

/** @returns undefined where the patch stands inside another file's text, or is a list of operations */
export function strategyPlace(context: RuleContext, field: StrategyField = "strategy"): StrategyPlace | undefined {
  const { resource, own, lookups, origin } = context;
  const strategy = at(resource.root, "spec", field);
  const block = child(strategy, "rollingUpdate");
  const parts = [strategy, child(strategy, "type"), block, child(block, "maxSurge"), child(block, "maxUnavailable")];
  const patch = parts.map((node) => node && origin(node)).find((found) => found !== undefined);
  if (!patch) {
    const { document } = lookups.subject;
    return { document, spec: child(own.root, "spec"), path: ownPath(context, "spec"), patch: false };
  }
  const { document } = patch;
  const { root } = document.tree();
  if (patch.inline || asSequence(root)) return undefined;
  return { document, spec: child(root, "spec"), path: ["spec"], patch: true };
}
