// The fix "Create headless Service 'x'": a new document before the StatefulSet that names it.
import { isAtLeast } from "../../../config/assumptions";
import { containerPorts, headlessServiceText, selectedLabels } from "../../../kubernetes/headless-service";
import { podLabels, workload } from "../../../kubernetes/workload";
import type { DocumentChange } from "../../../workspace/document-change";
import { insert, isRefusal } from "../../../yaml/edit-script";
import { item, literal } from "../../../yaml/fragment";
import { insertDocument } from "../../../yaml/insert-document";
import { asMapping } from "../../../yaml/navigate";
import type { Fix, RuleContext } from "../../rule";

/** @returns nothing where the name is none for a Service, its Pods cannot be selected, or the file holds one JSON object */
export function headlessServiceFix(
  context: RuleContext,
  name: string,
  { notReady }: { readonly notReady: boolean },
): Fix[] {
  const { own, lookups } = context;
  const set = workload(own);
  if (!set || !isServiceName(name, context)) return [];
  const selector = selectedLabels(set);
  const built = context.workload && podLabels(context.workload);
  const pairs = Object.entries(selector);
  // A label that a patch changes has another value in each build.
  if (pairs.length === 0 || pairs.some(([key, value]) => built?.[key] !== value)) return [];
  const { document } = lookups.subject;
  if (own.item === undefined && asMapping(document.tree().root)?.flow) return [];
  const { namespace } = set.resource;
  const service = headlessServiceText({ name, namespace, selector, ports: containerPorts(set), notReady });
  const changes = (): readonly DocumentChange[] => {
    if (own.item !== undefined)
      return [{ document, script: [insert(["items"], { before: own.item }, item(literal(service)))] }];
    const edit = insertDocument(document.text, { start: 0, end: document.text.length }, service);
    return isRefusal(edit) ? [] : [{ document, edits: [edit] }];
  };
  return [{ title: `Create headless Service '${name}'`, safe: false, changes }];
}

/** A DNS label; below 1.36 it must start with a letter (gate RelaxedServiceNameValidation). */
function isServiceName(name: string, { lookups }: RuleContext): boolean {
  const digits = isAtLeast(lookups.assumptions.kubernetesVersion, 1, 36);
  return name.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) && (digits || /^[a-z]/.test(name));
}
