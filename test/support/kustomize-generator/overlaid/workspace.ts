// A random base under one to three overlays: what each changes, by which means, and the files that say so.
import type { Choices } from "../../choices";
import { nameOf, text } from "../patches";
import { documents, type Fields, isFields, type Value, written } from "../yaml-writer";
import { claim, object, randomApplications, scaler } from "./applications";
import { randomChange } from "./changes";
import { podsOf, templateFor } from "./workloads";

export interface OverlaidBase {
  /** By path, with a leading `/`. */
  readonly files: ReadonlyMap<string, string>;
  /** Folders of the overlays; each is a build of its own. */
  readonly overlays: readonly string[];
}

const overlayNames = ["production", "staging", "review"] as const;

/** The same choices give the same bytes. Names that an overlay adds are of no other. */
export function overlaidBase(choices: Choices): OverlaidBase {
  return new OverlaidBaseWriter(choices).whole();
}

/** Entries of a kustomization, some of whose fields are lists that several changes add to. */
type Lists = Record<string, Value[]>;

class OverlaidBaseWriter {
  readonly #choices: Choices;
  readonly #files = new Map<string, string>();

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  whole(): OverlaidBase {
    const choices = this.#choices;
    const objects = this.#base();
    const below = choices.chance(20) ? this.#layer("/middle", "/base", objects) : { folder: "/base", objects };
    const shared = choices.chance(15) ? this.#component("/components/shared", objects) : undefined;
    const count = choices.pick(1, 2, 2, 3);
    const overlays = overlayNames.slice(0, count).map((name) => {
      const components = [
        ...(shared && choices.chance(70) ? [shared] : []),
        ...(choices.chance(25) ? [this.#component(`/components/${name}`, below.objects)] : []),
      ];
      return this.#layer(`/overlays/${name}`, below.folder, below.objects, components).folder;
    });
    if (choices.chance(40)) this.#files.set("/.rightkind.yaml", configuration(choices));
    return { files: this.#files, overlays };
  }

  #base(): Fields[] {
    const choices = this.#choices;
    const objects = choices.shuffled(randomApplications(choices));
    const half = choices.chance(60) ? Math.ceil(objects.length / 2) : objects.length;
    const parts = [objects.slice(0, half), objects.slice(half)].filter((part) => part.length > 0);
    const resources = parts.map((part, index) =>
      this.#file("/base", `objects-${index}.yaml`, documents(part, choices)),
    );
    const literals = ["seed=db-0.db-headless", "level=info"];
    const generated = choices.chance(15) ? { configMapGenerator: [{ name: "settings", literals }] } : {};
    this.#kustomization("/base", { resources, ...generated, ...this.#transformers(objects, 12) });
    return objects;
  }

  /** @returns the objects that are still there above it, as they were written */
  #layer(folder: string, below: string, objects: readonly Fields[], components: readonly string[] = []) {
    const choices = this.#choices;
    const own = this.#own(folder, objects);
    const { lists, alive } = this.#changes(folder, [...objects, ...own]);
    const added = own.length > 0 ? [this.#file(folder, "own.yaml", documents(own, choices))] : [];
    this.#kustomization(folder, {
      resources: [relative(folder, below), ...added],
      ...(components.length > 0 ? { components: components.map((path) => relative(folder, path)) } : {}),
      ...lists,
      ...this.#transformers(objects, 35),
    });
    return { folder, objects: alive };
  }

  #component(folder: string, objects: readonly Fields[]): string {
    // It stands beside others, who must find what they change: nothing is taken out here.
    const { lists } = this.#changes(folder, objects, { mayDelete: false });
    const content = { ...lists, ...this.#transformers(objects, 10) };
    this.#kustomization(folder, {
      apiVersion: "kustomize.config.k8s.io/v1alpha1",
      kind: "Component",
      // Kustomize refuses one that says nothing.
      ...(Object.keys(content).length > 0 ? content : { commonAnnotations: { note: "shared" } }),
    });
    return folder;
  }

  #changes(folder: string, objects: readonly Fields[], { mayDelete = true } = {}) {
    const choices = this.#choices;
    const lists: Lists = {};
    let alive = objects;
    for (let count = choices.below(5); count > 0; count--) {
      const changed = choices.anyOf(alive);
      if (!changed) break;
      if (mayDelete && alive.length > 1 && choices.chance(15)) {
        this.#addMerged(folder, lists, changed, { $patch: "delete" });
        alive = alive.filter((one) => one !== changed);
        continue;
      }
      const change = randomChange(changed, choices);
      if (!change) continue;
      if (choices.chance(50)) this.#addMerged(folder, lists, changed, change.merged);
      else this.#addOperations(folder, lists, changed, change.operations);
    }
    return { lists, alive };
  }

  #addMerged(folder: string, lists: Lists, changed: Fields, merged: Fields): void {
    const choices = this.#choices;
    const { apiVersion = "", kind = "" } = changed;
    const { metadata, ...rest } = merged;
    const names = identity(changed);
    const patch = { apiVersion, kind, metadata: { ...(isFields(metadata) ? metadata : {}), ...names }, ...rest };
    const content = written(patch, choices);
    const file = choices.chance(50) ? this.#patchFile(folder, content) : undefined;
    if (choices.chance(20)) push(lists, "patchesStrategicMerge", file ?? content);
    else push(lists, "patches", { ...(file ? { path: file } : { patch: content }), ...this.#target(changed, 30) });
  }

  #addOperations(folder: string, lists: Lists, changed: Fields, operations: readonly Fields[]): void {
    const choices = this.#choices;
    const content = choices.chance(40) ? `${JSON.stringify(operations)}\n` : written(operations, choices);
    const place = choices.chance(40) ? { path: this.#patchFile(folder, content) } : { patch: content };
    push(lists, choices.chance(20) ? "patchesJson6902" : "patches", { ...place, ...this.#target(changed, 100) });
  }

  #target(changed: Fields, percent: number): Fields {
    if (!this.#choices.chance(percent)) return {};
    const { apiVersion = "", kind = "" } = changed;
    const [group, version] = text(apiVersion).includes("/") ? text(apiVersion).split("/") : ["", text(apiVersion)];
    const exact = { group: group ?? "", version: version ?? "", kind, ...identity(changed) };
    return { target: this.#choices.chance(50) ? exact : { kind, ...identity(changed) } };
  }

  /** @param percent how likely each is */
  #transformers(objects: readonly Fields[], percent: number): Fields {
    const choices = this.#choices;
    const scalable = objects.filter(({ kind }) => /^(?:Deployment|StatefulSet|ReplicaSet)$/.test(text(kind)));
    const scaled = choices.anyOf(scalable);
    const some = (fields: Fields) => (choices.chance(percent) ? fields : {});
    const label = choices.pick<Fields>(
      { pairs: { region: "eu" }, includeSelectors: true },
      { pairs: { region: "eu" }, includeTemplates: true },
      { pairs: { region: "eu" } },
      { pairs: { app: "one" }, includeSelectors: true },
      { pairs: { tier: "server" }, includeTemplates: true },
    );
    return {
      ...some({ namePrefix: choices.pick("eu-", "new-") }),
      ...(choices.chance(percent / 2) ? { nameSuffix: "-2" } : {}),
      ...some({ namespace: choices.pick("shop", "europe") }),
      ...some(choices.chance(70) ? { labels: [label] } : { commonLabels: { stage: "late" } }),
      ...(scaled ? some({ replicas: [{ name: nameOf(scaled), count: choices.pick(1, 2, 4) }] }) : {}),
      ...(choices.chance(percent / 2)
        ? {
            images: [{ name: choices.pick("mysql", "nginx", "redis"), newName: choices.pick("postgres", "memcached") }],
          }
        : {}),
    };
  }

  /** Objects that only one overlay has; what they name is in the base, or of the same overlay. */
  #own(folder: string, objects: readonly Fields[]): Fields[] {
    const choices = this.#choices;
    if (!choices.chance(35)) return [];
    const name = `own-${folder.slice(folder.lastIndexOf("/") + 1)}`;
    const namespace = objects.map(({ metadata }) => (isFields(metadata) ? metadata.namespace : undefined))[0];
    const place = namespace === undefined ? undefined : text(namespace);
    const claims = objects.filter(({ kind }) => kind === "PersistentVolumeClaim");
    const used = choices.anyOf(claims);
    const target = choices.anyOf(objects.filter(({ kind }) => kind === "Deployment" || kind === "StatefulSet"));
    const user = (claimName: string): Fields => {
      const { apiVersion, spec } = podsOf("Deployment", templateFor(name, "Deployment", [claimName], choices));
      return object(apiVersion, "Deployment", name, place, { selector: { matchLabels: { app: name } }, ...spec });
    };
    const options: (() => Fields[])[] = [
      () => [claim(name, place, choices), user(name)],
      ...(used ? [() => [user(nameOf(used))]] : []),
      ...(target
        ? [
            () => {
              const { apiVersion = "", kind = "" } = target;
              const meant: Fields = { apiVersion, kind, name: nameOf(target) };
              return [scaler(choices.pick("HorizontalPodAutoscaler", "ScaledObject"), name, meant, place, choices)];
            },
          ]
        : []),
      () => [object("v1", "Service", name, place, { selector: { app: name }, ports: [{ port: 80 }] })],
    ];
    return choices.anyOf(options)?.() ?? [];
  }

  #kustomization(folder: string, content: Fields): void {
    this.#files.set(`${folder}/kustomization.yaml`, written(content, this.#choices));
  }

  #file(folder: string, name: string, content: string): string {
    this.#files.set(`${folder}/${name}`, content);
    return name;
  }

  #patchFile(folder: string, content: string): string {
    const count = [...this.#files.keys()].filter((path) => path.startsWith(`${folder}/patch-`)).length;
    return this.#file(folder, `patch-${count}.yaml`, content);
  }
}

/** What the command line and the editor are told alike; nothing in it depends on paths. */
function configuration(choices: Choices): string {
  return choices.pick(
    "profile: strict\n",
    "profile: minimal\n",
    'kubernetesVersion: "1.33"\n',
    "cluster: {nodes: 1}\n",
    "storageClasses:\n  nfs: {enforcesReadWriteOnce: false}\n",
    "defaultNamespace: shop\n",
    "singletons: [db]\nrules:\n  deployment-rwo-claim-rolling-update: error\n",
    "statefulImages: [registry.example/server]\n",
  );
}

function identity({ metadata }: Fields): Fields {
  if (!isFields(metadata)) return {};
  return {
    name: metadata.name ?? "",
    ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
  };
}

function push(lists: Lists, field: string, value: Value): void {
  const list = lists[field] ?? [];
  list.push(value);
  lists[field] = list;
}

function relative(from: string, to: string): string {
  return `${"../".repeat(from.split("/").length - 1)}${to.slice(1)}`;
}
