// Reads `.rightkind.yaml`: what it says, and what is wrong with it. What is wrong costs no more than itself.
import type { Span } from "../text/span";
import { splitDocuments } from "../text/split-documents";
import { asMapping, asScalar, asSequence, entriesOf, isMergeKey, resolved } from "../yaml/navigate";
import { parseDocument } from "../yaml/parse";
import type { Entry, Mapping, Node } from "../yaml/tree";
import { type KnownStorageClass, type KubernetesVersion, kubernetesVersion } from "./assumptions";
import {
  type ConfigurationProblem,
  ConfigurationProblems,
  type Consequence,
  type Place,
} from "./configuration-problems";
import { Globs, isGlob, isUsableGlob } from "./globs";
import { isProfile, isRuleLevel, type Profile, profiles, type RuleLevel, ruleLevels } from "./severity";

/** What one file says; undefined and empty where it says nothing. */
export interface Configuration {
  readonly kubernetesVersion: KubernetesVersion | undefined;
  readonly profile: Profile | undefined;
  readonly rules: ReadonlyMap<string, RuleLevel>;
  readonly ignore: readonly IgnoreEntry[];
  readonly baseline: BaselineFile | undefined;
  readonly defaultNamespace: string | undefined;
  /** Globs of folders, for paths relative to the file's folder. */
  readonly closed: Globs;
  readonly cluster: Cluster;
  readonly storageClasses: ReadonlyMap<string, KnownStorageClass>;
  readonly defaultStorageClass: string | undefined;
  readonly statefulImages: readonly string[];
  readonly statelessImages: readonly string[];
  readonly singletons: readonly string[];
  readonly developmentPaths: Globs;
}

/** The file that lists findings which are not reported. Its span is where it is named. */
export interface BaselineFile extends Span {
  /** Relative to the folder of the configuration. */
  readonly path: string;
}

export interface Cluster {
  readonly nodes: number | undefined;
  readonly zones: number | undefined;
}

/** An entry of `ignore` that counts. Its span is the whole entry, in the file. */
export interface IgnoreEntry extends Span {
  readonly path: Globs | undefined;
  readonly kind: Globs | undefined;
  readonly name: Globs | undefined;
  readonly namespace: Globs | undefined;
  readonly rule: Globs | undefined;
  /** Its place in the list. */
  readonly index: number;
  readonly reason: string;
  /** The last day on which it counts, as `2026-01-31`. */
  readonly until: string | undefined;
  /** The rule in it, else its first key: what a finding about the entry underlines. */
  readonly token: Span;
}

export const configurationKeys = [
  "kubernetesVersion",
  "profile",
  "rules",
  "ignore",
  "baseline",
  "defaultNamespace",
  "closed",
  "cluster",
  "storageClasses",
  "defaultStorageClass",
  "statefulImages",
  "statelessImages",
  "singletons",
  "developmentPaths",
] as const;

const ignoreKeys = ["path", "kind", "name", "namespace", "rule", "reason", "until"] as const;
const clusterKeys = ["nodes", "zones"] as const;
const storageClassKeys = ["enforcesReadWriteOnce", "nodeLocal"] as const;

/** Diagnostics about our own comments and configuration: no rules of the catalogue, but configured like them. */
export const metaDiagnostics = [
  { id: "invalid-configuration", summary: "An unknown key, an unknown rule or a wrong value in .rightkind.yaml." },
  { id: "suppression-without-reason", summary: "A suppression that gives no reason: it does not count." },
  { id: "unused-suppression", summary: "A suppression that silences nothing." },
] as const;

/**
 * Reads the text of a configuration file. Never throws.
 *
 * An entry of `ignore` of which any part cannot be read does not count: without that part it would silence more than was
 * meant. A key without a value counts as not written.
 * @param knownRules the ids of all rules; the meta diagnostics need not be among them
 */
export function readConfiguration(
  text: string,
  knownRules: ReadonlySet<string>,
): { readonly configuration: Configuration; readonly problems: readonly ConfigurationProblem[] } {
  const [first = { start: 0, end: text.length }, ...others] = splitDocuments(text);
  const documentText = text.slice(first.start, first.end);
  const { root, errors } = parseDocument(documentText);
  const problems = new ConfigurationProblems(documentText, first.start);
  problems.syntax(errors);
  for (const { start, end } of others) {
    const further = parseDocument(text.slice(start, end)).root;
    if (further && !isUnwritten(further))
      problems.furtherDocument({ start: start - first.start, end: start - first.start + "---".length });
  }
  const reader = new ConfigurationReader(problems, new Set([...knownRules, ...metaDiagnostics.map(({ id }) => id)]));
  return { configuration: reader.configuration(root), problems: problems.sorted() };
}

class ConfigurationReader {
  readonly #problems: ConfigurationProblems;
  readonly #rules: ReadonlySet<string>;

  constructor(problems: ConfigurationProblems, rules: ReadonlySet<string>) {
    this.#problems = problems;
    this.#rules = rules;
  }

  configuration(root: Node | undefined): Configuration {
    const keys = this.#entries(root, "mapping of keys", configurationKeys);
    return {
      kubernetesVersion: this.#kubernetesVersion(keys.get("kubernetesVersion")),
      profile: this.#profile(keys.get("profile")),
      rules: this.#levels(keys.get("rules")),
      ignore: this.#ignore(keys.get("ignore")),
      baseline: this.#baseline(keys.get("baseline")),
      defaultNamespace: this.#namespace(keys.get("defaultNamespace")),
      closed: new Globs("folder", this.#globs(keys.get("closed"))),
      cluster: this.#cluster(keys.get("cluster")),
      storageClasses: this.#storageClasses(keys.get("storageClasses")),
      defaultStorageClass: this.#storageClass(keys.get("defaultStorageClass")),
      statefulImages: this.#globs(keys.get("statefulImages")),
      statelessImages: this.#globs(keys.get("statelessImages")),
      singletons: this.#globs(keys.get("singletons")),
      developmentPaths: new Globs("path", this.#globs(keys.get("developmentPaths"))),
    };
  }

  #kubernetesVersion(entry: Entry | undefined): KubernetesVersion | undefined {
    // The text and not the value: 1.30 without quotes is a number, and would be 1.3.
    const text = this.#word(entry);
    const version = text === undefined ? undefined : kubernetesVersion(text);
    if (entry && !version) this.#wrong(entry, "Kubernetes version", 'Write a release such as "1.36".');
    return version;
  }

  #profile(entry: Entry | undefined): Profile | undefined {
    const text = this.#word(entry);
    if (isProfile(text)) return text;
    if (entry) this.#wrong(entry, "profile", "Write minimal, recommended or strict.", profiles);
    return undefined;
  }

  #levels(entry: Entry | undefined): Map<string, RuleLevel> {
    const levels = new Map<string, RuleLevel>();
    for (const [id, rule] of this.#entries(entry?.value, "mapping of rules", undefined, entry?.key)) {
      if (!this.#rules.has(id)) {
        this.#problems.unknown("rule", rule.key, this.#rules, "it has no effect");
        continue;
      }
      if (isUnwritten(rule.value)) continue;
      // The text and not the value: `off` is the boolean false in YAML 1.1.
      const level = this.#word(rule);
      if (isRuleLevel(level)) levels.set(id, level);
      else this.#wrong(rule, "severity", "Write off, hint, information, warning or error.", ruleLevels);
    }
    return levels;
  }

  #namespace(entry: Entry | undefined): string | undefined {
    const text = this.#word(entry);
    if (text !== undefined && text.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(text)) return text;
    if (entry) this.#wrong(entry, "name of a namespace", "Write lower-case letters, digits and dashes.");
    return undefined;
  }

  #storageClass(entry: Entry | undefined): string | undefined {
    const text = this.#word(entry);
    if (text !== undefined && text.length <= 253 && /^[a-z0-9](?:[-.a-z0-9]*[a-z0-9])?$/.test(text)) return text;
    if (entry) this.#wrong(entry, "name of a storage class", "Write lower-case letters, digits, dashes and dots.");
    return undefined;
  }

  #cluster(entry: Entry | undefined): Cluster {
    const keys = this.#entries(entry?.value, "mapping of keys", clusterKeys, entry?.key);
    return { nodes: this.#count(keys.get("nodes"), "nodes"), zones: this.#count(keys.get("zones"), "zones") };
  }

  #count(entry: Entry | undefined, what: string): number | undefined {
    const value = asScalar(entry?.value)?.value;
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return value;
    if (entry) this.#wrong(entry, `number of ${what}`, "Write a whole number of 1 or more.");
    return undefined;
  }

  #storageClasses(entry: Entry | undefined): Map<string, KnownStorageClass> {
    const classes = new Map<string, KnownStorageClass>();
    for (const [name, { key, value }] of this.#entries(
      entry?.value,
      "mapping of storage classes",
      undefined,
      entry?.key,
    )) {
      const keys = this.#entries(value, "mapping of keys", storageClassKeys, key);
      if (!isUnwritten(value) && !asMapping(value)) continue;
      classes.set(name, {
        enforcesReadWriteOnce: this.#flag(keys.get("enforcesReadWriteOnce")),
        nodeLocal: this.#flag(keys.get("nodeLocal")),
      });
    }
    return classes;
  }

  #flag(entry: Entry | undefined): boolean | undefined {
    const value = asScalar(entry?.value)?.value;
    if (typeof value === "boolean") return value;
    if (entry) this.#wrong(entry, "truth value", "Write true or false.");
    return undefined;
  }

  #ignore(entry: Entry | undefined): IgnoreEntry[] {
    return this.#items(entry, "entries").flatMap((item, index) => this.#ignoreEntry(item, index) ?? []);
  }

  #baseline(entry: Entry | undefined): BaselineFile | undefined {
    const path = this.#word(entry);
    if (entry && path !== undefined) return { path, ...this.#problems.inFile(entry.value) };
    if (entry) this.#wrong(entry, "path of a file", "Write one, relative to this folder.");
    return undefined;
  }

  #ignoreEntry(item: Node, index: number): IgnoreEntry | undefined {
    const consequence = "the ignore entry does not count";
    const mapping = asMapping(item);
    if (!mapping) {
      const advice = "Write path, kind, name, namespace or rule, and a reason.";
      this.#problems.wrong({ key: undefined, value: item }, "ignore entry", "it has no effect", advice);
      return undefined;
    }
    let whole = mapping.entries.every(({ key }) => key.type === "scalar");
    const keys = new Map<string, Entry>();
    for (const entry of this.#keyed(mapping, consequence)) {
      if (entry.key.type === "scalar" && (ignoreKeys as readonly string[]).includes(entry.key.text))
        keys.set(entry.key.text, entry);
      else {
        this.#problems.unknown("key", entry.key, ignoreKeys, consequence);
        whole = false;
      }
    }
    const rule = keys.get("rule");
    const condition = (key: "path" | "kind" | "name" | "namespace" | "rule") => {
      const entry = keys.get(key);
      if (!entry) return undefined;
      const text = this.#glob(entry);
      if (text === undefined) this.#wrong(entry, "glob", "Write a glob, or remove the key.", [], consequence);
      else if (key === "rule" && !this.#namesRule(text)) {
        this.#problems.unknown("rule", asScalar(entry.value) ?? entry.value, this.#rules, consequence, entry.key);
      } else return new Globs(key === "path" ? "path" : "name", [text]);
      whole = false;
      return undefined;
    };
    const conditions = {
      path: condition("path"),
      kind: condition("kind"),
      name: condition("name"),
      namespace: condition("namespace"),
      rule: condition("rule"),
    };
    const untilEntry = keys.get("until");
    const until = this.#word(untilEntry);
    if (untilEntry && (until === undefined || !isDate(until))) {
      this.#wrong(untilEntry, "date", "Write one such as 2026-12-31.", [], consequence);
      whole = false;
    }
    const token = (rule && !isUnwritten(rule.value) ? rule.value : mapping.entries[0]?.key) ?? mapping;
    const reason = this.#reason(keys.get("reason"), token);
    if (!whole || reason === undefined) return undefined;
    return {
      ...conditions,
      index,
      reason,
      until,
      token: this.#problems.inFile(token),
      ...this.#problems.inFile(mapping),
    };
  }

  #reason(entry: Entry | undefined, token: Span): string | undefined {
    const text = this.#word(entry)?.trim();
    if (text) return text;
    if (entry && !asScalar(entry.value))
      this.#wrong(entry, "reason", "Write a sentence.", [], "the ignore entry does not count");
    else this.#problems.withoutReason(token);
    return undefined;
  }

  #namesRule(text: string): boolean {
    if (this.#rules.has(text)) return true;
    if (!isGlob(text)) return false;
    const globs = new Globs("name", [text]);
    return [...this.#rules].some((rule) => globs.matches(rule));
  }

  /** The globs of a list. */
  #globs(entry: Entry | undefined): string[] {
    return this.#items(entry, "globs").flatMap((item) => {
      const place = { key: item, value: item };
      const glob = this.#glob(place);
      if (glob !== undefined) return glob;
      this.#problems.wrong({ ...place, key: undefined }, "glob", "the item has no effect", "Write a glob.");
      return [];
    });
  }

  #glob(entry: Entry): string | undefined {
    const text = this.#word(entry);
    return text !== undefined && isUsableGlob(text) ? text : undefined;
  }

  #items(entry: Entry | undefined, nouns: string): readonly Node[] {
    if (!entry) return [];
    const list = asSequence(entry.value);
    if (!list) this.#wrong(entry, `list of ${nouns}`, "Write each one on a line of its own, behind a dash.");
    return list?.items ?? [];
  }

  /** The text of a scalar that is not empty. */
  #word(entry: Entry | undefined): string | undefined {
    const scalar = asScalar(entry?.value);
    return scalar === undefined || scalar.value === null || scalar.text.trim() === "" ? undefined : scalar.text;
  }

  /** The entries of a mapping by their keys, without those that have no value; reports what is no mapping, and unknown keys. */
  #entries(node: Node | undefined, noun: string, known: readonly string[] | undefined, key?: Node): Map<string, Entry> {
    const found = new Map<string, Entry>();
    if (!node || isUnwritten(node)) return found;
    const mapping = asMapping(node);
    if (!mapping) {
      const advice = key ? "Write keys on lines of their own." : "Write keys such as 'profile: recommended'.";
      this.#problems.wrong({ key, value: node }, noun, key ? "the key has no effect" : "it has no effect", advice);
      return found;
    }
    for (const entry of this.#keyed(mapping, "it has no effect")) {
      if (entry.key.type !== "scalar") continue;
      const name = entry.key.text;
      if (known && !known.includes(name)) this.#problems.unknown("key", entry.key, known, "it has no effect");
      else if (!known || !isUnwritten(entry.value)) found.set(name, entry);
    }
    return found;
  }

  /** The entries of a mapping, each key once, merged ones too; reports keys that are no words. */
  #keyed(mapping: Mapping, consequence: Consequence): Entry[] {
    for (const entry of mapping.entries) {
      if (entry.key.type !== "scalar" && !isMergeKey(entry)) this.#problems.unknown("key", entry.key, [], consequence);
    }
    return entriesOf(mapping);
  }

  #wrong(
    place: Place,
    noun: string,
    advice: string,
    words: readonly string[] = [],
    consequence: Consequence = "the key has no effect",
  ) {
    this.#problems.wrong(place, noun, consequence, advice, words);
  }
}

/** A null, written or not. An alias of nothing is a fault instead. */
function isUnwritten(node: Node): boolean {
  const target = resolved(node);
  return target?.type === "scalar" && target.value === null;
}

/** A day of the calendar, written as in `2026-01-31`. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
