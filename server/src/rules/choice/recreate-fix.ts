// The fix "Set the strategy to Recreate", in the object itself or in the patch that sets its strategy.
import { type EditScript, insert, type Operation, remove, replace } from "../../yaml/edit-script";
import { asMapping, asScalar, asSequence, at, child, entryOf, isNullish } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { Fix, RuleContext } from "../rule";

const title = "Set the strategy to Recreate";

/**
 * Recreate takes no `rollingUpdate`. Where a patch sets the strategy, the patch is changed, and says `rollingUpdate: null`:
 * Kustomize would keep the base's, and render an object that the API server rejects.
 * @returns nothing where the patch stands inside another file's text, or is a list of operations
 */
export function recreateFix({ resource, own, lookups, origin }: RuleContext): Fix[] {
  const strategy = at(resource.root, "spec", "strategy");
  const parts = [strategy, child(strategy, "type"), child(strategy, "rollingUpdate")];
  const patch = parts.map((node) => node && origin(node)).find((found) => found !== undefined);
  if (!patch) {
    const { document } = lookups.subject;
    const path: Path = own.item === undefined ? [] : ["items", own.item];
    return [{ title, safe: false, changes: () => [{ document, script: ownScript(own.root, path) }] }];
  }
  const { document } = patch;
  if (!document || patch.inline || asSequence(document.tree().root)) return [];
  return [{ title, safe: false, changes: () => [{ document, script: patchScript(document.tree().root) }] }];
}

/** The block comes before the template, behind `replicas` and `selector`: the order of the API's own documentation. */
function ownScript(root: Node, path: Path): EditScript {
  const spec = child(root, "spec");
  const specPath = [...path, "spec"];
  const strategy = child(spec, "strategy");
  if (!entryOf(spec, "strategy")) {
    return [
      insert(specPath, entryOf(spec, "template") ? { before: "template" } : "last", "strategy:\n  type: Recreate"),
    ];
  }
  const strategyPath = [...specPath, "strategy"];
  if (!asMapping(strategy)) return [replace(strategyPath, "type: Recreate")];
  const script = [typeOperation(strategy, strategyPath)];
  if (entryOf(strategy, "rollingUpdate")) script.push(remove([...strategyPath, "rollingUpdate"]));
  return script;
}

function patchScript(root: Node | undefined): EditScript {
  const path = ["spec", "strategy"];
  const strategy = at(root, ...path);
  if (!asMapping(strategy)) return [replace(path, "type: Recreate\nrollingUpdate: null")];
  const rollingUpdate = child(strategy, "rollingUpdate");
  const script = [typeOperation(strategy, path)];
  if (!rollingUpdate) script.push(insert(path, { after: "type" }, "rollingUpdate: null"));
  else if (!isNullish(rollingUpdate)) script.push(replace([...path, "rollingUpdate"], "null"));
  return script;
}

function typeOperation(strategy: Node | undefined, path: Path): Operation {
  return asScalar(child(strategy, "type"))
    ? replace([...path, "type"], "Recreate")
    : insert(path, "first", "type: Recreate");
}
