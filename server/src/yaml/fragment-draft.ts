// Fragments → drafts: literals and slices are parsed, aliases in them are written out, taken entries come from the script's document.
import { type Child, type Draft, type EntryChild, naturalChildren } from "./draft";
import { MisfitFault, ScriptFault } from "./edit-script";
import type { Fragment } from "./fragment";
import { fullStart, isCollection, type LayoutEntry, type LayoutNode, spansIn } from "./layout";
import type { Source } from "./output";
import { parseDocument } from "./parse";
import { layout } from "./read-layout";
import { Refused, resolvePath } from "./resolve-path";

type Taken = Extract<Fragment, { type: "taken" }>;

/** More nodes than this are not written out for aliases. */
const MOST_COPIES = 10_000;

export class FragmentDrafts {
  readonly #taken: (fragment: Taken) => EntryChild | undefined;
  readonly #copySource: Source;
  readonly #inlined: ReadonlySet<LayoutNode>;
  readonly #sources = new Map<string, Source>();
  #copies = 0;

  constructor(
    takenEntry: (fragment: Taken) => EntryChild | undefined,
    document: Source,
    inlined: ReadonlySet<LayoutNode>,
  ) {
    this.#taken = takenEntry;
    this.#copySource = { ...document, origin: "copy" };
    this.#inlined = inlined;
  }

  /** The fragment as a value; undefined where an entry that it takes is gone. */
  draft(fragment: Fragment): Draft | undefined {
    switch (fragment.type) {
      case "literal": {
        const source = this.#source(fragment.text, true);
        return this.#unfolded(source, rootOf(source), undefined);
      }
      case "slice": {
        const source = this.#source(fragment.text, false);
        return this.#unfolded(source, resolvePath(source.layout, fragment.path, { follow: true }).node, undefined);
      }
      default: {
        const kind = this.kindOf(fragment);
        const children = this.children(fragment, kind);
        return { type: "collection", kind, base: undefined, part: undefined, children };
      }
    }
  }

  /** The entries or items that the fragment puts into a collection of the kind. */
  children(fragment: Fragment, kind: "mapping" | "sequence"): Child[] {
    switch (fragment.type) {
      case "literal":
      case "slice": {
        const draft = this.draft(fragment);
        const node = draft?.type === "node" ? draft.node : draft?.base?.node;
        if (!draft || !node || node.type !== kind)
          throw new MisfitFault(`The fragment is no ${kind}: ${describe(fragment)}.`);
        return draft.type === "node" ? naturalChildren(draft.source, node, false) : [...draft.children];
      }
      case "entry-slice":
        return [this.#entrySlice(fragment.text, fragment.path, kind)];
      case "taken": {
        const child = this.#taken(fragment);
        if (child && kind === "mapping" && child.key === undefined && child.head?.entry.key === undefined) {
          throw new ScriptFault("An item of a sequence needs a key to get into a mapping.");
        }
        return child ? [child] : [];
      }
      case "entry":
      case "item":
        return this.#single(fragment, kind);
      default:
        if (fragment.type !== kind) throw new MisfitFault(`The fragment is no ${kind}: ${describe(fragment)}.`);
        return fragment.parts.flatMap((part) => this.children(part, kind));
    }
  }

  kindOf(fragment: Fragment): "mapping" | "sequence" {
    switch (fragment.type) {
      case "mapping":
      case "entry":
        return "mapping";
      case "sequence":
      case "item":
        return "sequence";
      case "entry-slice":
        return typeof fragment.path.at(-1) === "number" ? "sequence" : "mapping";
      case "taken":
        return fragment.key === undefined && typeof fragment.path.at(-1) === "number" ? "sequence" : "mapping";
      default: {
        const draft = this.draft(fragment);
        const node = draft?.type === "node" ? draft.node : draft?.base?.node;
        if (!node || !isCollection(node))
          throw new ScriptFault(`The fragment is no collection: ${describe(fragment)}.`);
        return node.type;
      }
    }
  }

  /** What is written in the place of an alias: its node, with its anchor. */
  copyOf(alias: LayoutNode): Draft {
    if (alias.type !== "alias" || !alias.target)
      throw new Refused("alias", alias, "The anchor of this alias is not there.");
    return this.#unfolded(this.#copySource, alias.target, undefined);
  }

  #single(fragment: Extract<Fragment, { type: "entry" | "item" }>, kind: "mapping" | "sequence"): Child[] {
    const wanted = fragment.type === "entry" ? "mapping" : "sequence";
    if (kind !== wanted) throw new MisfitFault(`The fragment is no ${kind}: ${describe(fragment)}.`);
    if (fragment.value.type === "taken") throw new ScriptFault("A taken entry is no value: give it a key instead.");
    const value = this.draft(fragment.value);
    const key = fragment.type === "entry" ? fragment.key : undefined;
    return value ? [{ type: "entry", head: undefined, key, value, native: false }] : [];
  }

  #entrySlice(text: string, path: readonly (string | number)[], kind: "mapping" | "sequence"): EntryChild {
    const source = this.#source(text, false);
    const { entry } = resolvePath(source.layout, path, { follow: true });
    if (!entry || (kind === "mapping") !== (entry.key !== undefined)) throw new ScriptFault(`The slice is no ${kind}.`);
    return this.#entry(source, entry);
  }

  #entry(source: Source, entry: LayoutEntry): EntryChild {
    if (entry.key?.type === "alias" && source.origin === "fragment")
      throw new ScriptFault("A slice has an alias as a key.");
    return {
      type: "entry",
      head: { source, entry },
      key: undefined,
      value: this.#unfolded(source, entry.value, entry),
      native: false,
    };
  }

  /** The node with what stands for its aliases: all of them in a fragment, the chosen ones in a copy. */
  #unfolded(source: Source, node: LayoutNode, part: LayoutEntry | undefined): Draft {
    if (++this.#copies > MOST_COPIES) throw new Refused("alias", node, "The aliases unfold without end.");
    if (this.#unfolds(source, node)) {
      if (node.type !== "alias" || !node.target)
        throw new Refused("alias", node, "The anchor of this alias is not there.");
      return this.#unfolded(source, node.target, undefined);
    }
    if (!isCollection(node) || !this.#holdsUnfolding(source, node)) return { type: "node", source, node, part };
    const children = naturalChildren(source, node, false).map((child) =>
      child.type === "entry" && child.head ? this.#entry(source, child.head.entry) : child,
    );
    return { type: "collection", kind: node.type, base: { source, node }, part, children };
  }

  #unfolds(source: Source, node: LayoutNode): boolean {
    return source.origin === "copy" ? this.#inlined.has(node) : node.type === "alias";
  }

  #holdsUnfolding(source: Source, node: LayoutNode): boolean {
    const aliases = spansIn(source.layout.marks, fullStart(node), node.end).filter(({ type }) => type === "alias");
    if (source.origin !== "copy") return aliases.length > 0;
    return aliases.length > 0 && [...this.#inlined].some(({ start }) => aliases.some((alias) => alias.start === start));
  }

  #source(text: string, isLiteral: boolean): Source {
    const name = (isLiteral ? "literal:" : "slice:") + text;
    const known = this.#sources.get(name);
    if (known) return known;
    const error = parseDocument(text).errors.find(({ fault }) => fault === "syntax");
    if (error) throw new ScriptFault(`A fragment is no YAML (${error.message}): ${text.slice(0, 80)}`);
    const source: Source = { layout: layout(text), origin: "fragment", literal: isLiteral };
    this.#sources.set(name, source);
    return source;
  }
}

function rootOf(source: Source): LayoutNode {
  return source.layout.root ?? { type: "empty", style: "plain", text: "", properties: [], start: 0, end: 0 };
}

function describe(fragment: Fragment): string {
  return fragment.type === "literal" ? JSON.stringify(fragment.text.slice(0, 60)) : fragment.type;
}
