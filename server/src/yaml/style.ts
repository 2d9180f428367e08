// The look of a document: how far children are indented, how sequences stand under their keys, which line ends.
import { isBlockCollection, isCollection, isFlowCollection, type Layout, type LayoutNode } from "./layout";
import { prevailingLineEnd } from "./lines";

/** How new block entries are written near some place. */
export interface Style {
  /** Columns from a key to the keys of the mapping below it. */
  readonly step: number;
  /** Columns from a key to the dashes of the sequence below it; 0 is the unindented style. */
  readonly sequenceOffset: number;
  /** Spaces between a dash and what follows it. */
  readonly itemGap: number;
}

interface Sample {
  readonly at: number;
  readonly value: number;
}

/** Measured once per document; asked per place. */
export class Look {
  readonly lineEnd: string;
  readonly step: number;
  /** The unit of indentation of a document in flow style: that of its first nested line. */
  readonly flowUnit: string;
  /** Is the document JSON: a flow collection whose first key is in double quotes? */
  readonly json: boolean;
  readonly #offsets: Sample[] = [];
  readonly #gaps: Sample[] = [];

  constructor(layout: Layout, lineEnd?: string) {
    const steps = new Map<number, number>();
    if (layout.root) this.#measure(layout.root, steps, layout.text);
    this.step = prevailing(steps) ?? 2;
    this.lineEnd = layout.text.includes("\n") ? prevailingLineEnd(layout.text) : (lineEnd ?? "\n");
    this.json = layout.root !== undefined && looksLikeJson(layout.root);
    this.flowUnit =
      /^[{[][ \t]*\r?\n([ \t]+)/.exec(layout.text.slice(layout.root?.start ?? 0))?.[1] ?? " ".repeat(this.step);
  }

  /** The style near the offset: the step of the whole document, the rest from the nearest sequence. */
  at(offset: number): Style {
    return {
      step: this.step,
      sequenceOffset: nearest(this.#offsets, offset) ?? this.step,
      itemGap: nearest(this.#gaps, offset) ?? 1,
    };
  }

  #measure(node: LayoutNode, steps: Map<number, number>, text: string): void {
    if (!isBlockCollection(node)) return;
    for (const entry of node.entries) {
      const { value, column, indicator } = entry;
      if (node.type === "mapping" && isBlockCollection(value) && !entry.explicit) {
        const offset = value.indent - column;
        if (value.type === "mapping") steps.set(offset, (steps.get(offset) ?? 0) + 1);
        else this.#offsets.push({ at: value.start, value: offset });
      } else if (node.type === "sequence" && indicator) {
        const gap = value.start - indicator.end;
        const plain =
          value.properties.length === 0 &&
          value.type !== "empty" &&
          !/[\n\t]/.test(text.slice(indicator.end, value.start));
        if (plain && gap > 0) this.#gaps.push({ at: entry.start, value: gap });
      }
      this.#measure(value, steps, text);
    }
  }
}

function looksLikeJson(root: LayoutNode): boolean {
  if (!isFlowCollection(root)) return false;
  const [first] = root.entries;
  if (!first) return false;
  return first.key
    ? first.key.type === "scalar" && first.key.style === "double"
    : isCollection(first.value) && looksLikeJson(first.value);
}

/** The commonest number; the smaller of two that are equally common. */
function prevailing(votes: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  for (const [value, count] of votes) {
    const bestCount = best === undefined ? 0 : (votes.get(best) ?? 0);
    if (value > 0 && (count > bestCount || (count === bestCount && best !== undefined && value < best))) best = value;
  }
  return best;
}

function nearest(samples: readonly Sample[], offset: number): number | undefined {
  let best: Sample | undefined;
  for (const sample of samples) {
    if (!best || Math.abs(sample.at - offset) < Math.abs(best.at - offset)) best = sample;
  }
  return best?.value;
}
