// `replicas` of a kustomization: it finds a workload by its name, and the build fails where that has no such field.
import type { WorkloadKind } from "../../kubernetes/kinds";
import type { PatchTarget } from "../../kustomize/kustomization-facts";
import { remove } from "../../yaml/edit-script";
import { asSequence, child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Consequence } from "../conversion";
import { fieldTable } from "../fields/field-table";
import type { CompanionChanges } from "./companion-changes";
import type { Kustomization, Others } from "./kustomize-reach";

const counted: readonly string[] = ["Deployment", "ReplicaSet", "ReplicationController", "StatefulSet"];

interface Context {
  readonly from: WorkloadKind;
  readonly to: WorkloadKind;
  /** All that the workload is called. */
  readonly names: ReadonlySet<string>;
  readonly others: Others;
}

/** Takes out the entries that would find nothing any more (kubernetes.md 2.8). */
export function withoutReplicas(
  { document }: Kustomization,
  { from, to, names, others }: Context,
  changes: CompanionChanges,
): void {
  if (!counted.includes(from) || counted.includes(to)) return;
  const { root } = document.tree();
  for (const [index, node] of itemsOf(child(root, "replicas")).entries()) {
    const name = stringAt(node, "name");
    if (name === undefined || !names.has(name) || isOfOthers(others, name)) continue;
    const collapse = asSequence(child(root, "resources")) !== undefined;
    changes.script(document, [remove(["replicas", index], { collapse })]);
    changes.consequencesIn(document, noted(to, node));
  }
}

/** The same words as of the field itself, so that it is said once. */
function noted(to: WorkloadKind, node: NonNullable<ReturnType<typeof child>>): Consequence[] {
  const disposition = fieldTable.find(({ path }) => path.join() === "replicas")?.targets[to];
  if (disposition?.what !== "drop-noted") {
    return [
      {
        code: "W-DROP",
        message: `A ${to} has no replicas: it is dropped (choice replicas: parallelism).`,
        at: { node },
      },
    ];
  }
  return [{ code: disposition.code, message: disposition.why(to), at: { node } }];
}

function isOfOthers(others: Others, name: string): boolean {
  return others
    .selectedBy({ ...anything, name: escaped(name) })
    .some(({ states }) => states.some(({ identities }) => identities.some(({ kind }) => counted.includes(kind))));
}

function escaped(name: string): string {
  return name.replace(/[^\w-]/g, "\\$&");
}

const anything: PatchTarget = {
  group: undefined,
  version: undefined,
  kind: undefined,
  name: undefined,
  namespace: undefined,
  labelSelector: undefined,
  annotationSelector: undefined,
};
