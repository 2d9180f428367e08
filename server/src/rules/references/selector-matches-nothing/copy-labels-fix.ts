// The fix "Copy the Pod labels of 'x'": the selector takes over what the Pods have.
import { type Labels, matchesLabels } from "../../../kubernetes/labels";
import { volatileLabels } from "../../../kubernetes/volatile-labels";
import { type EditScript, remove, replace } from "../../../yaml/edit-script";
import { entry, mapping } from "../../../yaml/fragment";
import { at, child } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { Path } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { isOwn, written } from "../../shared/written";
import type { NearWorkload } from "./near-workload";

/** @returns nothing where it would select other Pods too, or no edit reaches the labels */
export function copyLabelsFix(context: RuleContext, { workload, wanted }: NearWorkload): Fix[] {
  const { resource, lookups } = context;
  const path: Path = resource.kind === "Service" ? ["spec", "selector"] : ["spec", "selector", "matchLabels"];
  const pairs = at(resource.root, ...path);
  const value = child(pairs, wanted[0]);
  const present = workload.facts.workload?.podLabels ?? {};
  const after = changed(context, wanted[0], workload);
  if (!pairs || !value || !after || !matchesLabels(after, present)) return [];
  if (lookups.pods.workloadsWith(after).length !== 1) return [];
  const isWhole = after[wanted[0]] === undefined && Object.keys(labelsAt(context)).length === 1;
  const place = written(context, isWhole ? pairs : value);
  if (!place || place.by === "kustomization" || (isWhole && !isOwn(context, pairs))) return [];
  const { document, path: target } = place;
  const own = after[wanted[0]];
  const script = (): EditScript => {
    if (isWhole)
      return [replace(target, mapping(...Object.entries(after).map(([key, text]) => entry(key, word(text)))))];
    return [own === undefined ? remove(target) : replace(target, word(own))];
  };
  const title = `Copy the Pod labels of '${workload.facts.name}'`;
  return [{ title, safe: false, changes: () => [{ document, script: script() }] }];
}

/** The selector with the one label that did not fit as the Pods have it; without it where it is none that lasts. */
function changed(context: RuleContext, key: string, { facts }: NearWorkload["workload"]): Labels | undefined {
  const { [key]: _, ...others } = labelsAt(context);
  const present = facts.workload?.podLabels ?? {};
  const own = present[key];
  if (own !== undefined && !volatileLabels.includes(key)) return { ...others, [key]: own };
  if (Object.keys(others).length > 0) return others;
  const { matchLabels = {} } = facts.workload?.selector ?? {};
  return Object.keys(matchLabels).length > 0 ? matchLabels : undefined;
}

function labelsAt({ lookups }: RuleContext): Labels {
  const { service, budget } = lookups.subject.facts;
  return service?.selector ?? budget?.selector?.matchLabels ?? {};
}

function word(text: string): string {
  return quoted(text, "plain", false);
}
