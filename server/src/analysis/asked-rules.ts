// Which rules are asked of a document: those whose findings may be shown there, and those that a suppression names.
import type { EffectiveConfiguration, Loudness } from "../config/effective";
import type { Rule } from "../rules/rule";
import type { PlacedSuppression } from "./placed-suppressions";

/** Some rules, in their order, found by the kinds that they look at. */
export class AskedRules {
  readonly rules: readonly Rule[];
  readonly #byKind = new Map<string, readonly Rule[]>();

  constructor(rules: readonly Rule[]) {
    this.rules = rules;
    for (const kind of new Set(rules.flatMap(({ kinds }) => kinds)))
      this.#byKind.set(
        kind,
        rules.filter(({ kinds }) => kinds.includes(kind) || kinds.includes(anyKind)),
      );
  }

  /** Those that look at objects of a kind. @param kind of a workload, or with its group of any other object */
  of(kind: string): readonly Rule[] {
    return this.#byKind.get(kind) ?? this.#byKind.get(anyKind) ?? [];
  }

  /** Those that look at a kind by its name, not at all objects. */
  naming(kind: string): readonly Rule[] {
    return this.#byKind.get(kind)?.filter(({ kinds }) => kinds.includes(kind)) ?? [];
  }
}

const anyKind = "*";

/** Hands out the same rules for the same choice of them. */
export class RuleChoice {
  readonly #all: readonly Rule[];
  readonly #choices = new Map<string, AskedRules>();
  readonly #heard = new WeakMap<Loudness, AskedRules>();

  constructor(rules: readonly Rule[]) {
    this.#all = rules;
  }

  /** Those of which a file's configuration lets any finding through. */
  heard({ loudness }: EffectiveConfiguration): AskedRules {
    const heard = this.#heard.get(loudness) ?? this.#chosen((rule) => isHeard(rule, loudness));
    this.#heard.set(loudness, heard);
    return heard;
  }

  /** Those and, so that it is known whether a suppression silences anything, all that one names. */
  withSuppressed(heard: AskedRules, suppressions: readonly PlacedSuppression[]): AskedRules {
    const own = suppressions.filter(({ suppression: { form } }) => form !== "peer");
    if (own.some(({ suppression: { everyRule } }) => everyRule)) return this.#chosen(() => true);
    const named = new Set(own.flatMap(({ suppression: { rules } }) => rules.map(({ id }) => id)));
    if (named.size === 0) return heard;
    return this.#chosen((rule) => named.has(rule.id) || heard.rules.includes(rule));
  }

  #chosen(isChosen: (rule: Rule) => boolean): AskedRules {
    const rules = this.#all.filter(isChosen);
    const key = rules.map(({ id }) => id).join(" ");
    const known = this.#choices.get(key) ?? new AskedRules(rules);
    this.#choices.set(key, known);
    return known;
  }
}

function isHeard({ id, severities, strict }: Rule, loudness: Loudness): boolean {
  const marked = strict === true ? "strict" : "recommended";
  return severities.some((severity) => loudness.of(id, severity, marked) !== "off");
}
