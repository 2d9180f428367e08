// A claim template that lacks what every claim must say.
import { isAtLeast } from "../../../config/assumptions";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { type ClaimTemplate, claimTemplates, usedVolumes, type Workload } from "../../../kubernetes/workload";
import { insert } from "../../../yaml/edit-script";
import { asMapping, asScalar, asSequence, at, child, entryOf, isNullish, itemsOf } from "../../../yaml/navigate";
import type { Node, Path } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { isOwn, written } from "../../shared/written";

export const rule = defineRule({
  id: "claim-template-incomplete",
  group: "storage",
  severities: ["error"],
  settles: true,
  kinds: ["StatefulSet"],
  summary: "A claim template without a size, an access mode or a name.",
  fixes: [
    { title: "Add a storage request", safe: false },
    { title: "Add access mode ReadWriteOnce", safe: false },
    { title: "Add a name", safe: false },
  ],
  check(context) {
    const { workload, lookups, report } = context;
    const key = entryOf(workload?.spec, "volumeClaimTemplates")?.key;
    if (!workload || !key) return;
    const isRejected = isAtLeast(lookups.assumptions.kubernetesVersion, 1, 34);
    const then = isRejected ? "the API server rejects it" : "its claims cannot be made, and no Pod starts";
    for (const template of claimTemplates(workload)) {
      for (const { lacks, add, fix } of gaps(context, workload, template)) {
        const called = template.name === "" ? "A claim template" : `Claim template "${template.name}"`;
        report(template.nameNode ?? key, `${called} has no ${lacks}: ${then}. ${add}.`, { fixes: fix });
      }
    }
  },
});

interface Gap {
  readonly lacks: string;
  readonly add: string;
  readonly fix: readonly Fix[];
}

function gaps(context: RuleContext, workload: Workload, { node, name, nameNode }: ClaimTemplate): Gap[] {
  const found: Gap[] = [];
  const add = (lacks: string, title: string, path: Path, words: string) =>
    found.push({ lacks, add: title, fix: addFix(context, node, title, path, words) });
  const storage = at(node, "spec", "resources", "requests", "storage");
  if (isNullish(storage))
    add("storage request", "Add a storage request", ["spec", "resources", "requests"], "storage: 1Gi");
  const modes = at(node, "spec", "accessModes");
  if (isNullish(modes) || (asSequence(modes) && itemsOf(modes).length === 0))
    add("access mode", "Add access mode ReadWriteOnce", ["spec", "accessModes"], "- ReadWriteOnce");
  if (name === "" && !isUnknown(nameNode)) {
    const meant = unknownMount(workload);
    const title = "Add a name";
    found.push({
      lacks: "name",
      add: title,
      fix: meant === undefined ? [] : addFix(context, node, title, ["metadata"], `name: ${meant}`),
    });
  }
  return found;
}

function isUnknown(node: Node | undefined): boolean {
  return isPlaceholder(asScalar(node)?.text ?? "");
}

/** The one volume that a container mounts and that is nowhere. */
function unknownMount(workload: Workload): string | undefined {
  const known = new Set([
    ...claimTemplates(workload).map(({ name }) => name),
    ...itemsOf(child(workload.podSpec, "volumes")).map((volume) => asScalar(child(volume, "name"))?.text),
  ]);
  const unknown = [...usedVolumes(workload)].filter((name) => name !== "" && !known.has(name) && !isPlaceholder(name));
  return unknown.length === 1 ? unknown[0] : undefined;
}

/** Adds what is missing at the deepest place of the template that is there already. */
function addFix(context: RuleContext, template: Node, title: string, path: Path, words: string): Fix[] {
  const place = written(context, template);
  if (place?.by !== "object" || !isOwn(context, template) || !asMapping(template)) return [];
  let depth = 0;
  while (depth < path.length && entryOf(at(template, ...path.slice(0, depth)), String(path[depth]))) depth++;
  const holder = at(template, ...path.slice(0, depth));
  const isList = depth === path.length && words.startsWith("- ");
  // A word, or the wrong collection, is for people to mend.
  if (!isNullish(holder) && !(isList ? asSequence(holder) : asMapping(holder))) return [];
  const text = path.slice(depth).reduceRight<string>((inner, key) => `${key}:\n${inner.replace(/^/gm, "  ")}`, words);
  const script = [insert([...place.path, ...path.slice(0, depth)], "last", text)];
  return [{ title, safe: false, changes: () => [{ document: place.document, script }] }];
}
