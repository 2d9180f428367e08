// A place for an object in a unit: which object of which document, and the kustomizations that it passes.
import type { Document } from "./document";
import type { Membership } from "./units/unit";

export interface Slot extends Membership {
  readonly document: Document;
  /** Its place among the resources of the document; of what a kustomization generates, `generatedIndex`. */
  readonly index: number;
}

/** The index of an object that no document holds: generators of a kustomization count down from -1. */
export function generatedIndex(generator: number): number {
  return -1 - generator;
}

/** Undefined for an object that is written. */
export function generatorOf({ index }: Pick<Slot, "index">): number | undefined {
  return index < 0 ? -1 - index : undefined;
}
