// Which objects a patch of a kustomization means: by its target, or by the name in the patch itself.
import type { Labels } from "../kubernetes/labels";
import { asScalar, at, entriesOf } from "../yaml/navigate";
import type { Mapping, Node } from "../yaml/tree";
import { effectiveNamespace, type Identity } from "./identity";
import type { PatchTarget } from "./kustomization-facts";
import { LabelSelectorText } from "./label-selector";
import { Pattern } from "./pattern";

/** Does the target select the object? Asked once; what asks often keeps a `TargetPattern`. */
export function isSelected(target: PatchTarget, identities: readonly Identity[], root: Mapping): boolean {
  return new TargetPattern(target).selects(identities, root);
}

/** A target whose expressions are read once. */
export class TargetPattern {
  readonly target: PatchTarget;
  readonly #labels: LabelSelectorText | undefined;
  readonly #annotations: LabelSelectorText | undefined;
  readonly #patterns = new Map<string, Pattern | undefined>();

  constructor(target: PatchTarget) {
    this.target = target;
    this.#labels = target.labelSelector ? new LabelSelectorText(target.labelSelector) : undefined;
    this.#annotations = target.annotationSelector ? new LabelSelectorText(target.annotationSelector) : undefined;
  }

  /**
   * Names and namespaces may be those that the object had first or has now; the rest is as it is now.
   * Source: kustomize api/resmap/reswrangler.go, Select.
   * @param identities the object's, the first one first, the present one last
   */
  selects(identities: readonly Identity[], root: Mapping): boolean {
    const { target } = this;
    const [first, last] = [identities[0], identities.at(-1)];
    if (!first || !last) return false;
    return (
      this.#has(target.kind, last.kind) &&
      this.#has(target.group, last.group) &&
      this.#has(target.version, last.version) &&
      (this.#has(target.name, first.name) || this.#has(target.name, last.name)) &&
      (this.#has(target.namespace, effectiveNamespace(first)) ||
        this.#has(target.namespace, effectiveNamespace(last))) &&
      (this.#labels?.selects(textsOf(at(root, "metadata", "labels"))) ?? true) &&
      (this.#annotations?.selects(textsOf(at(root, "metadata", "annotations"))) ?? true)
    );
  }

  /** An absent or empty pattern fits anything; one that cannot be used fits nothing. */
  #has(pattern: string | undefined, subject: string): boolean {
    if (!pattern) return true;
    if (isPlain(pattern)) return pattern === subject;
    if (!this.#patterns.has(pattern)) this.#patterns.set(pattern, Pattern.of(`^(?:${pattern})$`));
    return this.#patterns.get(pattern)?.isIn(subject) ?? false;
  }
}

/** Does the pattern of a target mean itself alone? */
export function isPlain(pattern: string): boolean {
  return /^[\w-]+$/.test(pattern);
}

/** Labels or annotations as Kustomize reads them: whatever a value is, it is what is written. */
export function textsOf(node: Node | undefined): Labels {
  const found: Record<string, string> = Object.create(null);
  for (const { key, value } of entriesOf(node)) {
    if (key.type === "scalar") found[key.text] = asScalar(value)?.text ?? "";
  }
  return found;
}
