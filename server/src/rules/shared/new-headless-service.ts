// A headless Service for the Pods of a StatefulSet: a new document before the set.
import { isAtLeast } from "../../config/assumptions";
import { isDnsLabel } from "../../kubernetes/dns-label";
import { containerPorts, headlessServiceText, selectedLabels } from "../../kubernetes/headless-service";
import { podLabels, workload } from "../../kubernetes/workload";
import type { DocumentChange } from "../../workspace/document-change";
import type { RuleContext } from "../rule";
import { newDocument, takesNewDocument } from "./new-document";
import { nameBehind } from "./rename-fix";
import { groupsOf } from "./several-workloads";

/**
 * @param name as it is to be written
 * @returns undefined where the name is none for a Service, its Pods cannot be selected, or the file holds one JSON object
 */
export function newHeadlessService(
  context: RuleContext,
  name: string,
  { notReady }: { readonly notReady: boolean },
): (() => DocumentChange[]) | undefined {
  const set = workload(context.own);
  if (!set || !isServiceName(name, context) || !takesNewDocument(context)) return undefined;
  const selector = selectedLabels(set);
  const built = context.workload && podLabels(context.workload);
  const pairs = Object.entries(selector);
  // A label that a patch changes has another value in each build.
  if (pairs.length === 0 || pairs.some(([key, value]) => built?.[key] !== value)) return undefined;
  const { lookups } = context;
  // Who has the same labels would be found by it as well: that is a finding of its own.
  if (!notReady && groupsOf([lookups.subject, ...lookups.pods.workloadsWith(selector)]).length > 1) return undefined;
  const { namespace } = set.resource;
  const text = headlessServiceText({ name, namespace, selector, ports: containerPorts(set), notReady });
  return () => newDocument(context, text);
}

/** The first of some names that no Service of the unit has; they are as they are to be written. */
export function freeServiceName(context: RuleContext, names: readonly string[]): string | undefined {
  const { lookups } = context;
  return names.find(
    (name) =>
      isServiceName(name, context) &&
      !lookups.object("", "Service", nameBehind(context, name)).candidates.some((found) => lookups.unit.has(found)),
  );
}

/** A DNS label; below 1.36 it must start with a letter (gate RelaxedServiceNameValidation). */
export function isServiceName(name: string, { lookups }: RuleContext): boolean {
  return isDnsLabel(name) && (isAtLeast(lookups.assumptions.kubernetesVersion, 1, 36) || /^[a-z]/.test(name));
}
