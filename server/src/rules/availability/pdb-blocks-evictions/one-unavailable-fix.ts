// The fix "Set maxUnavailable to 1", in the place of whatever limit is written.
import { insert, rename, replace } from "../../../yaml/edit-script";
import { asMapping, at, child, isNullish } from "../../../yaml/navigate";
import type { Fix, RuleContext } from "../../rule";
import type { Watched } from "../../shared/budgeted";
import { valueFix } from "../../shared/value-fix";
import { ownFix, ownPath, written } from "../../shared/written";

export const oneUnavailableTitle = "Set maxUnavailable to 1";

/** @returns nothing where not all of the Pods have a controller with a scale, and where no edit reaches the limit */
export function oneUnavailableFix(context: RuleContext, all: readonly Watched[]): Fix[] {
  if (!all.every(({ hasScale }) => hasScale)) return [];
  const spec = child(context.resource.root, "spec");
  const most = child(spec, "maxUnavailable");
  const least = child(spec, "minAvailable");
  if (most && !isNullish(most)) return valueFix(context, oneUnavailableTitle, most, "1");
  if (!least || isNullish(least)) return addition(context, most !== undefined);
  const place = written(context, least);
  // Beside that of a base a patch would set a second limit.
  if (!place || (place.by !== "object" && !isNullish(at(context.own.root, "spec", "minAvailable")))) return [];
  const { document, path } = place;
  const holder = path.slice(0, -1);
  // Nor may the key stand there already.
  const other =
    place.by === "object"
      ? at(context.own.root, "spec", "maxUnavailable")
      : at(document.tree().root, ...holder, "maxUnavailable");
  if (other) return [];
  const script = [rename(path, "maxUnavailable"), replace(path, "1")];
  return [{ title: oneUnavailableTitle, safe: false, changes: () => [{ document, script }] }];
}

/** Where there is no limit at all. */
function addition(context: RuleContext, isWritten: boolean): Fix[] {
  const spec = asMapping(child(context.own.root, "spec"));
  const own = child(spec, "maxUnavailable");
  if (!spec || (isWritten && !own)) return [];
  const path = ownPath(context, "spec");
  return [
    ownFix(context, oneUnavailableTitle, () =>
      own ? [replace([...path, "maxUnavailable"], "1")] : [insert(path, "first", "maxUnavailable: 1")],
    ),
  ];
}
