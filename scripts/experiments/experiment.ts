// The shape of an experiment: what a control plane makes of the bad and of the good example of a rule.
import type { ExampleObject } from "./example-objects";
import type { Place } from "./place";

/** The consequence that a rule speaks of. */
export interface Seen {
  /** Who says it or where it stands, for people: `the API server answers`. */
  readonly what: string;
  /** Word for word, without what differs from run to run; absent where `what` says all. */
  readonly words?: string;
}

/** Does what leads to the consequence, and waits until it is there or can no more come. Undefined: it did not come. */
export type Observation = (place: Place, objects: readonly ExampleObject[]) => Promise<Seen | undefined>;

export interface Experiment {
  readonly rule: string;
  /** The title of the example on the rule's page. */
  readonly example: string;
  readonly observe: Observation;
  /** It depends on which nodes there are, or changes that: no other of this kind runs meanwhile. */
  readonly ownsNodes: boolean;
}
