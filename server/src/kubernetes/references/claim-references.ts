// Names of claims in what saves and restores them: VolSync, K8up.
import { at, child, entriesOf } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import { nameIn } from "./pod-references";
import type { Reference, ReferenceRole } from "./reference";

/** The name at a path; nothing where there is none. */
export function wordAt(role: ReferenceRole, group: string, kind: string, root: Node, path: Path): Reference[] {
  const name = nameIn(at(root, ...path));
  return name === undefined ? [] : [{ role, target: { group, kind, name }, path }];
}

/** The claim whose name stands at a path. */
export function claimAt(role: ReferenceRole, root: Node, path: Path): Reference[] {
  return wordAt(role, "", "PersistentVolumeClaim", root, path);
}

/** Each mover of VolSync has its own settings, with the claim inside. */
export function destinationReferences(root: Node): Reference[] {
  return entriesOf(child(root, "spec")).flatMap(({ key }) =>
    key.type === "scalar" ? claimAt("backup", root, ["spec", key.text, "destinationPVC"]) : [],
  );
}

/**
 * The claim into which K8up restores.
 * @param spec the way to the settings of the restore
 */
export function restoreReferences(root: Node, spec: Path): Reference[] {
  return claimAt("backup", root, [...spec, "restoreMethod", "folder", "claimName"]);
}
