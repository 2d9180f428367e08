// The same edit script on plain values: what the text must say afterwards.
import { type EditScript, type Level, type Place, ScriptFault } from "./edit-script";
import { type Fragment, takenBy } from "./fragment";
import { at } from "./navigate";
import { parseDocument } from "./parse";
import type { Path } from "./tree";
import { type PlainValue, plainValue } from "./value";

type Pairs = readonly (readonly [string, PlainValue])[];

/**
 * The value that a document of this value has after the script. Knows nothing of text: the composer is held against it.
 * @throws ScriptFault when a path leads nowhere
 */
export function applyToValue(value: PlainValue, script: EditScript): PlainValue {
  const result = new ValueEditor(value, script).root();
  if (result !== GONE) return result;
  return Array.isArray(value) ? [] : {};
}

/** Nothing is left of a collection. */
const GONE = Symbol("gone");

/** What is to happen at one path. */
interface Work {
  replace?: Fragment;
  rename?: string;
  leaves?: { collapse: boolean };
  unwrap?: boolean;
  wrap?: { readonly levels: readonly Level[]; readonly only: readonly string[] | undefined };
  inserts: { readonly at: Place; readonly fragment: Fragment }[];
}

/** What a collection became: pairs of a mapping, or items with keys that mean nothing. */
interface Outcome {
  pairs: [string, PlainValue][];
  emptied: boolean;
  kept: boolean;
}

class ValueEditor {
  readonly #value: PlainValue;
  readonly #work = new Map<string, Work>();

  constructor(value: PlainValue, script: EditScript) {
    this.#value = value;
    for (const operation of script) {
      const work = this.#workAt(operation.path);
      const fragments: Fragment[] = [];
      switch (operation.op) {
        case "remove":
          work.leaves = { collapse: (work.leaves?.collapse ?? true) && operation.collapse };
          break;
        case "rename":
          work.rename = operation.key;
          break;
        case "unwrap":
          work.unwrap = true;
          break;
        case "replace":
          work.replace = operation.source;
          fragments.push(operation.source);
          break;
        case "insert":
          work.inserts.push(operation);
          fragments.push(operation.fragment);
          break;
        case "wrap":
          work.wrap = { levels: operation.levels, only: operation.only };
          for (const { before, after } of operation.levels)
            fragments.push(...[before, after].filter((part) => part !== undefined));
          break;
      }
      for (const { path, collapse } of fragments.flatMap(takenBy)) this.#workAt(path).leaves = { collapse };
    }
  }

  root(): PlainValue | typeof GONE {
    return this.#build(this.#value, []);
  }

  #workAt(path: Path): Work {
    const name = JSON.stringify(path);
    const work = this.#work.get(name) ?? { inserts: [] };
    this.#work.set(name, work);
    return work;
  }

  #build(value: PlainValue, path: Path): PlainValue | typeof GONE {
    const work = this.#work.get(JSON.stringify(path));
    if (work?.replace) return this.#fragment(work.replace);
    const changed = this.#collection(value, path, work);
    if (!work?.wrap || work.wrap.only) return changed;
    return this.#levels(changed, work.wrap.levels);
  }

  #collection(value: PlainValue, path: Path, work: Work | undefined): PlainValue | typeof GONE {
    const inserts = work?.inserts ?? [];
    if (value === null && inserts[0]) {
      const [pairs, isList] = this.#children(inserts[0].fragment);
      return collected([...pairs, ...inserts.slice(1).flatMap(({ fragment }) => this.#children(fragment)[0])], isList);
    }
    if (value === null || typeof value !== "object") return value;
    const outcome = this.#outcome(value, path, work);
    if (outcome.emptied && !outcome.kept && outcome.pairs.length === 0) return GONE;
    return collected(outcome.pairs, Array.isArray(value));
  }

  #outcome(value: object, path: Path, work: Work | undefined): Outcome {
    const outcome: Outcome = { pairs: [], emptied: false, kept: false };
    const children: [string | number, PlainValue][] = Array.isArray(value)
      ? value.map((child: PlainValue, index) => [index, child])
      : Object.entries(value as Record<string, PlainValue>);
    const only = work?.wrap?.only;
    const wrapped: [string, PlainValue][] = [];
    let wrapperAt = -1;
    const insert = (place: (at: Place) => boolean, into = outcome.pairs): void => {
      for (const { at: where, fragment } of work?.inserts ?? [])
        if (place(where)) into.push(...this.#children(fragment)[0]);
    };
    insert((where) => where === "first");
    for (const [key, child] of children) {
      const inside = only?.includes(String(key)) ? wrapped : outcome.pairs;
      insert((where) => typeof where === "object" && "before" in where && where.before === key, inside);
      if (inside === wrapped) {
        if (wrapperAt < 0) wrapperAt = outcome.pairs.length;
        const own: Outcome = { pairs: wrapped, emptied: false, kept: false };
        this.#entry(key, child, path, own);
        outcome.emptied ||= own.emptied;
        outcome.kept ||= own.kept;
      } else {
        this.#entry(key, child, path, outcome);
      }
      insert((where) => typeof where === "object" && "after" in where && where.after === key, inside);
    }
    insert((where) => where === "last");
    if (work?.wrap?.only) {
      const inside = wrapped.length > 0 ? collected(wrapped, false) : GONE;
      const wrapper = this.#levels(inside, work.wrap.levels);
      if (wrapper !== GONE)
        outcome.pairs.splice(wrapperAt, 0, ...(Object.entries(wrapper as object) as [string, PlainValue][]));
    }
    return outcome;
  }

  #entry(key: string | number, child: PlainValue, path: Path, outcome: Outcome): void {
    const childPath = [...path, key];
    const work = this.#work.get(JSON.stringify(childPath));
    if (work?.leaves) {
      if (work.leaves.collapse) outcome.emptied = true;
      else outcome.kept = true;
    } else if (work?.unwrap) {
      const inner = this.#outcome(child as object, childPath, work);
      for (const pair of inner.pairs) outcome.pairs.push(pair);
      outcome.emptied ||= inner.emptied || inner.pairs.length === 0;
      outcome.kept ||= inner.kept;
    } else {
      const built = this.#build(child, childPath);
      if (built === GONE) outcome.emptied = true;
      else outcome.pairs.push([work?.rename ?? String(key), built]);
    }
  }

  #levels(inside: PlainValue | typeof GONE, levels: readonly Level[]): PlainValue | typeof GONE {
    let value = inside;
    for (const { key, before, after } of [...levels].reverse()) {
      const pairs = before ? [...this.#children(before)[0]] : [];
      if (value !== GONE) pairs.push([key, value]);
      if (after) pairs.push(...this.#children(after)[0]);
      value = pairs.length > 0 ? collected(pairs, false) : GONE;
    }
    return value;
  }

  /** Entries or items of a fragment, and whether they are items. */
  #children(fragment: Fragment): [[string, PlainValue][], boolean] {
    switch (fragment.type) {
      case "literal":
      case "slice": {
        const value = this.#fragment(fragment);
        if (value === null || typeof value !== "object") throw new ScriptFault("The fragment is no collection.");
        return [Object.entries(value) as [string, PlainValue][], Array.isArray(value)];
      }
      case "entry-slice": {
        const key = fragment.path.at(-1) ?? "";
        return [[[String(key), valueAt(fragment.text, fragment.path)]], typeof key === "number"];
      }
      case "taken": {
        const isItem = fragment.key === undefined && typeof fragment.path.at(-1) === "number";
        const built = this.#build(this.#valueAt(fragment.path), fragment.path);
        const rename = this.#work.get(JSON.stringify(fragment.path))?.rename;
        const key = fragment.key ?? rename ?? String(fragment.path.at(-1));
        return [built === GONE ? [] : [[key, built]], isItem];
      }
      case "entry":
      case "item": {
        const value = this.#fragment(fragment.value);
        return [
          value === GONE ? [] : [[fragment.type === "entry" ? fragment.key : "", value]],
          fragment.type === "item",
        ];
      }
      default:
        return [fragment.parts.flatMap((part) => this.#children(part)[0]), fragment.type === "sequence"];
    }
  }

  #fragment(fragment: Fragment): PlainValue | typeof GONE {
    // A fragment stands in a document, where a line end follows it.
    if (fragment.type === "literal") return plainValue(parseDocument(`${fragment.text}\n`).root);
    if (fragment.type === "slice") return valueAt(fragment.text, fragment.path);
    const [pairs, isList] = this.#children(fragment);
    return collected(pairs, isList);
  }

  #valueAt(path: Path): PlainValue {
    let value: PlainValue | undefined = this.#value;
    for (const step of path) {
      value =
        value !== null && typeof value === "object" ? (value as Record<string | number, PlainValue>)[step] : undefined;
      if (value === undefined) throw new ScriptFault(`The path /${path.join("/")} leads nowhere.`);
    }
    return value;
  }
}

function collected(pairs: Pairs, isList: boolean): PlainValue {
  return isList ? pairs.map(([, value]) => value) : Object.fromEntries(pairs);
}

function valueAt(text: string, path: Path): PlainValue {
  return plainValue(at(parseDocument(text).root, ...path));
}
