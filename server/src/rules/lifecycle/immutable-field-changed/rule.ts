// A field that never changes is another than in the last commit: where that is live, the change is rejected.
import { described, type Resource } from "../../../kubernetes/resource";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import type { CommittedObject } from "../../../workspace/lookups/committed";
import { at, child, entryOf, isNullish } from "../../../yaml/navigate";
import type { Entry, Node } from "../../../yaml/tree";
import { saySame } from "../../../yaml/value";
import { defineRule, type RuleContext } from "../../rule";
import { isHook, isReplaced } from "../../shared/hook";
import { isExported, isOwned } from "../../shared/made-elsewhere";
import { type Difference, difference } from "./difference";
import { type ImmutableField, immutableFields, type WayOut } from "./immutable-fields";
import { isNoted, noteFix, noteTitle } from "./orphan-note";
import { restoreFix, restoreTitle } from "./restore";

export const rule = defineRule({
  id: "immutable-field-changed",
  group: "lifecycle",
  severities: ["warning"],
  kinds: ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "/Service", "/PersistentVolumeClaim"],
  summary: "A field that cannot change is another than in the last commit.",
  fixes: [
    { title: restoreTitle, safe: false },
    { title: noteTitle, safe: false },
  ],
  check(context) {
    const { own, lookups, report } = context;
    const fields = immutableFields(own.kind, own.apiVersion);
    if (fields.length === 0 || own.name === "" || isPlaceholder(own.name) || isMadeAnew(context)) return;
    const former = lookups.committed.former();
    if (former?.resource.apiVersion !== own.apiVersion) return;
    for (const field of fields) {
      const found = changed(context, former, field);
      if (!found || isNotedAnew(context, former, field)) continue;
      report(found.token, message(context, field), {
        fixes: [...restoreFix(context, former, field), ...(field.wayOut === "orphan" ? noteFix(context, field) : [])],
      });
    }
  },
});

/** Is it another object each time that it is applied, or one of which only a copy is here? */
function isMadeAnew({ own, resource }: RuleContext): boolean {
  if (isOwned(own) || isExported(own) || isHook(resource) || isReplaced(resource)) return true;
  // By the next time it is probably gone.
  return own.kind === "Job" && !isNullish(at(own.root, "spec", "ttlSecondsAfterFinished"));
}

function changed(
  { own, resource, lookups }: RuleContext,
  former: CommittedObject,
  field: ImmutableField,
): Difference | undefined {
  const [before, now] = [former.resource.root, own.root];
  const { kubernetesVersion } = lookups.assumptions;
  if (field.mayChange?.(child(before, "spec"), child(now, "spec"), kubernetesVersion)) return undefined;
  const found = difference(at(before, ...field.path), at(now, ...field.path), keyAbove(own, field), field);
  if (!found) return undefined;
  // What a patch or a kustomization has a say in is not what is written.
  const place = [...field.path, ...found.path];
  return saySame(at(now, ...place), at(resource.root, ...place)) ? found : undefined;
}

/** Of a field that is gone, the key that it stood under. */
function keyAbove({ root, kindNode }: Resource, { path }: ImmutableField): Node {
  let key: Node = kindNode;
  let holder: Node | undefined = root;
  for (const name of path) {
    const entry: Entry | undefined = typeof name === "string" ? entryOf(holder, name) : undefined;
    if (!entry) break;
    key = entry.key;
    holder = entry.value;
  }
  return key;
}

/** A note that was committed with an earlier change says nothing of this one. */
function isNotedAnew({ own, lookups }: RuleContext, former: CommittedObject, field: ImmutableField): boolean {
  const { document, index } = lookups.subject;
  if (field.wayOut !== "orphan" || !isNoted(document.textOf(index), own, field)) return false;
  return !isNoted(former.document.textOf(former.index), former.resource, field);
}

function message({ own }: RuleContext, { path, wayOut }: ImmutableField): string {
  const what = `${path.slice(1).join(".")} of ${described(own)}`;
  if (wayOut === "larger")
    return `${what} is less than in the last commit, but a claim only grows: the update is rejected. Restore it.`;
  return `${what} has changed since the last commit, but is immutable: the update is rejected. ${advice(own, wayOut)}`;
}

function advice({ kind }: Resource, wayOut: Exclude<WayOut, "larger">): string {
  switch (wayOut) {
    case "orphan":
      return "Delete it with --cascade=orphan first.";
    case "recreate":
      return `Restore it, or delete the ${kind} first.`;
    case "rename":
      return `Rename the ${kind}, or delete it first.`;
    case "new-claim":
      return "Restore it, or use a new claim.";
  }
}
