// What an object becomes on its way through the kustomizations of a build: the one door to this layer.
//
// Order and reach are those of Kustomize 5.5.0. Names of other objects are rewritten at the very end of a build, and variables
// after them: see `references.ts` and `variables.ts`.
import { type Resource, resourceOf } from "../kubernetes/resource";
import { type Built, BuiltObject } from "./built";
import type { Layer } from "./layer";
import { ObjectState } from "./object-state";
import type { ReplacementSource } from "./replacement-facts";
import type { Origins, SourceDocument } from "./source-document";
import type { Passage, Step } from "./steps";
import { transform } from "./turn";

/** One that others may take values from. */
export interface Gathered<D extends SourceDocument = SourceDocument> extends Passage<D> {
  readonly document: D;
}

export interface BuildContext<D extends SourceDocument = SourceDocument> {
  /** The same as that of the layers. */
  readonly origins: Origins<D>;
  /**
   * The objects that a kustomization has gathered when its transformers run, as far as the source of a replacement may be among
   * them: more may be given, in the order in which they are gathered.
   * @param at the very step of the object that is built
   * @returns each with its turns up to and with this one
   */
  gathered(at: Step<D>, source: ReplacementSource): readonly Gathered<D>[];
}

/** Builds an object; the given resource comes back where nothing changes it. */
export function built<D extends SourceDocument>(passage: Passage<D>, context: BuildContext<D>): Built<D> {
  const state = new Builder(context).run(passage);
  return new BuiltObject(state.finished());
}

/** The objects that a kustomization generates, with the generator that makes each; those that change others are none. */
export function generatedBy<D extends SourceDocument>(
  layer: Layer<D>,
): { readonly generator: number; readonly resource: Resource }[] {
  return layer.generators.flatMap(({ facts, object }, generator) => {
    const resource = facts.behavior === "create" ? resourceOf(object, undefined) : undefined;
    return resource ? [{ generator, resource }] : [];
  });
}

/** A value that must be known before a build goes on. */
interface Need<D extends SourceDocument> {
  readonly step: Step<D>;
  /** Of a replacement in that step. */
  readonly index: number;
}

/** What a replacement copies, and where that comes from. */
type Value<D extends SourceDocument> = ReturnType<ObjectState<D>["valueOf"]>;

type Work<D extends SourceDocument, T> = Generator<Need<D>, T, Value<D>>;

interface Frame<D extends SourceDocument> {
  readonly work: Work<D, Value<D>>;
  readonly need: Need<D>;
}

/**
 * Builds one object, and for the sources of its replacements as much of other objects as is needed. A build that needs a value
 * waits until that one is known; the waiting builds are kept in a list, so that no chain of them is too long.
 */
class Builder<D extends SourceDocument> {
  readonly #context: BuildContext<D>;
  readonly #values = new Map<Step<D>, Map<number, Value<D>>>();

  constructor(context: BuildContext<D>) {
    this.#context = context;
  }

  run(passage: Passage<D>): ObjectState<D> {
    const main = this.#build(passage, undefined);
    const frames: Frame<D>[] = [];
    let answer: Value<D>;
    for (;;) {
      const frame = frames.at(-1);
      const next = (frame?.work ?? main).next(answer);
      answer = undefined;
      if (next.done) {
        if (!frame) return next.value as ObjectState<D>;
        frames.pop();
        answer = next.value as Value<D>;
        this.#keep(frame.need, answer);
        continue;
      }
      const need = next.value;
      const known = this.#values.get(need.step);
      if (known?.has(need.index)) answer = known.get(need.index);
      // A value that waits for itself is not to be known; Kustomize never asks so.
      else if (!frames.some((waiting) => isSame(waiting.need, need))) frames.push({ work: this.#value(need), need });
    }
  }

  #keep({ step, index }: Need<D>, value: Value<D>): void {
    const values = this.#values.get(step);
    if (values) values.set(index, value);
    else this.#values.set(step, new Map([[index, value]]));
  }

  /** The value of the first object that is the source. Several of them are a fault. */
  *#value(need: Need<D>): Work<D, Value<D>> {
    const replacement = need.step.layer.replacements[need.index];
    if (!replacement) return undefined;
    for (const passage of this.#context.gathered(need.step, replacement.facts.source)) {
      const state = yield* this.#build(passage, need);
      if (!state.deleted && replacement.isSource(state.identities)) return state.valueOf(replacement, passage.document);
    }
    return undefined;
  }

  /** @param until the replacement before which the build stops; undefined for the whole of it */
  *#build(passage: Passage<D>, until: Need<D> | undefined): Work<D, ObjectState<D>> {
    const { steps, generator } = passage;
    const state = new ObjectState(passage, this.#context.origins);
    for (const [index, step] of steps.entries()) {
      if (state.deleted) break;
      if (step.stage === "generate") {
        const first = index === 0 && generator !== undefined ? generator + 1 : 0;
        for (const each of step.layer.generators.slice(first)) state.generate(each);
        continue;
      }
      transform(state, step);
      const isLast = until !== undefined && index === steps.length - 1;
      yield* this.#replace(state, step, isLast ? until.index : Number.POSITIVE_INFINITY);
    }
    return state;
  }

  *#replace(state: ObjectState<D>, step: Step<D>, before: number): Work<D, void> {
    const { facts, replacements } = step.layer;
    if (facts.replacements.length === 0) return;
    for (const [index, replacement] of replacements.entries()) {
      if (index >= before) return;
      if (state.deleted || !replacement.isMeant(state.identities, state.resource.root)) continue;
      state.replace(replacement, yield { step, index });
    }
  }
}

function isSame<D extends SourceDocument>(left: Need<D>, right: Need<D>): boolean {
  return left.step === right.step && left.index === right.index;
}
