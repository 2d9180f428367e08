// The fix "Set maxSurge to 0 and maxUnavailable to 1": the old Pod goes first, without Recreate.
import { type EditScript, insert, replace } from "../../yaml/edit-script";
import { asMapping, child, entryOf } from "../../yaml/navigate";
import type { Fix, RuleContext } from "../rule";
import { type StrategyField, type StrategyPlace, strategyPlace } from "./strategy-place";

const limits = { maxSurge: "0", maxUnavailable: "1" } as const;
const block = "rollingUpdate:\n  maxSurge: 0\n  maxUnavailable: 1";
const whole = "type: RollingUpdate\nrollingUpdate:\n  maxSurge: 0\n  maxUnavailable: 1";

export function surgeFix(context: RuleContext, field: StrategyField = "strategy"): Fix[] {
  const place = strategyPlace(context, field);
  if (!place) return [];
  const { document } = place;
  const title = "Set maxSurge to 0 and maxUnavailable to 1";
  return [{ title, safe: false, changes: () => [{ document, script: script(place, field) }] }];
}

/** In a patch too both limits are written: then it does not matter what the base says. */
function script({ spec, path: specPath }: StrategyPlace, field: StrategyField): EditScript {
  const strategy = entryOf(spec, field);
  if (!strategy) {
    const place = entryOf(spec, "template") ? { before: "template" } : "last";
    return [insert(specPath, place, `${field}:\n${indented(whole)}`)];
  }
  const path = [...specPath, field];
  if (!asMapping(strategy.value)) return [replace(path, whole)];
  const entry = entryOf(strategy.value, "rollingUpdate");
  if (!entry) return [insert(path, "last", block)];
  const blockPath = [...path, "rollingUpdate"];
  if (!asMapping(entry.value)) return [replace(blockPath, "maxSurge: 0\nmaxUnavailable: 1")];
  return (["maxSurge", "maxUnavailable"] as const).map((key) =>
    child(entry.value, key)
      ? replace([...blockPath, key], limits[key])
      : insert(blockPath, key === "maxSurge" ? "first" : "last", `${key}: ${limits[key]}`),
  );
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}
