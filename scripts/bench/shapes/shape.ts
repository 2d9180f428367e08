// What a shape is: a folder of manifests that grows with a number, and the object in it on which somebody types.

export interface ManifestFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What is typed into; the names are those of the manifests. */
export type FieldName = "note" | "replicas" | "claimName" | "serviceName" | "accessModes" | "namePrefix";

/** The object on whose `kind` the cursor stands, and on which somebody types. */
export interface Probe {
  readonly file: string;
  readonly kind: string;
  /** Undefined where the object is the only one of its kind in the file. */
  readonly name: string | undefined;
  /** Fields whose values look-ups and rules read. */
  readonly meaningful: readonly FieldName[];
}

/**
 * How a key, a hover and a code action may grow: `flat`, they touch one object of many; `builds`, one object is built many
 * times; `one-file`, the text itself grows.
 */
export type Growth = "flat" | "builds" | "one-file";

export interface Shape {
  readonly name: string;
  /** In words, with `n`. */
  readonly summary: string;
  readonly growth: Growth;
  files(n: number): readonly ManifestFile[];
  probe(n: number): Probe;
  /** How many findings the folder holds with the rules of the recommended profile. */
  findings(n: number): number;
  /** How many of its documents do not parse; none where it is not said. */
  errors?(n: number): number;
}
