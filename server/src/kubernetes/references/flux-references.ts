// Names in a Kustomization of Flux: what it waits for, and what its patches mean.
import { asScalar, at, child, itemsOf, stringAt } from "../../yaml/navigate";
import { parseDocument } from "../../yaml/parse";
import type { Node, Path } from "../../yaml/tree";
import { nameIn } from "./pod-references";
import type { Reference } from "./reference";
import { objectReference, workloadGroup } from "./target";

/** Stands for the name where a patch means all objects of a kind, or those that a pattern or a selector picks. */
export const ANY_NAME = "*";

/** One patch, with what it says of its objects. */
export interface FluxPatch {
  /** The node with `kind` and `name`: the target, or the patch itself. */
  readonly meant: Node;
  /** Does `meant` stand in the text of the patch, so that its offsets are not those of the document? */
  readonly inText: boolean;
  /** The way to the entry, and to the target in it where there is one. */
  readonly path: Path;
}

/** Source: fluxcd.io, Kustomization specification; the two older lists are of v1beta2. */
export function fluxPatches(root: Node): FluxPatch[] {
  const found: FluxPatch[] = [];
  for (const field of ["patches", "patchesJson6902"]) {
    for (const [index, item] of itemsOf(at(root, "spec", field)).entries()) {
      const path = ["spec", field, index];
      const target = child(item, "target");
      if (target) found.push({ meant: target, inText: false, path: [...path, "target"] });
      else {
        const own = parseDocument(asScalar(child(item, "patch"))?.text ?? "").root;
        if (own) found.push({ meant: own, inText: true, path });
      }
    }
  }
  for (const [index, item] of itemsOf(at(root, "spec", "patchesStrategicMerge")).entries())
    found.push({ meant: item, inText: false, path: ["spec", "patchesStrategicMerge", index] });
  return found;
}

/** The kind and the name that a patch writes; `name` may be a pattern. */
export function patchedName({ meant }: FluxPatch): {
  readonly kind: string | undefined;
  readonly name: string | undefined;
} {
  const kind = stringAt(meant, "kind");
  return { kind, name: nameIn(child(meant, "name")) ?? nameIn(at(meant, "metadata", "name")) };
}

export function fluxReferences(root: Node): Reference[] {
  const checks = itemsOf(at(root, "spec", "healthChecks")).flatMap((item, index) =>
    objectReference("health", item, ["spec", "healthChecks", index]),
  );
  const patched = fluxPatches(root).flatMap((patch): Reference[] => {
    const { kind, name } = patchedName(patch);
    if (kind === undefined) return [];
    const plain = name !== undefined && /^[\w-]+$/.test(name) ? name : ANY_NAME;
    return [{ role: "patched", target: { group: workloadGroup(kind), kind, name: plain }, path: patch.path }];
  });
  return [...checks, ...patched];
}
