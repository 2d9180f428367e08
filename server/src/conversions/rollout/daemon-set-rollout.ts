// The strategy of a Deployment or a StatefulSet as a DaemonSet's `updateStrategy` (kubernetes.md 2.3).
import { insert, type Operation, remove, rename } from "../../yaml/edit-script";
import { asMapping, asScalar, child, entriesOf, entryOf, isNullish, stringAt } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { Consequence } from "../conversion";
import { type FieldPlan, nothing } from "../fields/dropped-fields";
import { droppedPartition, isZero } from "./amounts";
import type { StrategyField } from "./stateful-set-rollout";

/**
 * Of maxSurge and maxUnavailable exactly one may be other than 0, and maxUnavailable is 1 where it is not written.
 * @param spec the node that holds it: of the workload, or of a patch of it
 * @param path the way to it
 * @param options.hostPort do the Pods take a port of their node? Then no second one starts beside the first
 */
export function daemonSetRollout(
  spec: Node | undefined,
  path: Path,
  field: StrategyField,
  { hostPort }: { readonly hostPort: boolean },
): FieldPlan {
  const held = entryOf(spec, field);
  if (!held) return nothing;
  const strategy = [...path, field];
  const type = stringAt(held.value, "type");
  if (field === "updateStrategy" && type === "OnDelete") return nothing;
  const block = child(held.value, "rollingUpdate");
  const blockPath = [...strategy, "rollingUpdate"];
  const surge = asScalar(child(block, "maxSurge"));
  const unavailable = asScalar(child(block, "maxUnavailable"));
  const surges = surge !== undefined && !isZero(surge) && !hostPort && (isNullish(unavailable) || isZero(unavailable));
  const operations: Operation[] = [];
  const consequences: Consequence[] = [];
  if (type === "Recreate") consequences.push(recreated(held.value));
  if (surge && !surges) {
    consequences.push(droppedSurge(surge, hostPort));
    operations.push(remove([...blockPath, "maxSurge"]));
  }
  if (surges && isNullish(unavailable)) {
    if (unavailable) operations.push(remove([...blockPath, "maxUnavailable"]));
    operations.push(insert(blockPath, { after: "maxSurge" }, "maxUnavailable: 0"));
  }
  if (!surges && unavailable && isZero(unavailable)) {
    const message = "maxUnavailable: 0 is not valid in a DaemonSet without maxSurge: one Pod at a time is missing.";
    consequences.push({ code: "W-MAXUNAVAILABLE", message, at: { node: unavailable } });
    operations.push(remove([...blockPath, "maxUnavailable"]));
  }
  const partition = droppedPartition(block, blockPath, "DaemonSet");
  operations.push(...partition.operations);
  consequences.push(...partition.consequences);
  const keeps = entriesOf(asMapping(block)).some(({ key, value }) => {
    const word = asScalar(key)?.text;
    if (word === "partition" || isNullish(value)) return false;
    if (word === "maxSurge") return surges;
    return word !== "maxUnavailable" || surges || !isZero(asScalar(value));
  });
  if (type === "Recreate" || !keeps) return { operations: [remove(strategy)], consequences };
  if (field === "strategy") operations.unshift(rename(strategy, "updateStrategy"));
  return { operations, consequences };
}

function recreated(strategy: Node): Consequence {
  const node = child(strategy, "type");
  const message =
    "Recreate is dropped: a DaemonSet stops one Pod at a time and starts its successor, so two versions run during an update.";
  return { code: "W-RECREATE", message, ...(node ? { at: { node } } : {}) };
}

function droppedSurge(node: Node, hostPort: boolean): Consequence {
  const message = hostPort
    ? "maxSurge is dropped: a second Pod on a node would wait for the port that the first one has."
    : "maxSurge is dropped: a DaemonSet takes either maxSurge or maxUnavailable, and stops each Pod before its successor starts.";
  return { code: "W-SURGE", message, at: { node } };
}
