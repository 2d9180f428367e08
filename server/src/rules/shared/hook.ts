// Objects that a tool makes anew by itself: hooks of Helm and Argo CD, and what Argo CD or Flux replace.
import type { Resource } from "../../kubernetes/resource";
import { asScalar, at, entriesOf } from "../../yaml/navigate";

/** Keys of annotations by which Helm and Argo CD know a hook, or say when it goes. */
const HOOK = /^(?:helm\.sh|argocd\.argoproj\.io)\/hook(?:-delete-policy)?$/;

export function isHook(resource: Resource): boolean {
  return annotations(resource).some(([key]) => HOOK.test(key));
}

/** Is it told to be deleted and made again where a change is rejected, or to be left alone once it is there? */
export function isReplaced(resource: Resource): boolean {
  return annotations(resource).some(([key, value]) => {
    if (key === "argocd.argoproj.io/sync-options") return /(?:^|,)\s*(?:Replace|Force)=true/.test(value);
    if (key === "kustomize.toolkit.fluxcd.io/force") return /^(?:enabled|true)$/i.test(value);
    return key === "kustomize.toolkit.fluxcd.io/ssa" && value === "IfNotPresent";
  });
}

/** Does it have annotations or labels of Argo CD, or labels of Flux? */
export function deliveryMarks(resource: Resource): { readonly argo: boolean; readonly flux: boolean } {
  const keys = [...annotations(resource), ...pairsAt(resource, "labels")].map(([key]) => key);
  return {
    argo: keys.some((key) => key.startsWith("argocd.argoproj.io/")),
    flux: keys.some((key) => /^(?:kustomize|helm)\.toolkit\.fluxcd\.io\//.test(key)),
  };
}

function annotations(resource: Resource): [string, string][] {
  return pairsAt(resource, "annotations");
}

function pairsAt({ root }: Resource, list: "annotations" | "labels"): [string, string][] {
  return entriesOf(at(root, "metadata", list)).flatMap(({ key, value }) =>
    key.type === "scalar" ? [[key.text, asScalar(value)?.text ?? ""]] : [],
  );
}
