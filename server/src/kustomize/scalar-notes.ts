// What must be known of single scalars of an object on its way: which stand in several fields, and which have no type of their own.
//
// Kustomize puts one and the same node into all fields in which it makes a label or an annotation: what changes it in one of
// them later (other labels, a strategic merge patch, a replacement) changes it in all, until a JSON patch makes copies. And a name or an image that it has
// written is a word only as long as it reads like one: `1` that a replacement puts there is a number.

import { resolved } from "../yaml/navigate";
import type { Mapping, Node, Scalar } from "../yaml/tree";
import { mappingLike, type Note, type Overwrite, sequenceLike } from "./tree-change";

export class ScalarNotes {
  readonly #shared = new Set<Scalar>();
  #untyped = new WeakSet<Scalar>();
  readonly #overwritten = new Map<Scalar, Scalar>();

  /** Takes note that a scalar has been put into more than one field. */
  readonly share = (scalar: Scalar): void => {
    this.#shared.add(scalar);
  };

  /** Takes note that another scalar has taken the place of one. */
  readonly overwrite: Overwrite = (former, now) => {
    if (former === now || !this.#shared.has(former)) return;
    const before = this.#overwritten.get(former);
    if (before && before !== now) this.#overwritten.set(before, now);
    this.#overwritten.set(former, now);
  };

  /** The tree with what has been overwritten in one field overwritten in all of them. */
  settled(root: Mapping, note: Note): Mapping {
    if (this.#overwritten.size === 0) return root;
    const last = (scalar: Scalar) => {
      let current = scalar;
      for (let next = this.#overwritten.get(current); next; next = this.#overwritten.get(current)) current = next;
      return current;
    };
    const settled = withScalars(root, last, note);
    for (const scalar of [...this.#overwritten.values()]) this.#shared.add(last(scalar));
    this.#overwritten.clear();
    return settled.type === "mapping" ? settled : root;
  }

  /** Takes note that the type of a scalar is that of its text. */
  untype(scalar: Node | undefined): void {
    if (scalar?.type === "scalar") this.#untyped.add(scalar);
  }

  isUntyped(scalar: Scalar): boolean {
    return this.#untyped.has(scalar);
  }

  /** Takes note of what is made of others, and that it has no more of a type than they have. */
  following(note: Note): Note {
    return (made, from) => {
      note(made, from);
      if (from.type === "scalar" && this.isUntyped(from)) this.untype(made);
    };
  }

  /** All scalars stand for themselves, with the types that they have now. */
  clear(): void {
    this.#untyped = new WeakSet();
    this.#shared.clear();
    this.#overwritten.clear();
  }
}

function withScalars(node: Node, changed: (scalar: Scalar) => Scalar, note: Note): Node {
  const target = resolved(node);
  switch (target?.type) {
    case undefined:
      return node;
    case "scalar": {
      const now = changed(target);
      return now === target ? node : now;
    }
    case "sequence": {
      const items = target.items.map((item) => withScalars(item, changed, note));
      return items.every((item, index) => item === target.items[index]) ? node : sequenceLike(target, items, note);
    }
    case "mapping": {
      const entries = target.entries.map(({ key, value }) => ({ key, value: withScalars(value, changed, note) }));
      const isSame = entries.every(({ value }, index) => value === target.entries[index]?.value);
      return isSame ? node : mappingLike(target, entries, note);
    }
  }
}
