// What a kustomization says of kinds that is not rewritten: fields of labels, configurations and transformers that name the old one.
import type { WorkloadKind } from "../../kubernetes/kinds";
import type { Document } from "../../workspace/document";
import { joined } from "../../workspace/paths";
import { asScalar, child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import type { Consequence, Subject } from "../conversion";
import { kustomizationsOf, namesOf } from "./kustomize-reach";
import { linesOf } from "./line-numbers";

/** Lists of files, or of texts, that speak of kinds wherever they like. */
const fileLists = ["configurations", "transformers"] as const;

/** Each place once: Kustomize skips what fits no object any more, and says nothing. */
export function kustomizationMentions(subject: Subject, from: WorkloadKind): Consequence[] {
  const found = new Map<string, Consequence>();
  const names = namesOf(subject);
  const lineOf = linesOf(subject);
  for (const { lookups } of subject.situations) {
    for (const { layer, document } of kustomizationsOf(lookups)) {
      const { root } = document.tree();
      const listed = fileLists.flatMap((list) =>
        itemsOf(child(root, list)).flatMap((item) => {
          const file = joined(layer.folder, stringAt(item) ?? "");
          return file === undefined ? [] : lookups.files.documentsOf(file);
        }),
      );
      const fields = itemsOf(child(root, "labels")).map((label) => ({ document, node: child(label, "fields") }));
      for (const { document: holder, node } of [...fields, ...listed.map(whole)]) {
        for (const { start, end } of kindsIn(node, from, names)) {
          const at = { path: holder.path, start: holder.start + start, end: holder.start + end };
          const where = `${lookups.named(holder.path)}:${lineOf(holder.path, at.start)}`;
          const message = `${where} still names the ${from}: Kustomize will leave the workload out there.`;
          found.set(`${at.path} ${at.start}`, { code: "W-MENTION", message, at });
        }
      }
    }
  }
  return [...found.values()];
}

function whole(document: Document): { readonly document: Document; readonly node: Node | undefined } {
  return { document, node: document.tree().root };
}

/** Values of `kind` beside which no name stands, or one of the workload's. */
function kindsIn(node: Node | undefined, from: WorkloadKind, names: ReadonlySet<string>): Node[] {
  if (node?.type === "sequence") return node.items.flatMap((item) => kindsIn(item, from, names));
  if (node?.type !== "mapping") return [];
  const name = stringAt(node, "name");
  return node.entries.flatMap(({ key, value }) => {
    const isKind = asScalar(key)?.text === "kind" && asScalar(value)?.text === from;
    if (isKind && (name === undefined || names.has(name))) return [value];
    return kindsIn(value, from, names);
  });
}
