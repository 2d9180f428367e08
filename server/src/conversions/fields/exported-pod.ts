// What admission writes into a Pod, and stands in one that was read from a cluster: in a template it would be wrong.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { type Operation, remove } from "../../yaml/edit-script";
import { at, child, entryOf, integerAt, isNullish, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import { type FieldPlan, nothing } from "./dropped-fields";

/** Only of a Pod: templates are written by people (kubernetes.md 2.4). */
export function exportedFields(root: Node, base: Path, from: WorkloadKind): FieldPlan {
  if (from !== "Pod") return nothing;
  const spec = child(root, "spec");
  const pod = [...base, "spec"];
  const operations: Operation[] = [];
  const isToken = (name: string | undefined) => name !== undefined && /^kube-api-access-[a-z0-9]{5}$/.test(name);
  for (const [index, volume] of itemsOf(child(spec, "volumes")).entries()) {
    if (isToken(stringAt(volume, "name"))) operations.push(remove([...pod, "volumes", index]));
  }
  for (const list of ["containers", "initContainers"]) {
    for (const [place, container] of itemsOf(child(spec, list)).entries()) {
      for (const [index, mount] of itemsOf(child(container, "volumeMounts")).entries()) {
        if (isToken(stringAt(mount, "name"))) operations.push(remove([...pod, list, place, "volumeMounts", index]));
      }
    }
  }
  if (isExported(root)) {
    // The number follows from the class, and `serviceAccount` is the old name of `serviceAccountName`.
    if (entryOf(spec, "priority")) operations.push(remove([...pod, "priority"]));
    if (entryOf(spec, "serviceAccount") && entryOf(spec, "serviceAccountName")) {
      operations.push(remove([...pod, "serviceAccount"]));
    }
    for (const [index, toleration] of itemsOf(child(spec, "tolerations")).entries()) {
      if (isDefault(toleration)) operations.push(remove([...pod, "tolerations", index]));
    }
  }
  return { operations, consequences: [] };
}

function isExported(root: Node): boolean {
  const names: readonly Path[] = [
    ["status"],
    ["metadata", "uid"],
    ["metadata", "resourceVersion"],
    ["metadata", "managedFields"],
  ];
  return names.some((path) => !isNullish(at(root, ...path)));
}

/** Source: the admission plugin DefaultTolerationSeconds. */
function isDefault(toleration: Node): boolean {
  const key = stringAt(toleration, "key") ?? "";
  return (
    /^node\.kubernetes\.io\/(?:not-ready|unreachable)$/.test(key) && integerAt(toleration, "tolerationSeconds") === 300
  );
}
