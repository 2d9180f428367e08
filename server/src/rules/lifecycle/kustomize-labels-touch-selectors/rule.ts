// A kustomization puts a label that changes with every release into selectors, which cannot change.
import { volatileLabels } from "../../../kubernetes/volatile-labels";
import { asMapping, asScalar, at, booleanAt, child, entriesOf, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Mapping, Path, Scalar } from "../../../yaml/tree";
import { defineRule, type RuleContext } from "../../rule";
import { ownFix } from "../../shared/written";
import { fromCommonLabels, fromEntry } from "./rewrite";

const title = "Rewrite to labels with includeTemplates (recreates the object)";

export const rule = defineRule({
  id: "kustomize-labels-touch-selectors",
  group: "lifecycle",
  severities: ["warning"],
  kinds: ["kustomize.config.k8s.io/Kustomization", "kustomize.config.k8s.io/Component"],
  summary: "A kustomization puts a label that changes with every release into selectors, which cannot change.",
  fixes: [{ title, safe: false }],
  check(context) {
    const { resource, report } = context;
    const { root } = resource;
    if (hasNoSelectors(context)) return;
    const common = volatileKeys(root, ["commonLabels"]);
    for (const key of common) {
      const fixes = [ownFix(context, title, () => fromCommonLabels(root, common))];
      report(key, message(key.text, "commonLabels"), { fixes });
    }
    for (const [index, entry] of itemsOf(child(root, "labels")).entries()) {
      if (booleanAt(entry, "includeSelectors") !== true) continue;
      const keys = volatileKeys(root, ["labels", index, "pairs"]);
      for (const key of keys) {
        const fixes = asMapping(entry) ? [ownFix(context, title, () => fromEntry(root, index, keys))] : [];
        report(key, message(key.text, "includeSelectors"), { fixes });
      }
    }
  },
});

/** Kinds whose selector is immutable. Source: pkg/apis/apps/validation. */
const selecting = ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"];

/** Was all of its builds read, and has none of them a workload with a selector? */
function hasNoSelectors({ lookups }: RuleContext): boolean {
  const { path } = lookups.subject.document;
  const folder = path.slice(0, path.lastIndexOf("/"));
  return (
    lookups.files.wasReadThrough(folder) &&
    selecting.every((kind) => lookups.files.ofKindThrough({ path, folder }, kind).length === 0)
  );
}

function message(key: string, field: string): string {
  return `${field} puts "${key}" into selectors, which are immutable: once its value changes, the apply is rejected. Use includeTemplates.`;
}

/** Without labels of versions where the names of the build say the version: the next one makes other objects. */
function volatileKeys(root: Mapping, path: Path): Scalar[] {
  const affixes = ["namePrefix", "nameSuffix"].flatMap((field) => stringAt(root, field)?.split(/[-.]/) ?? []);
  return entriesOf(at(root, ...path)).flatMap(({ key, value }) => {
    if (key.type !== "scalar" || !volatileLabels.includes(key.text)) return [];
    const isVersion = key.text === "version" || key.text === "app.kubernetes.io/version";
    return isVersion && affixes.includes(asScalar(value)?.text ?? "") ? [] : key;
  });
}
