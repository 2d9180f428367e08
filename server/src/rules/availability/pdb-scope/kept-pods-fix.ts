// The fix "Set minAvailable to N", for Pods that nothing but their number can be said of.
import { shareOf } from "../../../kubernetes/disruption-budget";
import { rename, replace } from "../../../yaml/edit-script";
import { child, isNullish } from "../../../yaml/navigate";
import type { Fix, RuleContext } from "../../rule";
import type { Watched } from "../../shared/budgeted";
import { isOwn, written } from "../../shared/written";

export function minAvailableTitle(count: number | string): string {
  return `Set minAvailable to ${count}`;
}

/**
 * As many as the limit means for the Pods that are written down.
 * @returns nothing where their number is not known, where none or all of them would be kept, or where a patch has a say in it
 */
export function keptPodsFix(context: RuleContext, all: readonly Watched[]): Fix[] {
  const { lookups, resource } = context;
  const { budget } = lookups.subject.facts;
  const counted = all.flatMap(({ least }) => least ?? []);
  const spec = child(resource.root, "spec");
  if (!budget || counted.length < all.length || !isOwn(context, spec)) return [];
  const pods = counted.reduce((sum, least) => sum + least, 0);
  const most = child(spec, "maxUnavailable");
  const node = isNullish(most) ? child(spec, "minAvailable") : most;
  const limit = isNullish(most) ? budget.minAvailable : budget.maxUnavailable;
  const share = limit === undefined ? undefined : shareOf(limit, pods);
  const kept = share === undefined ? undefined : isNullish(most) ? share : pods - share;
  const place = node && written(context, node);
  if (!place || kept === undefined || kept < 1 || kept >= pods) return [];
  const { document, path } = place;
  const script = [...(isNullish(most) ? [] : [rename(path, "minAvailable")]), replace(path, String(kept))];
  return [{ title: minAvailableTitle(kept), safe: false, changes: () => [{ document, script }] }];
}
