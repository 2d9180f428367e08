// The order in which kustomizations change an object: those on its way to the root, and the components that each of them uses.
//
// Source: kustomize api/internal/target/kusttarget.go, accumulateTarget: a kustomization gathers its resources, generates,
// takes its components, which change all that is gathered by then, and changes everything itself.
import type { Resource } from "../kubernetes/resource";
import type { FieldConfiguration } from "./default-fields";
import type { Layer } from "./layer";
import type { SourceDocument } from "./source-document";

/**
 * A kustomization's turn on all that it has gathered. Objects of one build that take the same turn share it: what one of them
 * copies from another is worked out once.
 */
export interface Step<D extends SourceDocument = SourceDocument> {
  readonly layer: Layer<D>;
  /** Its generators change what is there, or all its transformers do. */
  readonly stage: "generate" | "transform";
  /** The fields that its transformers reach; Kustomize's own where nothing is configured. */
  readonly configuration?: FieldConfiguration;
}

/** An object and the turns that it takes. */
export interface Passage<D extends SourceDocument = SourceDocument> {
  readonly resource: Resource;
  /** The file in which it is written; the kustomization for one that is generated. */
  readonly path: string;
  readonly steps: readonly Step<D>[];
  /** Which of the generators of the first step has made it; undefined where it is written. */
  readonly generator?: number;
}

/** What a way through kustomizations cannot say by itself. */
export interface Neighbours<D extends SourceDocument = SourceDocument> {
  /** The components of a kustomization in their order; undefined for one that is not known. */
  readonly componentsOf: (layer: Layer<D>) => readonly (Layer<D> | undefined)[];
  /** The turn of a kustomization, which is the same for all objects that meet it. */
  readonly step: (layer: Layer<D>, stage: Step["stage"]) => Step<D>;
}

/** Components may use components twice over: more turns than this are not taken. */
const MOST_STEPS = 50_000;

/**
 * All turns that an object meets.
 * @param way the kustomizations from the one that names the object's file, or generates the object, to the root; each is named
 * by the next
 */
export function stepsThrough<D extends SourceDocument>(way: readonly Layer<D>[], neighbours: Neighbours<D>): Step<D>[] {
  const steps: Step<D>[] = [];
  for (const [index, layer] of way.entries()) {
    const inner = way[index - 1];
    const components = neighbours.componentsOf(layer);
    // An object of a component has not met those before it, nor the generators of its user.
    const entered = inner?.facts.kind === "Component" ? components.indexOf(inner) : -1;
    if (entered === -1) steps.push(neighbours.step(layer, "generate"));
    take(components.slice(entered + 1), [layer], steps, neighbours);
    steps.push(neighbours.step(layer, "transform"));
    if (steps.length > MOST_STEPS) break;
  }
  return steps;
}

/** Adds the turns of components. @param users those inside which they stand: a component that uses itself does not again */
function take<D extends SourceDocument>(
  components: readonly (Layer<D> | undefined)[],
  users: readonly Layer<D>[],
  steps: Step<D>[],
  { componentsOf, step }: Neighbours<D>,
): void {
  const open: { readonly layer: Layer<D> | undefined; readonly rest: (Layer<D> | undefined)[] }[] = [
    { layer: undefined, rest: [...components] },
  ];
  const inside = new Set(users);
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    const next = frame.rest.shift();
    if (next && !inside.has(next) && steps.length < MOST_STEPS) {
      inside.add(next);
      steps.push(step(next, "generate"));
      open.push({ layer: next, rest: [...componentsOf(next)] });
    } else if (frame.rest.length === 0) {
      if (frame.layer) {
        steps.push(step(frame.layer, "transform"));
        inside.delete(frame.layer);
      }
      open.pop();
    }
  }
}
