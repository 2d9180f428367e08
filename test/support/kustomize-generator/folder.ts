// Random folders of kustomizations: a base or two, overlays over them, components.
import type { Choices } from "../choices";
import { randomObjects } from "./objects";
import { type PatchSet, randomPatches } from "./patches";
import { randomReferences, randomVariables } from "./references";
import { randomGenerators, randomTransformers } from "./transformers";
import { documents, type Fields, isFields, type Value, written } from "./yaml-writer";

export interface GeneratedFolder {
  /** By path, with a leading `/`. */
  readonly files: ReadonlyMap<string, string>;
  /** The folder of the outermost kustomization. */
  readonly root: string;
}

export function generatedFolder(choices: Choices): GeneratedFolder {
  return new FolderGenerator(choices).folder();
}

class FolderGenerator {
  readonly #choices: Choices;
  readonly #files = new Map<string, string>();
  #components = 0;

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  folder(): GeneratedFolder {
    const choices = this.#choices;
    const bases = choices.chance(20) ? ["/base", "/more"] : ["/base"];
    const gathered: Fields[] = [];
    for (const base of bases) gathered.push(...this.#kustomization(base, [], [], "Kustomization", [...gathered]));
    let inner = bases;
    let objects = gathered;
    const overlays = choices.below(4);
    for (let index = 0; index < overlays; index++) {
      const folder = `/overlay-${index}`;
      objects = this.#kustomization(folder, inner, objects, "Kustomization");
      inner = [folder];
    }
    // Several bases need something above them.
    if (inner.length > 1) {
      this.#kustomization("/top", inner, objects, "Kustomization");
      inner = ["/top"];
    }
    return { files: this.#files, root: inner[0] ?? "/base" };
  }

  /**
   * @param beside objects that it must not gather once more
   * @returns all objects that are gathered once it is done, as they were written
   */
  #kustomization(
    folder: string,
    inner: readonly string[],
    known: readonly Fields[],
    kind: string,
    beside: readonly Fields[] = [],
  ): Fields[] {
    const choices = this.#choices;
    const own = new Map<string, string>();
    const isBase = inner.length === 0 && kind === "Kustomization";
    const added =
      isBase || choices.chance(25) ? this.#objects(own, isBase ? 3 + choices.below(5) : 1, [...known, ...beside]) : [];
    const generators = randomGenerators(choices, [...known, ...added], own);
    const components = choices.chance(20) && this.#components < 3 ? this.#componentFolders() : [];
    let objects = [...known, ...added, ...generated(generators)];
    for (const component of components) objects = this.#kustomization(component, [], objects, "Component");
    const patches: PatchSet = randomPatches(choices, objects);
    for (const [file, text] of patches.files) own.set(file, text);
    const up = (path: string) => (choices.chance(50) ? `..${path}` : `../${path.slice(1)}/`);
    const resources = [...inner.map(up), ...[...own.keys()].filter((file) => file.startsWith("objects"))];
    const content: Fields = {
      ...(kind === "Component" ? { apiVersion: "kustomize.config.k8s.io/v1alpha1", kind } : {}),
      ...(kind === "Kustomization" && choices.chance(70)
        ? { apiVersion: "kustomize.config.k8s.io/v1beta1", kind }
        : {}),
      ...(resources.length > 0 ? { resources } : {}),
      ...(components.length > 0 ? { components: components.map(up) } : {}),
      ...generators,
      ...randomTransformers(choices, objects),
      ...(patches.patches.length > 0 ? { patches: patches.patches } : {}),
      ...(patches.patchesStrategicMerge.length > 0 ? { patchesStrategicMerge: patches.patchesStrategicMerge } : {}),
      ...(patches.patchesJson6902.length > 0 ? { patchesJson6902: patches.patchesJson6902 } : {}),
      ...randomReferences(choices, objects, own),
      ...(isBase && folder === "/base" && choices.chance(35) ? randomVariables(choices, objects) : {}),
    };
    const isEmpty = Object.keys(content).every((key) => key === "apiVersion" || key === "kind");
    this.#files.set(
      `${folder}/kustomization.yaml`,
      written(isEmpty ? { ...content, nameSuffix: "-z" } : content, choices),
    );
    for (const [file, text] of own) this.#files.set(`${folder}/${file}`, text);
    return objects;
  }

  #componentFolders(): string[] {
    return Array.from({ length: 1 + this.#choices.below(2) }, () => `/component-${this.#components++}`);
  }

  #objects(own: Map<string, string>, count: number, known: readonly Fields[]): Fields[] {
    const choices = this.#choices;
    const seen = new Set(known.map(identity));
    const made: Fields[] = [];
    for (let index = 0; index < count; index++) {
      for (const object of randomObjects(choices, ["one", "two", "default"])) {
        if (seen.has(identity(object))) continue;
        seen.add(identity(object));
        made.push(object);
      }
    }
    if (made.length === 0) return [];
    const list = choices.chance(10) ? [{ apiVersion: "v1", kind: "List", items: made } as Fields] : made;
    const half = choices.chance(40) ? Math.ceil(list.length / 2) : list.length;
    own.set("objects.yaml", documents(list.slice(0, half), choices));
    if (half < list.length) own.set("objects-2.yaml", documents(list.slice(half), choices));
    return made;
  }
}

/** In whatever namespace: overlays may put all into one. */
function identity({ apiVersion, kind, metadata }: Fields): string {
  return JSON.stringify([apiVersion, kind, isFields(metadata) ? metadata.name : ""] as Value);
}

function generated(generators: Fields): Fields[] {
  return (["configMapGenerator", "secretGenerator"] as const).flatMap((field) => {
    const entries = generators[field];
    if (!Array.isArray(entries)) return [];
    return entries.flatMap((entry: Value): Fields[] =>
      isFields(entry) && entry.behavior === undefined
        ? [
            {
              apiVersion: "v1",
              kind: field === "secretGenerator" ? "Secret" : "ConfigMap",
              metadata: { name: entry.name ?? "" },
              data: { k: "v" },
            },
          ]
        : [],
    );
  });
}
