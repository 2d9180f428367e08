// The fix that makes a container one that runs beside the others and ends with them: an init container that is restarted.
import { gatedState } from "../../kubernetes/versions";
import { type Container, podTemplatePath, type Workload } from "../../kubernetes/workload";
import { insert, move, type Operation, replace } from "../../yaml/edit-script";
import { entry, sequence, taken } from "../../yaml/fragment";
import { asMapping, asSequence, at, child, isNullish, itemsOf } from "../../yaml/navigate";
import type { Fix, RuleContext } from "../rule";
import { isOwn, ownFix, ownPath } from "./written";

/** Where there are none, the init container would be waited for. */
export function hasNativeSidecars({ lookups }: RuleContext): boolean {
  return gatedState("initContainer.restartPolicy", lookups.assumptions.kubernetesVersion) === undefined;
}

/**
 * Behind the init containers that there are: they ran without it so far.
 * @returns nothing where it is not written in the object itself, or nothing would be left beside it
 */
export function sidecarFix(context: RuleContext, workload: Workload, { node, name }: Container, title: string): Fix[] {
  const { own } = context;
  const path = [...podTemplatePath(workload.kind), "spec"];
  const podSpec = at(own.root, ...path);
  const written = itemsOf(child(podSpec, "containers"));
  const index = written.findIndex(
    (item) => item.start === node.start && item.end === node.end && item.type === "mapping",
  );
  if (!hasNativeSidecars(context) || name === "" || index === -1 || written.length < 2) return [];
  if (!isOwn(context, node) || !asMapping(written[index])) return [];
  const inits = child(podSpec, "initContainers");
  if (inits && !asSequence(inits) && !isNullish(inits)) return [];
  const builtInits = child(workload.podSpec, "initContainers");
  if (builtInits && context.origin(builtInits)) return [];
  const fix = ownFix(context, title, () => {
    const from = [...ownPath(context, ...path, "containers"), index];
    const list = ownPath(context, ...path, "initContainers");
    const place = asSequence(inits)
      ? move(from, list, "last")
      : inits
        ? replace(list, sequence(taken(from)))
        : insert(ownPath(context, ...path), { before: "containers" }, entry("initContainers", sequence(taken(from))));
    return [restartAlways(from, node), place];
  });
  return [fix];
}

function restartAlways(path: readonly (string | number)[], node: Container["node"]): Operation {
  return child(node, "restartPolicy")
    ? replace([...path, "restartPolicy"], "Always")
    : insert(path, child(node, "image") ? { after: "image" } : "last", "restartPolicy: Always");
}
