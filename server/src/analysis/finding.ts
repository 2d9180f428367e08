// A finding as features and command line show it.
import type { Refused } from "../conversions/conversion";
import type { ConversionFix, Fix, Severity } from "../rules/rule";
import type { Span } from "../text/span";
import type { Document } from "../workspace/document";
import type { ObjectPlace } from "../workspace/place";

export interface Finding {
  readonly rule: string;
  /** Empty for findings about our own comments and configuration. */
  readonly group: string;
  readonly severity: Severity;
  /** Only reported in the profile `strict`. */
  readonly strict: boolean;
  readonly message: string;
  readonly document: Document;
  /** Offsets in the document. */
  readonly span: Span;
  /** Where the token stands in the object as it is built, where a patch brought it: such tokens all have the span of the `kind`. */
  readonly builtPath?: string | undefined;
  /** The token itself, where a patch brought it. */
  readonly cause?: { readonly document: Document; readonly span: Span };
  /** The object that it is about: its place in the document's list of objects. */
  readonly object: FindingObject | undefined;
  readonly related: readonly RelatedPlace[];
  /** In menu order. */
  readonly fixes: readonly Fix[];
  /** What would stand among the fixes if it were not refused; `related` says why. */
  readonly refused?: readonly RefusedFix[];
  /** The kustomization file of the first build in which it is true; undefined where it is true wherever the object stands. */
  readonly unit?: string;
  /** The units in which it is said of the token, with how grave it is there; undefined where the object stands in one alone. */
  readonly told?: readonly { readonly name: string; readonly severity: Severity }[];
  /** The text is of no use and shown faded. */
  readonly unnecessary?: boolean;
}

/** A finding on a token that a patch brought. */
export interface CausedFinding extends Finding {
  readonly cause: NonNullable<Finding["cause"]>;
}

export interface RefusedFix {
  readonly fix: ConversionFix;
  /** Its place in the menu as the rule wrote it. */
  readonly place: number;
  readonly refusal: Refused;
}

export interface FindingObject {
  readonly index: number;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

export type RelatedPlace = { readonly message: string } & (
  | { readonly document: Document; readonly span: Span }
  | { readonly place: ObjectPlace }
);

/** A finding that a comment, an annotation or the configuration keeps on purpose. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly reason: string;
  /** By the configuration, rather than by a comment or an annotation in the manifest. */
  readonly isConfigured: boolean;
}
