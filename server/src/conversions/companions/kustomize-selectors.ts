// Selectors of a kustomization that mean the workload by its kind: what they must say afterwards to mean the same objects.
import { groupOf, type WorkloadKind } from "../../kubernetes/kinds";
import type { PatchTarget } from "../../kustomize/kustomization-facts";
import { isSelected } from "../../kustomize/target";
import { insert, type Operation, replace } from "../../yaml/edit-script";
import { child, stringAt } from "../../yaml/navigate";
import { quoted } from "../../yaml/quoting";
import type { Mapping, Node, Path } from "../../yaml/tree";
import { apiVersionOf } from "../shape/places";
import type { Others } from "./kustomize-reach";

/** `copy`: no single selector can say it; one of its own for the workload must stand beside it. */
export type Retargeting =
  | { readonly how: "stays" }
  | { readonly how: "copy" }
  | { readonly how: "changes"; readonly kind: string; readonly named: boolean };

interface Selection {
  readonly target: PatchTarget;
  /** Are its fields patterns, as in patches, or words? */
  readonly patterns: boolean;
  readonly from: WorkloadKind;
  readonly to: WorkloadKind;
  /** The other objects that it may mean. */
  readonly others: Others;
}

/** Does the selector mean other objects too? */
export function isShared({ target, others }: Pick<Selection, "target" | "others">): boolean {
  return others.selectedBy(target).length > 0;
}

/** What a selector that means the workload must become. */
export function retargeting({ target, patterns, from, to, others }: Selection): Retargeting {
  if (!target.kind || (patterns ? fitsKind(target.kind, to) : target.kind !== from)) return { how: "stays" };
  const before = others.selectedBy(target);
  const shared = before.length > 0;
  if (shared && !patterns) return { how: "copy" };
  const kind = target.kind === from && !shared ? to : `${target.kind}|${to}`;
  const catches = (wanted: string): boolean =>
    others.selectedBy({ ...target, kind: wanted }).some((other) => !before.includes(other));
  if (!catches(kind)) return { how: "changes", kind, named: false };
  return shared ? { how: "copy" } : { how: "changes", kind: to, named: true };
}

/** @param path the way to the selector */
export function selectorScript(
  selector: Node | undefined,
  path: Path,
  change: Extract<Retargeting, { how: "changes" }>,
  { to, name }: { readonly to: WorkloadKind; readonly name: string },
): Operation[] {
  const script: Operation[] = [replace([...path, "kind"], quoted(change.kind, "plain", false))];
  const apiVersion = apiVersionOf(to);
  const group = stringAt(selector, "group");
  if (group && group !== groupOf(apiVersion) && /^[\w.]+$/.test(group)) {
    script.push(replace([...path, "group"], groupOf(apiVersion) || '""'));
    if (child(selector, "version")) script.push(replace([...path, "version"], apiVersion.replace(/^.*\//, "")));
  }
  if (!change.named) return script;
  const word = quoted(name, "plain", false);
  const named = child(selector, "name");
  return [...script, named ? replace([...path, "name"], word) : insert(path, { after: "kind" }, `name: ${word}`)];
}

const anything: PatchTarget = {
  group: undefined,
  version: undefined,
  kind: undefined,
  name: undefined,
  namespace: undefined,
  labelSelector: undefined,
  annotationSelector: undefined,
};

function fitsKind(pattern: string, kind: string): boolean {
  const root: Mapping = { type: "mapping", flow: false, entries: [], start: 0, end: 0 };
  const identity = { group: "", version: "", kind, name: "", namespace: undefined };
  return isSelected({ ...anything, kind: pattern }, [identity], root);
}

/** The words of a selector; none where it is no mapping. */
export function selectorTarget(selector: Node | undefined): PatchTarget {
  return {
    group: stringAt(selector, "group"),
    version: stringAt(selector, "version"),
    kind: stringAt(selector, "kind"),
    name: stringAt(selector, "name"),
    namespace: stringAt(selector, "namespace"),
    labelSelector: stringAt(selector, "labelSelector"),
    annotationSelector: undefined,
  };
}
