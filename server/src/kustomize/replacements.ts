// Replacements: the value of a field of one object, copied into fields of others.
//
// Source: kustomize api/filters/replacement/replacement.go.

import { asScalar, asSequence, at, entriesOf, isNullish, resolved } from "../yaml/navigate";
import type { Mapping, Node, Scalar } from "../yaml/tree";
import { nodeAt, stepsOfFieldPath, withNodesAt } from "./field-path";
import { type Identity, isSelectedBy } from "./identity";
import { LabelSelectorText } from "./label-selector";
import type { FieldOptions, ReplacementFacts, ReplacementSelector, ReplacementTarget } from "./replacement-facts";
import { plainReading, retyped, scalarLike, UNKNOWN } from "./scalars";
import { textsOf } from "./target";
import type { Changes } from "./transformers";
import type { Note } from "./tree-change";

/** What a replacement copies; undefined where its source is not to be found. */
export type ReplacementValue = Node | undefined;

/** A replacement that is read once. */
export class Replacement {
  readonly facts: ReplacementFacts;
  /** In their order: what one of them changes may change what the next one selects. */
  readonly targets: readonly Target[];

  /** @param node the entry, in a kustomization or a file of its own */
  constructor(facts: ReplacementFacts, node: Node) {
    this.facts = facts;
    this.targets = facts.targets.map((target, index) => new Target(target, at(node, "targets", index) ?? node));
  }

  /** Is the object the source? Source: any of its names, the present one first. */
  isSource(identities: readonly Identity[]): boolean {
    return identities.some((identity) => isSelectedBy(identity, this.facts.source));
  }

  /** The value in an object that is the source. */
  valueIn(root: Mapping, note: Note): ReplacementValue {
    const { fieldPath, options } = this.facts.source;
    const steps = stepsOfFieldPath(fieldPath);
    const node = resolved(steps && nodeAt(root, steps));
    if (!node || isNullish(node) || isEmpty(node)) return undefined;
    if (options.delimiter === "") return node;
    const scalar = asScalar(node);
    const part = scalar?.text.split(options.delimiter)[options.index];
    return scalar && part !== undefined ? retyped(scalar, part, scalar, note) : undefined;
  }

  /** Does it change the object? */
  isMeant(identities: readonly Identity[], root: Mapping): boolean {
    return this.targets.some((target) => target.selects(identities, root));
  }

  /** Does it want to change a field that the object has not? Kustomize builds nothing then. */
  missesField(identities: readonly Identity[], root: Mapping, note: Note): boolean {
    return this.targets.some((target) => target.selects(identities, root) && target.missesField(root, note));
  }
}

function isEmpty(node: Node): boolean {
  return node.type === "sequence" ? node.items.length === 0 : node.type === "mapping" && entriesOf(node).length === 0;
}

/** A target of a replacement. */
class Target {
  readonly #facts: ReplacementTarget;
  readonly #select: Selector;
  readonly #reject: readonly Selector[];
  /** For each path its steps, and the node that says it. */
  readonly #paths: readonly { readonly steps: readonly string[]; readonly node: Node }[];

  constructor(facts: ReplacementTarget, node: Node) {
    this.#facts = facts;
    this.#select = new Selector(facts.select);
    this.#reject = facts.reject.map((selector) => new Selector(selector));
    this.#paths = facts.fieldPaths.flatMap((path, index) => {
      const steps = stepsOfFieldPath(path);
      return steps ? [{ steps, node: at(node, "fieldPaths", index) ?? node }] : [];
    });
  }

  selects(identities: readonly Identity[], root: Mapping): boolean {
    if (!this.#select.fitsWords(root)) return false;
    if (this.#reject.some((selector) => selector.hasWords && selector.fitsWords(root))) return false;
    if (this.#reject.some((selector) => selector.hasNames && selector.fitsNames(identities))) return false;
    return this.#select.fitsNames(identities);
  }

  missesField(object: Mapping, note: Note): boolean {
    if (this.#facts.options.create) return false;
    return this.#paths.some(({ steps, node }) => {
      let found = false;
      const set = (): undefined => {
        found = true;
      };
      withNodesAt(object, steps, { set, makes: undefined, like: node, note });
      return !found;
    });
  }

  applied(object: Mapping, value: ReplacementValue, { note, scalars }: Changes): Mapping {
    const { options } = this.#facts;
    return this.#paths.reduce(
      (result, { steps, node }) =>
        withNodesAt(result, steps, {
          set: (field, isMade) => {
            const former = asScalar(field);
            const isUntyped = isMade || (former !== undefined && scalars.isUntyped(former));
            const now = replaced(field, value, options, { isUntyped, like: node, note });
            if (former && now?.type === "scalar") scalars.overwrite(former, now);
            if (isUntyped) scalars.untype(now);
            return now;
          },
          makes: options.create ? (value?.type ?? "scalar") : undefined,
          like: node,
          note,
        }),
      object,
    );
  }
}

class Selector {
  readonly #facts: ReplacementSelector;
  readonly #labels: LabelSelectorText | undefined;
  readonly #annotations: LabelSelectorText | undefined;

  constructor(facts: ReplacementSelector) {
    this.#facts = facts;
    this.#labels = facts.labelSelector ? new LabelSelectorText(facts.labelSelector) : undefined;
    this.#annotations = facts.annotationSelector ? new LabelSelectorText(facts.annotationSelector) : undefined;
  }

  get hasWords(): boolean {
    return this.#labels !== undefined || this.#annotations !== undefined;
  }

  get hasNames(): boolean {
    const { group, version, kind, name, namespace } = this.#facts;
    return [group, version, kind, name, namespace].some((word) => word !== undefined);
  }

  fitsNames(identities: readonly Identity[]): boolean {
    return identities.some((identity) => isSelectedBy(identity, this.#facts));
  }

  fitsWords(root: Mapping): boolean {
    return (
      (this.#labels?.selects(textsOf(at(root, "metadata", "labels"))) ?? true) &&
      (this.#annotations?.selects(textsOf(at(root, "metadata", "annotations"))) ?? true)
    );
  }
}

interface Place {
  /** Does the field get the type that its text has? */
  readonly isUntyped: boolean;
  readonly like: Node;
  readonly note: Note;
}

/** What stands in a field once the value is copied into it; undefined where it cannot be. */
function replaced(field: Node, value: ReplacementValue, options: FieldOptions, place: Place): Node | undefined {
  const scalar = asScalar(field);
  if (!value) return scalar ? wordIn(scalar, joinedText(scalar.text, UNKNOWN, options), place) : undefined;
  const copied = asScalar(value);
  if (options.delimiter !== "") {
    if (!scalar || !copied) return undefined;
    return wordIn(scalar, joinedText(scalar.text, copied.text, options), place);
  }
  if (!scalar) return value;
  // A collection has no text: nothing is left of the scalar.
  return wordIn(scalar, copied?.text ?? "", place);
}

/** The type of a field stays, if it has one. */
function wordIn(scalar: Scalar, text: string, { isUntyped, like, note }: Place): Scalar {
  if (!isUntyped || scalar.style !== "plain") return retyped(scalar, text, like, note);
  return scalarLike(like, text, plainReading(text), note);
}

/** The text with one of its parts replaced, or with another part before or behind them. */
function joinedText(text: string, part: string, { delimiter, index }: FieldOptions): string {
  if (delimiter === "") return part;
  const parts = text.split(delimiter);
  if (index < 0) parts.unshift(part);
  else if (index >= parts.length) parts.push(part);
  else parts[index] = part;
  return parts.join(delimiter);
}

/** Is the node a list of replacements, as a file may hold? */
export function replacementNodes(root: Node | undefined): readonly Node[] {
  return asSequence(root)?.items ?? (root ? [root] : []);
}
