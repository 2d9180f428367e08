// A StatefulSet with a name that leaves no room for what its Pods add to it: the object is accepted, and no Pod appears.
import { LONGEST_LABEL, shortened } from "../../../kubernetes/dns-label";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { firstOrdinal, type Workload } from "../../../kubernetes/workload";
import type { Lookups } from "../../../workspace/lookups/lookups";
import { replicasRange } from "../../../workspace/replicas-range";
import { defineRule } from "../../rule";
import { renameFix } from "../../shared/rename-fix";

/** A hyphen and up to ten characters of the revision's hash follow. Source: kubernetes/kubernetes#64023. */
const LONGEST_NAME = 52;

export const rule = defineRule({
  id: "statefulset-name-too-long",
  group: "identity",
  severities: ["warning", "error"],
  kinds: ["StatefulSet"],
  summary: "The name of a StatefulSet is too long for the labels of its Pods.",
  fixes: [{ title: "Rename to 'x' (recreates the object)", safe: false }],
  check(context) {
    const { workload, own, lookups, report } = context;
    const { nameNode } = own;
    const name = workload?.resource.name ?? "";
    if (!workload || !nameNode || name.length <= LONGEST_NAME || isPlaceholder(name)) return;
    const fault = neverFits(workload, lookups);
    const message =
      fault ??
      `With the revision's hash ${lengthOf(context)} can make a Pod label longer than 63: then no Pod is created. Keep it to ${LONGEST_NAME}.`;
    const fixes = renameFix(context, shortened(own.name, LONGEST_NAME - (name.length - own.name.length)));
    report(nameNode, message, { severity: fault ? "error" : "warning", fixes });
  },
});

function neverFits(workload: Workload, lookups: Lookups): string | undefined {
  const { name } = workload.resource;
  if (name.length > LONGEST_LABEL)
    return `The name has ${name.length} characters: host names and labels of Pods take 63, so none is ever created. Keep it to ${LONGEST_NAME}.`;
  const start = firstOrdinal(workload);
  const { lo, certainty } = replicasRange(workload, lookups);
  if (start.variable || start.value === undefined || certainty !== "known" || lo < 1) return undefined;
  const last = start.value + lo - 1;
  const length = `${name}-${last}`.length;
  if (length <= LONGEST_LABEL) return undefined;
  return `The name of Pod ${last} has ${length} characters, and its host name takes 63: it is never created. Keep the set's name to ${LONGEST_NAME}.`;
}

function lengthOf({ own, resource }: { readonly own: { name: string }; readonly resource: { name: string } }): string {
  const built = own.name === resource.name ? "" : " that the build makes of the name";
  return `the ${resource.name.length} characters${built || " of the name"}`;
}
