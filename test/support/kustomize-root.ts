// Builds whole kustomizations out of texts with the layer `kustomize`, as a caller of it may.
import { type Resource, resourcesOf } from "../../server/src/kubernetes/resource";
import { type BuildContext, built, type Gathered, generatedBy } from "../../server/src/kustomize/build";
import type { Built } from "../../server/src/kustomize/built";
import { joinedConfigurations } from "../../server/src/kustomize/configuration";
import { defaultFields, type FieldConfiguration } from "../../server/src/kustomize/default-fields";
import { kustomizationFileNames } from "../../server/src/kustomize/file-names";
import { effectiveNamespace, isClusterScoped } from "../../server/src/kustomize/identity";
import { Layer } from "../../server/src/kustomize/layer";
import { withReferences } from "../../server/src/kustomize/references";
import { Origins, type SourceDocument } from "../../server/src/kustomize/source-document";
import { type Step, stepsThrough } from "../../server/src/kustomize/steps";
import type { VariableFacts } from "../../server/src/kustomize/variable-facts";
import {
  isVariableSource,
  type VariableValue,
  variableValue,
  withVariables,
} from "../../server/src/kustomize/variables";
import { splitDocuments } from "../../server/src/text/split-documents";
import { joined } from "../../server/src/workspace/paths";
import { type ParsedDocument, parseDocument } from "../../server/src/yaml/parse";

/** Files by path, with a leading `/`. */
export type Files = ReadonlyMap<string, string>;

/** An object that is on its way; steps are added while its build goes on. */
interface Traveller extends Gathered {
  readonly resource: Resource;
  readonly path: string;
  readonly document: SourceDocument;
  readonly steps: Step[];
  readonly generator?: number;
  /** The kustomizations from the one that names its file to the root. */
  readonly way: Layer[];
}

export class KustomizeRoot implements BuildContext {
  readonly origins = new Origins();
  /** What cannot be taken in. */
  readonly missing: string[] = [];
  readonly #files: Files;
  readonly #documents = new Map<string, SourceDocument[]>();
  readonly #layers = new Map<string, Layer>();
  /** What each kustomization has gathered when its transformers run. */
  readonly #gathered = new Map<Step, Traveller[]>();
  readonly #variables: { readonly facts: VariableFacts; readonly at: Step }[] = [];
  #configuration: FieldConfiguration = defaultFields;
  #travellers: Traveller[] = [];

  constructor(files: Files) {
    this.#files = files;
  }

  /**
   * All objects that the kustomization of a folder builds, those that are deleted or local left out.
   * @throws Error where `stepsThrough` has another order than the one in which they are gathered here
   */
  build(folder: string): Built[] {
    const root = this.#layerIn(folder);
    if (!root) throw new Error(`There is no kustomization in ${folder}.`);
    this.#travellers = [];
    this.#configuration = this.#gather(root, this.#travellers, defaultFields, []);
    for (const traveller of this.#travellers) this.#compareSteps(traveller);
    const objects = this.#travellers.map((traveller) => built(traveller, this)).filter(isThere);
    const named = objects.map((object) => this.#withReferences(object, objects));
    const values = this.#values(named);
    const finished =
      values.size === 0
        ? named
        : named.map((object) => withVariables(object, (name) => values.get(name), this.#configuration.varReference));
    return finished.filter(({ deleted }) => !deleted);
  }

  gathered(at: Step): Traveller[] {
    return (this.#gathered.get(at) ?? []).map((traveller) => upTo(traveller, at));
  }

  /** @returns the fields that are known once the kustomization is done */
  #gather(layer: Layer, found: Traveller[], known: FieldConfiguration, outside: readonly Layer[]): FieldConfiguration {
    if (outside.includes(layer)) throw new Error("The kustomization contains itself.");
    const inside = [...outside, layer];
    let configuration = known;
    for (const { path } of layer.facts.resources) {
      const inner = this.#layerIn(joined(layer.folder, path));
      if (!inner) {
        this.#addFile(layer, path, found);
        continue;
      }
      const own: Traveller[] = [];
      const added = this.#gather(inner, own, defaultFields, inside);
      for (const traveller of own) traveller.way.push(layer);
      found.push(...own);
      configuration = joinedConfigurations(configuration, added);
    }
    configuration = joinedConfigurations(configuration, ...layer.configurations);
    this.#take(found, { layer, stage: "generate", configuration });
    this.#addGenerated(layer, found);
    for (const { path } of layer.facts.components) {
      const component = this.#layerIn(joined(layer.folder, path));
      if (!component) {
        this.missing.push(path);
        continue;
      }
      const before = new Set(found);
      configuration = this.#gather(component, found, configuration, inside);
      for (const traveller of found) if (!before.has(traveller)) traveller.way.push(layer);
    }
    const transform: Step = { layer, stage: "transform", configuration };
    this.#take(found, transform);
    this.#gathered.set(transform, [...found]);
    for (const facts of layer.facts.variables) this.#variables.push({ facts, at: transform });
    return configuration;
  }

  #take(found: readonly Traveller[], step: Step): void {
    for (const { steps } of found) steps.push(step);
  }

  #addFile(layer: Layer, reference: string, found: Traveller[]): void {
    const path = joined(layer.folder, reference) ?? reference;
    const documents = this.#documentsOf(path);
    if (!documents) this.missing.push(path);
    for (const document of documents ?? []) {
      for (const resource of resourcesOf(document.tree().root))
        found.push({ resource, path, document, steps: [], way: [layer] });
    }
  }

  #addGenerated(layer: Layer, found: Traveller[]): void {
    for (const { generator, resource } of generatedBy(layer)) {
      const step: Step = { layer, stage: "generate" };
      found.push({ resource, path: layer.path, document: layer.document, steps: [step], way: [layer], generator });
    }
  }

  /** The order that the layer says must be the one of the simulation. */
  #compareSteps({ steps, way }: Traveller): void {
    const said = stepsThrough(way, {
      componentsOf: (layer) => layer.facts.components.map(({ path }) => this.#layerIn(joined(layer.folder, path))),
      step: (layer, stage) => ({ layer, stage }),
    });
    const shown = (all: readonly Step[]) => all.map(({ layer, stage }) => `${stage} ${layer.path}`).join(", ");
    if (shown(said) !== shown(steps)) throw new Error(`${shown(said)} is not ${shown(steps)}`);
  }

  #withReferences(object: Built, objects: readonly Built[]): Built {
    return withReferences(
      object,
      {
        named: ({ name }) => objects.filter(({ identities }) => identities.some((identity) => identity.name === name)),
        beginsIn: (namespace, isReached) =>
          objects.some((one) => {
            const [first] = one.identities;
            return (
              first !== undefined &&
              !isClusterScoped(first) &&
              effectiveNamespace(first) === namespace &&
              isReached(one)
            );
          }),
      },
      this.#configuration.nameReference,
    );
  }

  #values(named: readonly Built[]): Map<string, VariableValue | undefined> {
    const alive = this.#travellers.filter((traveller) => isThere(built(traveller, this)));
    return new Map(
      this.#variables.map(({ facts, at }) => {
        const source = alive.findIndex(
          (traveller) =>
            traveller.steps.includes(at) && isVariableSource(facts, built(upTo(traveller, at), this).identities),
        );
        const object = named[source];
        return [facts.name, object && variableValue(facts, object)];
      }),
    );
  }

  /** @param path undefined for a folder that cannot be reached */
  #layerIn(path: string | undefined): Layer | undefined {
    const files = kustomizationFileNames.map((name) => `${path}/${name}`);
    const file = files.find((name) => this.#files.has(name));
    return file === undefined ? undefined : this.#layerOf(file);
  }

  #layerOf(path: string): Layer | undefined {
    const known = this.#layers.get(path);
    const [document] = this.#documentsOf(path) ?? [];
    if (known || !document) return known;
    const placed = (reference: string) => joined(layer.folder, reference) ?? "";
    const layer: Layer = new Layer(
      document,
      {
        documentsOf: (reference) => this.#documentsOf(placed(reference)),
        textOf: (reference) => this.#files.get(placed(reference)),
      },
      this.origins,
    );
    this.#layers.set(path, layer);
    return layer;
  }

  #documentsOf(path: string): readonly SourceDocument[] | undefined {
    const text = this.#files.get(path);
    const known = this.#documents.get(path);
    if (known || text === undefined) return known;
    const documents = splitDocuments(text).map(({ start, end }) => new TextDocument(path, text.slice(start, end)));
    this.#documents.set(path, documents);
    return documents;
  }
}

class TextDocument implements SourceDocument {
  readonly path: string;
  readonly text: string;
  #tree: ParsedDocument | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  tree(): ParsedDocument {
    this.#tree ??= parseDocument(this.text);
    return this.#tree;
  }
}

function upTo(traveller: Traveller, at: Step): Traveller {
  return { ...traveller, steps: traveller.steps.slice(0, traveller.steps.indexOf(at) + 1) };
}

/** Local objects are there until the end. */
function isThere({ deleted, local }: Built): boolean {
  return !deleted || local;
}
