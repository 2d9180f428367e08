// The same object twice in what is applied together: the one that is applied last wins.
import type { Resource } from "../../../kubernetes/resource";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import type { Lookups } from "../../../workspace/lookups/lookups";
import { byPlace, type WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { asMapping, asScalar, child } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { areVariants } from "./variants";

export const rule = defineRule({
  id: "duplicate-object",
  group: "references",
  severities: ["warning"],
  kinds: ["*"],
  summary: "One object stands twice in what is applied together.",
  fixes: [],
  check({ resource, lookups, report }) {
    const { subject } = lookups;
    const { kind, name } = subject.facts;
    if (!resource.nameNode || name === "" || isPlaceholder(name) || isPlaceholder(subject.namespace ?? "")) return;
    // Said of each but the first. Two namespaces of which one is not written may be two.
    const alike = lookups.unit.alike();
    const [first] = alike;
    if (!first || byPlace(first, subject) >= 0 || isAlternative(lookups, first, [subject, ...alike])) return;
    // Files that can be applied alone bring their namespace along: as long as it says no more than its name, all is well.
    if (kind === "Namespace" && subject.unit.kind !== "kustomization" && isBare(resource)) return;
    const message =
      subject.unit.kind === "kustomization"
        ? `${kind} "${name}" stands in this build a second time: Kustomize fails ("may not add resource with an already registered id"). Remove one.`
        : `${kind} "${name}" is here a second time: of both, only what is applied last remains. Rename or remove one.`;
    report(resource.nameNode, message, {
      related: [
        {
          message: `${kind} "${name}" stands here first`,
          place: { object: first, path: ["metadata", "name"], part: "value" },
        },
      ],
    });
  },
});

/** Has an object nothing but its name, and perhaps what kubectl wrote down? */
function isBare({ root }: Resource): boolean {
  const metadata = asMapping(child(root, "metadata"));
  return (
    child(root, "spec") === undefined &&
    metadata !== undefined &&
    metadata.entries.every(({ key }) => ADDED.has(asScalar(key)?.text ?? ""))
  );
}

const ADDED = new Set(["name", "creationTimestamp"]);

const SAMPLES = /(?:^|\/)(?:tests?|testdata|e2e|examples?|samples?)\//;

/**
 * Files of one folder are not always applied together: cases of tests, samples, the same once in one file and once in several,
 * files that hold several objects both, and variants, as their names say.
 * @param all the first ones that are called so, with the subject
 */
function isAlternative(
  { subject, unit, path }: Lookups,
  first: WorkspaceObject,
  all: readonly WorkspaceObject[],
): boolean {
  if (subject.unit.kind === "kustomization" || first.document.path === subject.document.path) return false;
  const files = [...new Set(all.map(({ document }) => document.path))];
  return (
    SAMPLES.test(path) ||
    unit.isRepeated(subject.document.path) ||
    unit.isRepeated(first.document.path) ||
    unit.heldByBoth(first.document.path, subject.document.path) > 1 ||
    areVariants(files, subject.facts.name)
  );
}
