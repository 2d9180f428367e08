// A Job that is applied again and again under one name, although its template can never change.
import { described, type Resource } from "../../../kubernetes/resource";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { defineRule, type Related } from "../../rule";
import { isHook, isReplaced } from "../../shared/hook";
import { isExported, isOwned } from "../../shared/made-elsewhere";
import { hookFixes } from "./hook-fixes";
import { reapplied } from "./reapplied";

export const rule = defineRule({
  id: "job-immutable-reapply",
  group: "jobs",
  severities: ["information"],
  kinds: ["Job"],
  summary: "A Job is applied again under one name, although its template cannot change.",
  fixes: [
    { title: "Add Helm hook annotations", safe: false },
    { title: "Add Argo CD hook annotations", safe: false },
  ],
  check(context) {
    const { resource, report } = context;
    const { nameNode } = resource;
    if (!nameNode || !hasFixedName(resource) || isOwned(resource) || isExported(resource)) return;
    if (isHook(resource) || isReplaced(resource)) return;
    const by = reapplied(context);
    if (!by) return;
    // Only Helm and Argo CD have hooks.
    const mend = by.helm || by.argo ? "Use a hook, or rename it" : "Delete or rename it first";
    const message = `${described(resource)} keeps its name: its template is immutable, so ${by.how} with another image fails while it is there. ${mend}.`;
    const related = by.deliveries.map(
      (object): Related => ({
        message: `${object.facts.kind} "${object.facts.name}" applies it`,
        place: { object, path: ["metadata", "name"], part: "value" },
      }),
    );
    report(nameNode, message, { related, fixes: hookFixes(context, by) });
  },
});

/** A name that ends in a version, a date or a hash is another one after a change. */
function hasFixedName({ name }: Resource): boolean {
  if (name === "" || isPlaceholder(name)) return false;
  return !/-(?:v?\d+(?:[.-]\d+)+|v\d+|\d{6,}|(?=[a-z]*\d)[0-9a-f]{7,64})$/.test(name);
}
