// Whether something else writes the workload, and would undo the change (R-OWNED).
import { asScalar, at, entriesOf, itemsOf, stringAt } from "../../yaml/navigate";
import type { Refused, Subject } from "../conversion";

/** Tools that only apply what people wrote: their mark is no sign of an owner. */
const applyTools = /^(?:helm|tiller|kustomize|kubectl|skaffold|argo-?cd|flux(?:cd)?|pulumi|terraform)$/i;

export function ownership({ resource }: Subject): Refused[] {
  const [owner] = itemsOf(at(resource.root, "metadata", "ownerReferences"));
  if (owner) {
    const message = `${stringAt(owner, "kind") ?? "Another object"} "${stringAt(owner, "name") ?? ""}" owns it and would undo the change: edit that.`;
    return [{ refused: "R-OWNED", message }];
  }
  const manager = stringAt(resource.root, "metadata", "labels", "app.kubernetes.io/managed-by") ?? "";
  const annotated = entriesOf(at(resource.root, "metadata", "annotations")).find(({ key }) =>
    /^(?:operatorframework\.io|olm\.)/.test(asScalar(key)?.text ?? ""),
  );
  if (annotated || (/operator|controller/i.test(manager) && !applyTools.test(manager))) {
    return [
      {
        refused: "R-OWNED",
        message: `${manager || "An operator"} manages it and would undo the change: edit what that reads.`,
      },
    ];
  }
  return [];
}
