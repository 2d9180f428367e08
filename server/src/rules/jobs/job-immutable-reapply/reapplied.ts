// Who applies an object again and again: Helm, Kustomize, Argo CD or Flux.
import type { Resource } from "../../../kubernetes/resource";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { at, stringAt } from "../../../yaml/navigate";
import type { RuleContext } from "../../rule";
import { deliveryMarks } from "../../shared/hook";

export interface Reapplied {
  /** As messages call it. */
  readonly how: string;
  readonly helm: boolean;
  readonly argo: boolean;
  /** The objects of Argo CD or Flux that say so. */
  readonly deliveries: readonly WorkspaceObject[];
}

/** @returns undefined where nobody is known to, or where they replace what they cannot change */
export function reapplied({ resource, lookups }: RuleContext): Reapplied | undefined {
  const deliveries = lookups.delivery.by();
  if (deliveries.length > 0 && deliveries.every(({ facts }) => facts.delivery?.replaces)) return undefined;
  const marks = deliveryMarks(resource);
  const helm = isRendered(resource, lookups.subject.document.text);
  const argo = marks.argo || deliveries.some(({ facts }) => facts.delivery?.tool === "Argo CD");
  if (helm) return { how: "helm upgrade", helm, argo, deliveries };
  if (argo) return { how: "the next sync of Argo CD", helm, argo, deliveries };
  if (marks.flux || deliveries.length > 0) return { how: "the next apply of Flux", helm, argo, deliveries };
  if (lookups.appliedIn.kind === "kustomization") return { how: "kubectl apply -k", helm, argo, deliveries };
  return undefined;
}

/** What Helm has rendered says where it comes from, or has the labels that charts give. */
function isRendered({ root, item }: Resource, text: string): boolean {
  const labels = at(root, "metadata", "labels");
  const tool = stringAt(labels, "app.kubernetes.io/managed-by") ?? stringAt(labels, "heritage");
  if (tool === "Helm" || tool === "Tiller") return true;
  return item === undefined && /^# Source: \S/m.test(text.slice(0, 1000));
}
