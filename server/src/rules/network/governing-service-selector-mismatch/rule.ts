// A StatefulSet whose Service selects other Pods: DNS knows none of its Pods by that Service.
import { selectedLabels } from "../../../kubernetes/headless-service";
import { isAddedLabel, type Labels, matchesLabels } from "../../../kubernetes/labels";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { podLabels, type Workload, workload as workloadOf } from "../../../kubernetes/workload";
import { type WorkspaceObject, written } from "../../../workspace/objects/workspace-object";
import { type EditScript, insert, remove, replace } from "../../../yaml/edit-script";
import { entry } from "../../../yaml/fragment";
import { asScalar, child } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { Path } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { sameLabels } from "../../shared/same-labels";

export const rule = defineRule({
  id: "governing-service-selector-mismatch",
  group: "network",
  severities: ["warning"],
  kinds: ["StatefulSet"],
  summary: "The Service of a StatefulSet does not select its Pods.",
  fixes: [{ title: "Copy the selector to Service 'x'", safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    const token = asScalar(child(workload?.spec, "serviceName"));
    if (!workload || typeof token?.value !== "string") return;
    const { state, candidates, count } = lookups.object("", "Service", token.value);
    const [service] = candidates;
    if (state !== "found" || count !== 1 || !service?.facts.service) return;
    const { selector } = service.facts.service;
    const wanted = Object.fromEntries(Object.entries(selector).filter(([name]) => !isAddedLabel(name)));
    const present = podLabels(workload) ?? {};
    // Without a selector somebody else says which addresses the Service has.
    if (Object.keys(selector).length === 0 || matchesLabels(wanted, present)) return;
    const [key, value] = Object.entries(wanted).find(([name, said]) => present[name] !== said) ?? ["", ""];
    if (isPlaceholder(`${value} ${present[key] ?? ""}`)) return;
    report(token, message(workload, token.value, { key, value }), {
      related: [
        {
          message: `Service "${token.value}" selects ${key}: ${value}`,
          place: { object: service, path: ["spec", "selector"], part: "key" },
        },
      ],
      fixes: copyFix(context, service),
    });
  },
});

function message(
  set: Workload,
  service: string,
  { key, value }: { readonly key: string; readonly value: string },
): string {
  const actual = podLabels(set)?.[key];
  const have = actual === undefined ? "have no such label" : `have "${actual}"`;
  return `Service "${service}" selects ${key}: ${value}, but the Pods ${have}: ${set.resource.name}-0.${service} never resolves. Make both equal.`;
}

/** Where the Service leads to other Pods, it is perhaps theirs; where a build says its selector, more than it would change. */
function copyFix(context: RuleContext, service: WorkspaceObject): Fix[] {
  const { workload, own, lookups } = context;
  const set = workloadOf(own);
  const { facts, document, index } = service;
  const resource = index < 0 ? undefined : document.resource(index);
  if (!workload || !set || !resource || !lookups.unit.has(service)) return [];
  const selector = selectedLabels(set);
  if (Object.keys(selector).length === 0 || !sameLabels(selector, selectedLabels(workload))) return [];
  const said = written(service).facts.service?.selector ?? {};
  if (!sameLabels(said, facts.service?.selector ?? {}) || lookups.pods.workloadsWith(said).length > 0) return [];
  const path: Path = [...(resource.item === undefined ? [] : ["items", resource.item]), "spec", "selector"];
  return [
    {
      title: `Copy the selector to Service '${written(service).facts.name}'`,
      safe: false,
      changes: () => [{ document, script: changedPairs(path, said, selector) }],
    },
  ];
}

/** Pair by pair, so that the rest of the selector stays as it is written. */
function changedPairs(path: Path, from: Labels, to: Labels): EditScript {
  const word = (value: string) => quoted(value, "plain", false);
  return [
    ...Object.keys(from).flatMap((key) => (key in to ? [] : [remove([...path, key])])),
    ...Object.entries(to).flatMap(([key, value]) => {
      if (from[key] === undefined) return [insert(path, "last", entry(key, word(value)))];
      return from[key] === value ? [] : [replace([...path, key], word(value))];
    }),
  ];
}
