// The selector of what a workload becomes: kept, wrapped, made of the labels of its Pods, or left to the server.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { volatileLabels } from "../../kubernetes/volatile-labels";
import { insert, type Operation, remove, wrap } from "../../yaml/edit-script";
import { entry, type Fragment, literal, mapping, slice } from "../../yaml/fragment";
import { asMapping, asScalar, at, child, entriesOf, entryOf } from "../../yaml/navigate";
import { quoted } from "../../yaml/quoting";
import type { Part } from "../shape/metadata";
import { placeOf } from "../shape/places";
import { isGeneratedLabel } from "./dropped-fields";

export interface SelectorPlan {
  readonly operations: readonly Operation[];
  /** New entries of the `spec` that holds the template. */
  readonly entries: readonly Fragment[];
  /** The label that the Pods must get, because they have none. */
  readonly podLabels: Fragment | undefined;
}

const nothing: SelectorPlan = { operations: [], entries: [], podLabels: undefined };

/** The Pods of a Job are selected by what the server gives them; a Pod selects nothing. */
const without: readonly WorkloadKind[] = ["Pod", "Job", "CronJob"];

/** @param name what the workload is called, for a label of its Pods where they have none */
export function selectorPlan(part: Part, from: WorkloadKind, to: WorkloadKind, name: string): SelectorPlan {
  const { root, base } = part;
  const controller = placeOf("controller", from);
  const written = controller && entryOf(at(root, ...controller), "selector");
  const path = [...base, ...(controller ?? []), "selector"];
  if (without.includes(to)) return written ? { ...nothing, operations: [remove(path)] } : nothing;
  if (without.includes(from)) {
    const { labels, podLabels } = selected(part, from, name);
    return {
      operations: written ? [remove(path)] : [],
      entries: [entry("selector", entry("matchLabels", labels))],
      podLabels,
    };
  }
  // The plain map of a ReplicationController becomes `matchLabels`; without one it meant the template's labels.
  if (from !== "ReplicationController") return nothing;
  if (written && asMapping(written.value)) return { ...nothing, operations: [wrap(path, ["matchLabels"])] };
  const { labels, podLabels } = selected(part, from, name);
  const added = insert(path.slice(0, -1), { before: "template" }, entry("selector", entry("matchLabels", labels)));
  return { operations: [...(written ? [remove(path)] : []), added], entries: [], podLabels };
}

/** May a new selector test a label? One that changes with every release it may not. */
export function isLastingLabel(key: string): boolean {
  return !isGeneratedLabel(key) && !volatileLabels.includes(key);
}

/**
 * The labels of the Pods as they are written, without comments, but for those that change with every release: a selector is
 * immutable. Where nothing is left, `app: <name>`.
 */
function selected(
  { root, base, text }: Part,
  from: WorkloadKind,
  name: string,
): { readonly labels: Fragment; readonly podLabels: Fragment | undefined } {
  const way = [...(placeOf("template", from) ?? []), "metadata", "labels"];
  const held = at(root, ...way);
  const own = entriesOf(held).flatMap(({ key, value }): Fragment | [] => {
    const word = asScalar(key)?.text;
    if (word === undefined || isGeneratedLabel(word)) return [];
    const isOwn = held?.type === "mapping" && value.type === "scalar" && value.anchor === undefined;
    const isWritten = isOwn && child(held, word) === value && held.entries.some((one) => one.key === key);
    return entry(
      word,
      isWritten ? slice(text, [...base, ...way, word]) : literal(quoted(asScalar(value)?.text ?? "", "plain", false)),
    );
  });
  const lasting = own.filter((label) => label.type !== "entry" || isLastingLabel(label.key));
  if (lasting.length > 0) return { labels: mapping(...lasting), podLabels: undefined };
  const [key, value] = ownLabel(name);
  const label = entry(key, literal(quoted(value, "plain", false)));
  return { labels: label, podLabels: label };
}

/** The label of Pods that have none. A label holds 63 characters, and a name may be longer. */
export function ownLabel(name: string): readonly [key: string, value: string] {
  return ["app", name.slice(0, 63).replace(/[^a-zA-Z0-9]+$/, "")];
}
