// A claim asks for one Pod alone, and for more at the same time.
import { isAtLeast } from "../../../config/assumptions";
import { workloadKinds } from "../../../kubernetes/kinds";
import { claimTemplates, type Workload } from "../../../kubernetes/workload";
import { type Operation, remove } from "../../../yaml/edit-script";
import { asScalar, asSequence, at, child, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Node, Sequence } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { isOwn, written } from "../../shared/written";

const MODE = "ReadWriteOncePod";

export const rule = defineRule({
  id: "rwop-with-other-modes",
  group: "storage",
  severities: ["error"],
  kinds: ["/PersistentVolumeClaim", ...workloadKinds],
  summary: "A claim has ReadWriteOncePod beside another access mode.",
  fixes: [
    { title: "Remove the other access modes", safe: false },
    { title: "Remove ReadWriteOncePod", safe: false },
  ],
  check(context) {
    const { workload, resource } = context;
    if (!workload) {
      checkModes(context, resource.root, `Claim "${resource.name}"`);
      return;
    }
    for (const { node, name } of [...claimTemplates(workload), ...ephemeralTemplates(workload)])
      checkModes(context, node, `Claim template "${name}"`);
  },
});

/** Those of generic ephemeral volumes, by the names of the volumes. */
function ephemeralTemplates({ podSpec }: Workload): { readonly node: Node; readonly name: string }[] {
  return itemsOf(child(podSpec, "volumes")).flatMap((volume) => {
    const node = at(volume, "ephemeral", "volumeClaimTemplate");
    return node ? [{ node, name: stringAt(volume, "name") ?? "" }] : [];
  });
}

function checkModes(context: RuleContext, claim: Node, called: string): void {
  const { workload, lookups, report } = context;
  const list = asSequence(at(claim, "spec", "accessModes"));
  const own = list?.items.find((mode) => asScalar(mode)?.value === MODE);
  const other = itemsOf(list)
    .flatMap((mode) => asScalar(mode)?.text ?? [])
    .find((text) => text !== MODE);
  if (!list || !own || other === undefined) return;
  const isAccepted = workload?.kind === "StatefulSet" && !isAtLeast(lookups.assumptions.kubernetesVersion, 1, 34);
  const then = isAccepted ? "no claim can be made, and no Pod starts" : "the API server rejects it";
  report(own, `${called} has ReadWriteOncePod beside ${other}: ${then}. Keep one of the two.`, {
    fixes: fixes(context, list),
  });
}

function fixes(context: RuleContext, list: Sequence): Fix[] {
  const place = written(context, list);
  if (place?.by !== "object" || !isOwn(context, list)) return [];
  const { document, path } = place;
  const without = (isGone: (mode: string | undefined) => boolean): Operation[] =>
    list.items.flatMap((mode, index) => (isGone(asScalar(mode)?.text) ? remove([...path, index]) : []));
  const fix = (title: string, script: readonly Operation[]): Fix => ({
    title,
    safe: false,
    changes: () => [{ document, script }],
  });
  return [
    ...(mayBeAlone(context)
      ? [
          fix(
            "Remove the other access modes",
            without((mode) => mode !== MODE),
          ),
        ]
      : []),
    fix(
      "Remove ReadWriteOncePod",
      without((mode) => mode === MODE),
    ),
  ];
}

/** One Pod at most may have it then: nobody who mounts it may run more, or two of them during an update. */
function mayBeAlone({ workload, lookups, resource }: RuleContext): boolean {
  // Each Pod of a set has its own.
  if (workload) return true;
  const { users } = lookups.claims.sharing(resource.name, { idle: true });
  const [user] = users;
  const named = lookups.referrers.naming("claim").filter(({ facts }) => facts.workload !== undefined);
  if (named.length !== users.length || users.length > 1) return false;
  return !user || (user.most <= 1 && ["Pod", "StatefulSet"].includes(user.object.facts.kind));
}
