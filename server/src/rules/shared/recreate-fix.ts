// The fix "Set the strategy to Recreate", in the object itself or in the patch that sets its strategy.
import type { Document } from "../../workspace/document";
import { type EditScript, insert, type Operation, remove, replace } from "../../yaml/edit-script";
import { asMapping, asScalar, child, entryOf, isNullish } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { Fix, RuleContext } from "../rule";
import { type StrategyPlace, strategyPlace } from "./strategy-place";

const title = "Set the strategy to Recreate";

export function recreateFix(context: RuleContext): Fix[] {
  const change = recreateChange(context);
  return change ? [{ title, safe: false, changes: () => [change] }] : [];
}

/**
 * Recreate takes no `rollingUpdate`. Where a patch sets the strategy, the patch is changed, and says `rollingUpdate: null`:
 * Kustomize would keep the base's, and render an object that the API server rejects.
 * @returns undefined where no edit script reaches the place
 */
export function recreateChange(
  context: RuleContext,
): { readonly document: Document; readonly script: EditScript } | undefined {
  const place = strategyPlace(context);
  return place && { document: place.document, script: place.patch ? patchScript(place) : ownScript(place) };
}

/** The block comes before the template, behind `replicas` and `selector`: the order of the API's own documentation. */
function ownScript({ spec, path }: StrategyPlace): EditScript {
  const strategy = child(spec, "strategy");
  if (!entryOf(spec, "strategy")) {
    return [insert(path, entryOf(spec, "template") ? { before: "template" } : "last", "strategy:\n  type: Recreate")];
  }
  const strategyPath = [...path, "strategy"];
  if (!asMapping(strategy)) return [replace(strategyPath, "type: Recreate")];
  const script = typeOperations(strategy, strategyPath);
  if (entryOf(strategy, "rollingUpdate")) script.push(remove([...strategyPath, "rollingUpdate"]));
  return script;
}

function patchScript({ spec, path: specPath }: StrategyPlace): EditScript {
  const path = [...specPath, "strategy"];
  const strategy = child(spec, "strategy");
  if (!asMapping(strategy)) return [replace(path, "type: Recreate\nrollingUpdate: null")];
  const rollingUpdate = child(strategy, "rollingUpdate");
  const script = typeOperations(strategy, path);
  if (!rollingUpdate) script.push(insert(path, "last", "rollingUpdate: null"));
  else if (!isNullish(rollingUpdate)) script.push(replace([...path, "rollingUpdate"], "null"));
  return script;
}

function typeOperations(strategy: Node | undefined, path: Path): Operation[] {
  const type = asScalar(child(strategy, "type"));
  if (type?.value === "Recreate") return [];
  return type ? [replace([...path, "type"], "Recreate")] : [insert(path, "first", "type: Recreate")];
}
