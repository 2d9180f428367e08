// The strategy Recreate beside the limits of a rolling update: the API server takes one or the other.
import { insert, remove, replace } from "../../../yaml/edit-script";
import { asMapping, asScalar, child, entryOf, isNullish } from "../../../yaml/navigate";
import type { Entry, Node } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { strategyPlace } from "../../shared/strategy-place";
import { isOwn } from "../../shared/written";

const title = "Remove rollingUpdate";

export const rule = defineRule({
  id: "recreate-with-rolling-update",
  group: "rollout",
  severities: ["error"],
  kinds: ["Deployment"],
  summary: "The strategy Recreate stands beside limits of a rolling update.",
  fixes: [{ title, safe: true }],
  check(context) {
    const { workload, origin, report } = context;
    const strategy = child(workload?.spec, "strategy");
    const type = asScalar(child(strategy, "type"));
    const block = entryOf(strategy, "rollingUpdate");
    if (!workload || type?.value !== "Recreate" || !block || isNullish(block.value)) return;
    const isLeft = origin(type) !== undefined && origin(block.key) === undefined;
    const message = isLeft
      ? `A patch sets Recreate, and rollingUpdate of the base stays: the API server rejects both together. ${cure(context, type)}`
      : "The API server rejects rollingUpdate beside the strategy Recreate. Remove it.";
    report(block.key, message, {
      related: [{ message: `strategy of Deployment "${workload.resource.name}"`, node: type }],
      fixes: fixes(context, type, block),
    });
  },
});

/** Operations of a JSON patch take out what a null means in a strategic merge patch. */
function cure({ patches, origin }: RuleContext, type: Node): string {
  const from = origin(type);
  const patch = patches.find(
    (one) => one.origin.document === from?.document && one.origin.inline?.index === from?.inline?.index,
  );
  return patch?.kind === "json-patch" ? "Remove it in the patch, too." : "Set it to null in the patch.";
}

/** A patch that says nothing of the block would leave that of its base: there it becomes null. */
function fixes(context: RuleContext, type: Node, block: Entry): Fix[] {
  const place = strategyPlace(context);
  if (!place) return [];
  const { document, path: specPath, patch } = place;
  const path = [...specPath, "strategy", "rollingUpdate"];
  if (!patch) {
    // Another build may set the type back, and mean the limits.
    return context.lookups.unit.isOnly
      ? [{ title, safe: true, changes: () => [{ document, script: [remove(path)] }] }]
      : [];
  }
  // The last patch has the last word: what another one brought would come after the null, or before it.
  const from = context.origin(type) ?? context.origin(block.value);
  const isOneWord = isOwn(context, block.value) || context.origin(block.value)?.document === document;
  if (from?.document !== document || !isOneWord) return [];
  const strategy = child(place.spec, "strategy");
  const written = child(strategy, "rollingUpdate");
  const script = written ? [replace(path, "null")] : [insert(path.slice(0, -1), "last", "rollingUpdate: null")];
  return asMapping(strategy) ? [{ title, safe: true, changes: () => [{ document, script }] }] : [];
}
