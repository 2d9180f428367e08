// Edit scripts for property tests: every operation, alone and together, on a given document.
import {
  type EditScript,
  insert,
  type Level,
  move,
  type Operation,
  type Place,
  remove,
  rename,
  replace,
  unwrap,
  wrap,
} from "../../server/src/yaml/edit-script";
import {
  entry,
  entrySlice,
  type Fragment,
  item,
  literal,
  mapping,
  sequence,
  slice,
} from "../../server/src/yaml/fragment";
import type { Node, Path } from "../../server/src/yaml/tree";
import type { Choices } from "./choices";

/** A part of a document that an operation can name. */
interface Part {
  readonly path: Path;
  readonly node: Node;
  /** Keys beside it. */
  readonly siblings: readonly string[];
}

const MAPPING_LITERALS = [
  "newA: x",
  "newB: 5\nnewC:\n  d: true\n  e: [1, two]",
  "newD:\n  - f: 1\n    g: 2\n  - h\n",
  "newE: |\n  some\n    text\n",
  'newF: "0 0 * * *"\nnewG: {}\nnewH:\n',
  "# ours\nnewI: 1 # here\n",
];

const SEQUENCE_LITERALS = ["- a", "- a: 1\n  b: [x]\n- c", "- |\n  text\n- - d\n  - e", "- 'q'\n- 5\n"];

const SCALAR_LITERALS = [
  "StatefulSet",
  "7",
  '"0 1 * * *"',
  "",
  "a b",
  "'x'",
  "|\n  one\n  two\n",
  ">-\n  folded\n  text",
  "{a: 1, b: [c]}",
  "[]",
];

const CLAIM = `# the claim
kind: PersistentVolumeClaim
spec:
    # how it is used
    accessModes:
    - ReadWriteOnce # one node
    mode: 0755
    quoted: 'it''s'
    script: |
          echo hello
            indented

          done
    folded: >-
      some
      words
    explicit: |2
        two more
      two
    resources: &r {requests: {storage: 10Gi}}
    again: *r
    multi: "several
      lines"
`;

const CLAIM_KEYS = ["accessModes", "mode", "quoted", "script", "folded", "explicit", "resources", "again", "multi"];

/** One to six operations that do not contradict one another; an empty script where the document offers nothing. */
export function generatedScript(choices: Choices, root: Node | undefined): EditScript {
  if (!root || root.type === "scalar" || root.type === "alias") return [];
  return new ScriptGenerator(choices, root).script();
}

class ScriptGenerator {
  readonly #choices: Choices;
  readonly #parts: Part[] = [];
  /** Parts that go: nothing in them can be changed. */
  readonly #dropped: Path[] = [];
  /** Parts that are named by an operation. */
  readonly #used: Path[] = [];
  /** Entries that have a fate already. */
  readonly #fated = new Set<string>();
  #count = 0;

  constructor(choices: Choices, root: Node) {
    this.#choices = choices;
    this.#collect(root, [], []);
  }

  script(): EditScript {
    const script: Operation[] = [];
    const count = 1 + this.#choices.below(6);
    for (let attempt = 0; attempt < count * 3 && script.length < count; attempt++) {
      const part = this.#parts[this.#choices.below(this.#parts.length)];
      const operation = part && this.#operation(part);
      if (operation) script.push(operation);
    }
    return script;
  }

  #collect(node: Node, path: Path, siblings: readonly string[]): void {
    this.#parts.push({ path, node, siblings });
    if (node.type === "mapping") {
      const keys = node.entries.flatMap(({ key }) => (key.type === "scalar" ? [key.text] : []));
      for (const { key, value } of node.entries) {
        if (key.type !== "scalar" || key.text === "<<" || keys.filter((name) => name === key.text).length > 1) continue;
        this.#collect(value, [...path, key.text], keys);
      }
    } else if (node.type === "sequence") {
      for (const [index, value] of node.items.entries()) this.#collect(value, [...path, index], []);
    }
  }

  #operation(part: Part): Operation | undefined {
    const { path } = part;
    if (this.#dropped.some((dropped) => isWithin(path, dropped))) return undefined;
    switch (this.#choices.below(8)) {
      case 0:
      case 1:
        return this.#leaving(part, () => remove(path, this.#choices.chance(25) ? { collapse: false } : {}));
      case 2:
        return this.#renaming(part);
      case 3:
        return this.#replacing(part);
      case 4:
        return this.#inserting(part);
      case 5:
        return this.#moving(part);
      case 6:
        return this.#wrapping(part);
      default:
        return this.#unwrapping(part);
    }
  }

  /** An operation that takes the part away: nothing inside may be named before or after. */
  #leaving({ path }: Part, make: () => Operation): Operation | undefined {
    if (path.length === 0 || !this.#isFree(path)) return undefined;
    if (this.#used.some((used) => isWithin(used, path))) return undefined;
    this.#dropped.push(path);
    this.#fate(path);
    return make();
  }

  #renaming({ path }: Part): Operation | undefined {
    if (typeof path.at(-1) !== "string" || !this.#isFree(path)) return undefined;
    this.#fate(path);
    return rename(path, this.#newKey());
  }

  #replacing(part: Part): Operation | undefined {
    const { path } = part;
    if (path.length === 0 || !this.#isFree(path) || this.#used.some((used) => isWithin(used, path))) return undefined;
    this.#dropped.push(path);
    this.#fate(path);
    return replace(path, this.#valueFragment());
  }

  #inserting({ path, node }: Part): Operation | undefined {
    const empty = node.type === "scalar" && node.value === null && node.tag === undefined;
    const kind =
      node.type === "mapping" || node.type === "sequence"
        ? node.type
        : empty
          ? this.#choices.pick("mapping", "sequence")
          : undefined;
    if (!kind) return undefined;
    if (empty && !this.#isFree(path)) return undefined;
    if (empty) this.#fate(path);
    this.#used.push(path);
    return insert(path, this.#place(node), kind === "mapping" ? this.#mappingFragment() : this.#sequenceFragment());
  }

  #moving(part: Part): Operation | undefined {
    const { path } = part;
    if (path.length === 0 || !this.#isFree(path)) return undefined;
    const targets = this.#parts.filter(
      ({ path: to, node }) =>
        (node.type === "mapping" || node.type === "sequence") &&
        !isWithin(to, path) &&
        !this.#dropped.some((dropped) => isWithin(to, dropped)),
    );
    const target = targets[this.#choices.below(targets.length)];
    if (!target) return undefined;
    // A part that is moved twice over could end up inside itself.
    if (this.#used.some((used) => isWithin(used, path)) && this.#count > 0) return undefined;
    this.#fate(path);
    this.#used.push(path, target.path);
    this.#dropped.push(path);
    const key = target.node.type === "mapping" ? { key: this.#newKey() } : {};
    return move(path, target.path, this.#place(target.node), key);
  }

  #wrapping({ path, node }: Part): Operation | undefined {
    if (!this.#isFree(path)) return undefined;
    const levels = Array.from({ length: 1 + this.#choices.below(2) }, () => this.#level());
    this.#fate(path);
    this.#used.push(path);
    if (node.type === "mapping" && this.#choices.chance(40)) {
      const keys = this.#parts.flatMap(({ path: child }) =>
        child.length === path.length + 1 && isWithin(child, path) ? [String(child.at(-1))] : [],
      );
      const only = keys.filter((key) => this.#choices.chance(50) && !this.#fated.has(JSON.stringify([...path, key])));
      if (only.length > 0) {
        for (const key of only) this.#fate([...path, key]);
        return wrap(path, levels, { only });
      }
    }
    return wrap(path, levels);
  }

  #unwrapping({ path, node, siblings }: Part): Operation | undefined {
    if (node.type !== "mapping" || typeof path.at(-1) !== "string" || !this.#isFree(path)) return undefined;
    const inner = node.entries.map(({ key }) => (key.type === "scalar" ? key.text : "<<"));
    if (inner.some((key) => siblings.includes(key))) return undefined;
    // Two mappings that are lifted side by side could hold the same key.
    if ([...this.#fated].some((fated) => fated.startsWith("lifted"))) return undefined;
    this.#fate(path);
    this.#fated.add(`lifted${this.#fated.size}`);
    this.#used.push(path);
    return unwrap(path);
  }

  #place(node: Node): Place {
    const count = node.type === "mapping" ? node.entries.length : node.type === "sequence" ? node.items.length : 0;
    const side = this.#choices.below(4);
    if (count === 0 || side < 2) return side === 0 ? "last" : "first";
    const index = this.#choices.below(count);
    const key = node.type === "mapping" ? node.entries[index]?.key : undefined;
    if (node.type === "mapping") {
      const names = node.entries.map(({ key: other }) => (other.type === "scalar" ? other.text : ""));
      if (key?.type !== "scalar" || key.text === "<<" || names.filter((name) => name === key.text).length > 1)
        return "last";
    }
    const neighbour = key?.type === "scalar" ? key.text : index;
    return side === 2 ? { before: neighbour } : { after: neighbour };
  }

  #level(): string | Level {
    const choices = this.#choices;
    if (choices.chance(60)) return this.#newKey();
    const before = choices.chance(50) ? { before: this.#mappingFragment() } : {};
    const after = choices.chance(50) ? { after: this.#mappingFragment() } : {};
    return { key: this.#newKey(), ...before, ...after };
  }

  #mappingFragment(): Fragment {
    const choices = this.#choices;
    switch (choices.below(4)) {
      case 0:
        return literal(
          (MAPPING_LITERALS[choices.below(MAPPING_LITERALS.length)] ?? "").replace(/new[A-Z]/g, () => this.#newKey()),
        );
      case 1:
        return entry(this.#newKey(), this.#valueFragment());
      case 2:
        return entry(this.#newKey(), mapping(entrySlice(CLAIM, ["spec", this.#claimKey()]), entry("own", "1")));
      default:
        return entry(
          this.#newKey(),
          sequence(this.#sequenceFragment(), item(mapping(entry("deep", this.#valueFragment())))),
        );
    }
  }

  #sequenceFragment(): Fragment {
    const choices = this.#choices;
    if (choices.chance(40)) return item(this.#valueFragment());
    return literal(SEQUENCE_LITERALS[choices.below(SEQUENCE_LITERALS.length)] ?? "");
  }

  #valueFragment(): Fragment {
    const choices = this.#choices;
    switch (choices.below(6)) {
      case 0:
      case 1:
        return literal(SCALAR_LITERALS[choices.below(SCALAR_LITERALS.length)] ?? "");
      case 2:
        return literal(MAPPING_LITERALS[choices.below(MAPPING_LITERALS.length)] ?? "");
      case 3:
        return literal(SEQUENCE_LITERALS[choices.below(SEQUENCE_LITERALS.length)] ?? "");
      case 4:
        return slice(CLAIM, ["spec", this.#claimKey()]);
      default:
        return slice(CLAIM, ["spec"]);
    }
  }

  #claimKey(): string {
    return CLAIM_KEYS[this.#choices.below(CLAIM_KEYS.length)] ?? "mode";
  }

  #newKey(): string {
    return `${this.#choices.pick("fresh", "fresh/", "0")}${this.#count++}k`;
  }

  #isFree(path: Path): boolean {
    return !this.#fated.has(JSON.stringify(path));
  }

  #fate(path: Path): void {
    this.#fated.add(JSON.stringify(path));
    this.#used.push(path);
  }
}

/** Is the path the other one, or inside it? */
function isWithin(path: Path, outer: Path): boolean {
  return outer.length <= path.length && outer.every((step, index) => path[index] === step);
}
