// References that write kind and name apart: targets of autoscalers, health checks, subjects of bindings.
import { asMapping, at, child, stringAt } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import { canonicalGroup, groupOf } from "../kinds";
import { nameIn } from "./pod-references";
import type { Reference, ReferenceRole, ReferenceTarget } from "./reference";

/** What a reference with `apiVersion`, `kind` and `name` means. `absent` is meant where no kind is written. */
export function targetIn(
  reference: Node | undefined,
  absent: { readonly group: string; readonly kind: string } | undefined,
): ReferenceTarget {
  const kind = stringAt(reference, "kind") ?? absent?.kind ?? "";
  const apiVersion = stringAt(reference, "apiVersion");
  // Autoscalers are often written without an API version, or with one of the kind's older groups.
  const group =
    apiVersion === undefined ? (absent?.group ?? usualGroup(kind)) : canonicalGroup(groupOf(apiVersion), kind);
  return {
    group: group === "" && kind !== "ReplicationController" ? usualGroup(kind) : group,
    kind,
    name: stringAt(reference, "name") ?? "",
  };
}

function usualGroup(kind: string): string {
  return kind === "ReplicationController" || kind === "Pod" ? "" : "apps";
}

/** The group that is meant where only a kind is written: people leave it out for workloads. */
export function workloadGroup(kind: string): string {
  if (kind === "Job" || kind === "CronJob") return "batch";
  return ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].includes(kind) ? "apps" : "";
}

/** The reference that an object writes at a path; nothing where there is none. */
export function targetReference(
  role: ReferenceRole,
  root: Node,
  path: Path,
  absent?: { readonly group: string; readonly kind: string },
): Reference[] {
  const reference = at(root, ...path);
  if (!asMapping(reference)) return [];
  const target = targetIn(reference, absent);
  return target.name === "" ? [] : [{ role, target, path: [...path, "name"] }];
}

/**
 * One with its own namespace; the group stands in `group` or in `apiVersion`. Without a name it means all of the kind.
 * @param usual the namespace that is meant where the reference names none
 */
export function objectReference(role: ReferenceRole, node: Node, path: Path, usual?: string): Reference[] {
  const kind = stringAt(node, "kind");
  const name = nameIn(child(node, "name"));
  if (kind === undefined || name === undefined) return [];
  const written = stringAt(node, "group") ?? groupOf(stringAt(node, "apiVersion") ?? "");
  const namespace = nameIn(child(node, "namespace")) ?? usual;
  return [
    {
      role,
      target: { group: written === "" ? workloadGroup(kind) : canonicalGroup(written, kind), kind, name },
      path: [...path, "name"],
      ...(namespace === undefined ? {} : { namespace }),
    },
  ];
}
