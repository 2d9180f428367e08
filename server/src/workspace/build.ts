// What an object becomes in one unit: itself with all that the kustomizations that it passes lay over it.
import { type Resource, resourceOf } from "../kubernetes/resource";
import * as kustomize from "../kustomize/build";
import type * as results from "../kustomize/built";
import { joinedConfigurations } from "../kustomize/configuration";
import { defaultFields, type FieldConfiguration } from "../kustomize/default-fields";
import { kustomizationFileNames } from "../kustomize/file-names";
import type { Layer } from "../kustomize/layer";
import { type Referents, withReferences } from "../kustomize/references";
import type { ReplacementSource } from "../kustomize/replacement-facts";
import type { Replacement } from "../kustomize/replacements";
import type * as places from "../kustomize/source-document";
import { type Step, stepsThrough } from "../kustomize/steps";
import { isVariableSource, type VariableValue, variableValue, withVariables } from "../kustomize/variables";
import type { Document } from "./document";
import { byPlace } from "./objects/workspace-object";
import { joined } from "./paths";
import type { Reader } from "./reader";
import { generatorOf, type Slot } from "./slot";
import type { Membership, Unit } from "./units/unit";

export type Built = results.Built<Document>;
export type AppliedPatch = results.AppliedPatch<Document>;
export type Origin = places.Origin<Document>;

/** The object of a slot as its document says it; undefined where there is none. */
export function resourceIn({ document, index, layers }: Slot, reader: Reader): Resource | undefined {
  const generator = generatorOf({ index });
  if (generator === undefined) return document.resource(index);
  const object = layers[0] && reader.layerAt(layers[0].path)?.generators[generator]?.object;
  return object && resourceOf(object, undefined);
}

/**
 * Builds an object; returns it as it is where nothing changes it.
 * @param document where it is written
 */
export function built(resource: Resource, slot: Slot, reader: Reader): Built {
  return new UnitBuild(slot.unit, reader).finished(resource, slot);
}

/** An object before the names of others in it are those that these get in the end. */
export function builtAlone(slot: Slot, reader: Reader): Built | undefined {
  const resource = resourceIn(slot, reader);
  return resource && new UnitBuild(slot.unit, reader).alone(resource, slot);
}

/** An object when a kustomization on its way has its turn: as it comes there, and as it leaves; none where it is gone before. */
export function builtAt(slot: Slot, layer: Pick<Layer, "path">, reader: Reader): Built[] {
  const resource = resourceIn(slot, reader);
  return resource ? new UnitBuild(slot.unit, reader).around(resource, slot, layer) : [];
}

/** Why Kustomize builds nothing: something in a kustomization means an object, and does not fit it. */
export interface BuildFault {
  /** The kustomization. */
  readonly path: string;
  /** A patch does not fit; a replacement wants a field that is not there; or it has two sources. */
  readonly what: "patch" | "field" | "source";
}

/** As far as the object is concerned. */
export function buildFaults(slot: Slot, reader: Reader): BuildFault[] {
  const resource = resourceIn(slot, reader);
  return resource ? new UnitBuild(slot.unit, reader).faults(resource, slot) : [];
}

/** Who came first must not matter where the first one counts. Kustomize refuses several. */
function inOrder<S extends Slot>(slots: Iterable<S>): S[] {
  return [...slots].sort(byPlace);
}

interface Way {
  readonly steps: readonly Step<Document>[];
  /** What is known of fields at the end of it. */
  readonly configuration: FieldConfiguration;
}

/** One unit, as the builds of its objects ask about it. */
class UnitBuild implements kustomize.BuildContext<Document>, Referents<Document> {
  readonly origins: kustomize.BuildContext<Document>["origins"];
  readonly #unit: Unit;
  readonly #reader: Reader;
  readonly #steps = new Map<string, Step<Document>>();

  constructor(unit: Unit, reader: Reader) {
    this.#unit = unit;
    this.#reader = reader;
    this.origins = reader.origins;
  }

  alone(resource: Resource, slot: Slot): Built {
    return this.#through(resource, slot, this.#wayOf(slot).steps);
  }

  around(resource: Resource, slot: Slot, { path }: Pick<Layer, "path">): Built[] {
    const { steps } = this.#wayOf(slot);
    const turn = steps.findIndex(({ layer, stage }) => layer.path === path && stage === "transform");
    const before = this.#through(resource, slot, turn === -1 ? steps : steps.slice(0, turn));
    if (before.deleted && !before.local) return [];
    return turn === -1 ? [before] : [before, this.#through(resource, slot, steps.slice(0, turn + 1))];
  }

  faults(resource: Resource, slot: Slot): BuildFault[] {
    const { steps } = this.#wayOf(slot);
    const { patches } = this.#through(resource, slot, steps);
    const found: BuildFault[] = patches.flatMap(({ failed, layer }) =>
      failed ? { path: layer.path, what: "patch" } : [],
    );
    for (const [index, step] of steps.entries()) {
      const { path, replacements } = step.layer;
      if (step.stage !== "transform" || replacements.length === 0) continue;
      const there = this.#through(resource, slot, steps.slice(0, index + 1));
      if (there.deleted && !there.local) break;
      const { identities } = there;
      for (const replacement of replacements) {
        if (replacement.missesField(identities, there.resource.root, this.origins.note))
          found.push({ path, what: "field" });
        if (replacement.isSource(identities) && this.#hasOther(slot, step, replacement))
          found.push({ path, what: "source" });
      }
    }
    return found;
  }

  /** Is another object the source as well? */
  #hasOther(own: Slot, step: Step<Document>, replacement: Replacement): boolean {
    return this.gathered(step, replacement.facts.source).some((passage) => {
      if (passage.document === own.document && passage.resource.item === resourceIn(own, this.#reader)?.item)
        return false;
      const other = kustomize.built(passage, this);
      return (!other.deleted || other.local) && replacement.isSource(other.identities);
    });
  }

  #through(resource: Resource, slot: Slot, steps: readonly Step<Document>[]): Built {
    const generator = generatorOf(slot);
    const passage = { resource, path: slot.document.path, steps };
    return kustomize.built(generator === undefined ? passage : { ...passage, generator }, this);
  }

  finished(resource: Resource, slot: Slot): Built {
    const alone = this.alone(resource, slot);
    if (alone.deleted) return alone;
    const way = this.#wayOf(slot);
    const named = this.#reader.renames(this.#unit)
      ? withReferences(alone, this, way.configuration.nameReference)
      : alone;
    return this.#withVariables(named, way);
  }

  named({ name }: { readonly name: string }): Built[] {
    return inOrder(this.#reader.calledIn(this.#unit, name)).flatMap((slot) => this.#there(slot) ?? []);
  }

  beginsIn(namespace: string, isReached: (object: Built) => boolean): boolean {
    for (const slot of this.#reader.beginningIn(this.#unit, namespace)) {
      const object = this.#there(slot);
      if (object && isReached(object)) return true;
    }
    return false;
  }

  gathered(at: Step<Document>, { kind, name }: ReplacementSource): kustomize.Gathered<Document>[] {
    return inOrder(this.#sources(kind, name)).flatMap((slot) => {
      const { document } = slot;
      this.#reader.takesFrom(slot);
      const resource = resourceIn(slot, this.#reader);
      const { steps } = this.#wayOf(slot);
      const last = steps.findLastIndex(({ layer, stage }) => layer === at.layer && stage === at.stage);
      if (!resource || last === -1) return [];
      const generator = generatorOf(slot);
      const passage = { resource, path: document.path, document, steps: steps.slice(0, last + 1) };
      return [generator === undefined ? passage : { ...passage, generator }];
    });
  }

  /** Local objects are there for others until the end. */
  #there(slot: Slot): Built | undefined {
    const resource = resourceIn(slot, this.#reader);
    const object = resource && this.alone(resource, slot);
    return object && (!object.deleted || object.local) ? object : undefined;
  }

  #sources(kind: string | undefined, name: string | undefined): Iterable<Slot> {
    if (name) return this.#reader.calledIn(this.#unit, name);
    return kind ? this.#reader.ofKindIn(this.#unit, kind) : [];
  }

  #withVariables(object: Built, { steps, configuration }: Way): Built {
    const said = steps.flatMap((step) =>
      step.stage === "transform" ? step.layer.facts.variables.map((facts) => ({ facts, step })) : [],
    );
    if (said.length === 0) return object;
    const values = new Map<string, VariableValue | undefined>();
    for (const { facts, step } of said) {
      for (const slot of inOrder(this.#reader.calledIn(this.#unit, facts.object.name))) {
        this.#reader.takesFrom(slot);
        const resource = resourceIn(slot, this.#reader);
        const own = this.#wayOf(slot).steps;
        const last = own.findLastIndex(({ layer, stage }) => layer === step.layer && stage === step.stage);
        if (!resource || last === -1) continue;
        const then = kustomize.built({ resource, path: slot.document.path, steps: own.slice(0, last + 1) }, this);
        if ((then.deleted && !then.local) || !isVariableSource(facts, then.identities)) continue;
        const whole = this.alone(resource, slot);
        if (whole.deleted && !whole.local) continue;
        values.set(facts.name, variableValue(facts, whole));
        break;
      }
    }
    return withVariables(object, (name) => values.get(name), configuration.varReference);
  }

  #wayOf({ layers }: Membership): Way {
    const way = layers.flatMap(({ path }) => this.#reader.layerAt(path) ?? []);
    let configuration: FieldConfiguration = defaultFields;
    const steps = stepsThrough(way, {
      componentsOf: (layer) => this.#componentsOf(layer),
      step: (layer, stage) => {
        // What the inner kustomizations say of fields holds for the outer ones as well.
        if (layer.facts.configurations.length > 0)
          configuration = joinedConfigurations(configuration, ...layer.configurations);
        return this.#step(layer, stage, configuration);
      },
    });
    return { steps, configuration };
  }

  #componentsOf(layer: Layer<Document>): (Layer<Document> | undefined)[] {
    return layer.facts.components.map(({ path }) => {
      const folder = joined(layer.folder, path);
      if (folder === undefined) return undefined;
      const files = kustomizationFileNames.map((name) => (folder === "" ? name : `${folder}/${name}`));
      const component = files.map((file) => this.#reader.layerAt(file)).find((found) => found !== undefined);
      return component?.facts.kind === "Component" ? component : undefined;
    });
  }

  /** Objects of one unit share the turns that they take. */
  #step(layer: Layer<Document>, stage: Step["stage"], configuration: FieldConfiguration): Step<Document> {
    const key = `${stage} ${layer.path}`;
    const step = this.#steps.get(key) ?? { layer, stage, configuration };
    this.#steps.set(key, step);
    return step;
  }
}
