// The shape of a rule: what it looks at and what it reports. What people read about it is its page.
import type { ConversionRequest } from "../guidance/conversion-request";
import type { Verdict } from "../guidance/verdict";
import type { Resource } from "../kubernetes/resource";
import type { PodRunner, Workload } from "../kubernetes/workload";
import type { AppliedPatch, Origin } from "../workspace/build";
import type { DocumentChange } from "../workspace/document-change";
import type { Lookups } from "../workspace/lookups/lookups";
import type { ObjectPlace } from "../workspace/place";
import type { Node } from "../yaml/tree";

export type Severity = "error" | "warning" | "information" | "hint";

export type RuleGroup =
  | "choice"
  | "identity"
  | "rollout"
  | "network"
  | "storage"
  | "scaling"
  | "availability"
  | "jobs"
  | "references"
  | "lifecycle";

export interface Rule {
  readonly id: string;
  readonly group: RuleGroup;
  /** The severities that its conditions have, the default first. */
  readonly severities: readonly [Severity, ...Severity[]];
  /** What `cluster.nodes: 1` makes of them, where the catalogue has no condition of its own for that. */
  readonly lowered?: Severity;
  /** Only in the profile `strict`. */
  readonly strict?: boolean;
  /** It infers what a program does from an image, a command, a variable or a path. */
  readonly heuristic?: boolean;
  /**
   * Does it speak of what usually comes a few lines later (`volumes` behind `volumeMounts`)? An editor holds its new findings
   * back until the document has rested.
   */
  readonly settles?: boolean;
  /** Kinds of objects that it looks at: workload kinds, or kinds with their group (`autoscaling/HorizontalPodAutoscaler`), or `*` for all. */
  readonly kinds: readonly string[];
  /** One sentence for lists. */
  readonly summary: string;
  readonly fixes: readonly FixTitle[];
  readonly check: (context: RuleContext) => void;
}

/** A fix as lists and documentation name it; `x` stands for the user's name. */
export interface FixTitle {
  readonly title: string;
  /** Applied by fix-all without asking. */
  readonly safe: boolean;
}

export interface RuleContext {
  /** The object as it stands in the unit that is judged: with patches and transformers applied. */
  readonly resource: Resource;
  /** The object as it is written. */
  readonly own: Resource;
  /** Undefined where the object is no workload. */
  readonly workload: Workload | undefined;
  /** The workload, or an object of others that is read like a Deployment: for what is true of all Pods, and advises no kind. */
  readonly runner: PodRunner | undefined;
  readonly lookups: Lookups;
  /** What the advisor says, weighed once for all rules; undefined where the object is no workload. */
  readonly verdict: () => Verdict | undefined;
  /** Where a node of the object comes from, if a patch brought it; undefined for the object's own nodes. */
  readonly origin: (node: Node) => Origin | undefined;
  /** The patches that mean the object in the unit that is judged, in order. */
  readonly patches: readonly AppliedPatch[];
  readonly report: Report;
}

/**
 * Reports on a token. Where a patch brought the token, the object's `kind` is underlined instead, and the patch is related.
 * @param message plain text: what is here, what will happen, what to do
 */
export type Report = (token: Node, message: string, details?: ReportDetails) => void;

export interface ReportDetails {
  /** The rule's first severity where absent. */
  readonly severity?: Severity;
  /** In the order in which the message needs them. */
  readonly related?: readonly Related[];
  /** In menu order. */
  readonly fixes?: readonly Fix[];
}

/** What a finding rests on: a token of the object itself, or a place in another object. */
export type Related = { readonly message: string } & ({ readonly node: Node } | { readonly place: ObjectPlace });

export type Fix = ScriptFix | ConversionFix;

/** A fix that the rule itself can carry out. */
export interface ScriptFix {
  readonly title: string;
  readonly safe: boolean;
  /** What changes in which documents; computed when it is asked for. */
  readonly changes: () => readonly DocumentChange[];
}

/** A fix that changes the kind: it only names the conversion, which `analysis` carries out. */
export interface ConversionFix {
  readonly title: string;
  readonly safe: false;
  readonly conversion: ConversionRequest;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}
