// All safe fixes of a file at once: what they come to, tried in every unit that they touch.
import { EditedText } from "../text/edited-text";
import type { Analysis } from "./analysis";
import type { FileEdits } from "./changes";
import { identity, newGrave } from "./fix-law";
import { combined, hasBrokenConfiguration, type Offered, type SafeFix, safeFixesOf } from "./safe-fixes";
import { trial, whileEdited } from "./trial";

export interface FixedAll {
  /** Of the texts as they are; other files than the one whose findings are fixed may be among them. */
  readonly files: readonly FileEdits[];
  readonly applied: readonly SafeFix[];
  /** Safe elsewhere, and not here. */
  readonly left: readonly { readonly fix: SafeFix; readonly why: string }[];
}

/** What one fix brings to light, the next round mends; so many at most. */
const MOST_ROUNDS = 10;

/** Beyond these, what is not tried is left: a file whose fixes all break something must not take minutes. */
const MOST_TRIALS = 200;

const nothing: FixedAll = { files: [], applied: [], left: [] };

/**
 * The outcome of all safe fixes of a file's findings: it removes what they are offered on, and adds no error or warning in any
 * unit. Fixes that break something, or get in each other's way, are left out, the later ones first. Nothing is changed.
 */
export function fixAll(analysis: Analysis, path: string): FixedAll {
  analysis.sync();
  const { workspace } = analysis;
  // What has not been read could be broken unseen.
  if (!workspace.ready || hasBrokenConfiguration(workspace, path)) return nothing;
  return new FixAll(analysis, path).run();
}

interface State {
  readonly files: readonly FileEdits[];
  readonly texts: ReadonlyMap<string, EditedText>;
  readonly offered: Offered;
}

type Left = FixedAll["left"][number];

class FixAll {
  readonly #analysis: Analysis;
  readonly #path: string;
  #trials = 0;

  constructor(analysis: Analysis, path: string) {
    this.#analysis = analysis;
    this.#path = path;
  }

  run(): FixedAll {
    let state: State = { files: [], texts: new Map(), offered: safeFixesOf(this.#analysis, this.#path) };
    const applied: SafeFix[] = [];
    let left: readonly Left[] = [];
    for (let round = 0; round < MOST_ROUNDS && state.offered.fixes.length > 0; round++) {
      const grown = this.#round(state);
      left = grown.left;
      if (grown.fixes.length === 0) break;
      applied.push(...grown.fixes);
      state = grown.state;
    }
    return { files: state.files, applied, left: state.offered.fixes.length === 0 ? [] : left };
  }

  /** As many as possible of what is offered, in order: all, else those of one half and then of the other. */
  #round(from: State): { readonly state: State; readonly fixes: readonly SafeFix[]; readonly left: readonly Left[] } {
    let state = from;
    let fixes: readonly SafeFix[] = [];
    const left: Left[] = [];
    const waiting: (readonly SafeFix[])[] = [from.offered.fixes];
    for (let part = waiting.pop(); part; part = waiting.pop()) {
      const outcome = this.#tried(from, [...fixes, ...part]);
      if (!("why" in outcome)) {
        state = outcome;
        fixes = [...fixes, ...part];
      } else if (part.length > 1) {
        const middle = Math.ceil(part.length / 2);
        waiting.push(part.slice(middle), part.slice(0, middle));
      } else left.push(...part.map((fix) => ({ fix, why: outcome.why })));
    }
    return { state, fixes, left };
  }

  /** The state after some fixes, if the law of fixes holds then. */
  #tried({ texts, offered: before }: State, fixes: readonly SafeFix[]): State | { readonly why: string } {
    if (++this.#trials > MOST_TRIALS) return { why: "Too many fixes of this file break something." };
    const edits = combined(fixes);
    if ("why" in edits) return edits;
    const after = new Map(texts);
    for (const { path, edits: more } of edits) {
      const text = after.get(path) ?? new EditedText(this.#analysis.workspace.file(path)?.text ?? "");
      after.set(path, text.with(more));
    }
    const files = [...after]
      .map(([path, text]): FileEdits => ({ path, edits: text.edits() }))
      .filter(({ edits: all }) => all.length > 0);
    const findings = trial(this.#analysis, files, []);
    const worse = newGrave(findings.before, findings.after);
    if (worse) return { why: `The result would have a new ${worse.severity} (${worse.rule}): ${worse.message}` };
    const offered = whileEdited(this.#analysis, files, () => safeFixesOf(this.#analysis, this.#path));
    const stays = stayingRule(fixes, before, offered);
    return stays === undefined ? { files, texts: after, offered } : { why: `The result would still have ${stays}.` };
  }
}

/** The rule of a finding that is there as often as before, less those that are mended. */
function stayingRule(fixes: readonly SafeFix[], before: Offered, after: Offered): string | undefined {
  const mended = new Map<string, number>();
  for (const { finding } of fixes) {
    const key = identity(finding);
    mended.set(key, (mended.get(key) ?? 0) + 1);
  }
  return fixes.find(({ finding }) => {
    const key = identity(finding);
    return (after.counts.get(key) ?? 0) > (before.counts.get(key) ?? 0) - (mended.get(key) ?? 0);
  })?.finding.rule;
}
