// A Service for a single Pod of a StatefulSet that there is not: it leads nowhere.
import { nearMiss } from "../../../config/near-miss";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { replace } from "../../../yaml/edit-script";
import { asScalar, at } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { Scalar } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { type OrdinalRange, ordinalRange, podsText } from "../../shared/ordinal-range";
import { scalerRelated } from "../../shared/related";
import { written } from "../../shared/written";

const label = "statefulset.kubernetes.io/pod-name";

export const rule = defineRule({
  id: "pod-name-service-out-of-range",
  group: "identity",
  severities: ["warning", "information", "hint"],
  kinds: ["/Service"],
  summary: "A Service selects a Pod by a name that no StatefulSet gives.",
  fixes: [{ title: "Use 'x'", safe: false }],
  check(context) {
    const { resource, lookups, report } = context;
    const token = asScalar(at(resource.root, "spec", "selector", label));
    const [, set, digits] = /^(.+)-(\d{1,9})$/.exec(typeof token?.value === "string" ? token.value : "") ?? [];
    if (!token || set === undefined || digits === undefined) return;
    const ordinal = Number(digits);
    const { state, candidates, count } = lookups.object("apps", "StatefulSet", set);
    if (state === "missing") {
      const near = nearSet(context, set, ordinal);
      const known = near === undefined ? "" : ` Did you mean ${near}?`;
      const here = lookups.unit.closed ? "" : " here";
      const message = `No StatefulSet "${set}" is${here}: unless one comes from elsewhere, the Service has no Pods.${known}`;
      report(token, lookups.unit.closed ? closedMessage(set, known) : message, {
        severity: lookups.unit.closed ? "information" : "hint",
        fixes: useFix(context, token, near),
      });
      return;
    }
    const [only] = candidates;
    if (!only || count !== 1 || !lookups.unit.has(only)) return;
    const range = ordinalRange(only, lookups);
    if (!range || range.count === 0 || (ordinal >= range.first && ordinal <= range.last)) return;
    const nearest = `${set}-${ordinal < range.first ? range.first : range.last}`;
    const message = `No Pod is called "${token.text}": StatefulSet "${set}" has ${podsText(set, range)}. The Service leads nowhere; use one of these.`;
    report(token, message, {
      severity: "warning",
      related: rangeRelated(only, range),
      fixes: isSelected(context, only, nearest) ? [] : useFix(context, token, nearest),
    });
  },
});

function closedMessage(set: string, known: string): string {
  return `There is no StatefulSet "${set}": the Service has no Pods.${known === "" ? " Name a Pod of a set that is there." : known}`;
}

function rangeRelated(set: WorkspaceObject, { scalers }: OrdinalRange) {
  if (scalers.length > 0) return scalers.map(scalerRelated);
  const place = { object: set, path: ["spec", "replicas"], part: "value" } as const;
  return [{ message: `StatefulSet "${set.facts.name}" sets the number of its Pods`, place }];
}

/** A set of the unit with nearly that name, and such a Pod. */
function nearSet({ lookups }: RuleContext, set: string, ordinal: number): string | undefined {
  const sets = lookups.unit.objects("apps", "StatefulSet");
  const near = nearMiss(
    set,
    sets.map(({ facts }) => facts.name),
  );
  const found = sets.filter(({ facts }) => facts.name === near);
  const range = found[0] && found.length === 1 ? ordinalRange(found[0], lookups) : undefined;
  return range && ordinal >= range.first && ordinal <= range.last ? `${near}-${ordinal}` : undefined;
}

/** Has that Pod a Service of its own already? */
function isSelected({ lookups }: RuleContext, set: WorkspaceObject, pod: string): boolean {
  const labels = { ...set.facts.workload?.podLabels, [label]: pod };
  return lookups.services.selecting(labels).some(({ facts }) => facts.service?.selector[label] === pod);
}

function useFix(context: RuleContext, token: Scalar, pod: string | undefined): Fix[] {
  const place = written(context, token);
  if (pod === undefined || !place || place.by === "kustomization") return [];
  const { document, path } = place;
  return [
    {
      title: `Use '${pod}'`,
      safe: false,
      changes: () => [{ document, script: [replace(path, quoted(pod, "plain", false))] }],
    },
  ];
}
