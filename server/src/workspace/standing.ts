// The objects of each document as they stand in its units: built where a kustomization builds them, else as they are written.

import type { Resource } from "../kubernetes/resource";
import { isWholeWorkload, podRunner } from "../kubernetes/workload";
import { generatedBy } from "../kustomize/build";
import { effectiveNamespace } from "../kustomize/identity";
import { samePlain } from "../tracking/same";
import type { Kept, Tracker } from "../tracking/tracker";
import { type Built, built, builtAlone, resourceIn } from "./build";
import type { Called, Calls } from "./calls";
import type { Document, WrittenObject } from "./document";
import { namespaceOf, type ObjectGraph } from "./graph/object-graph";
import { keys } from "./keys";
import { objectFacts } from "./object-facts";
import { isSame, slotOf, type WorkspaceObject } from "./objects/workspace-object";
import { joined } from "./paths";
import type { Reader } from "./reader";
import { generatedIndex, type Slot } from "./slot";
import { sourcePrint } from "./source-print";
import type { SourceValues } from "./source-values";
import type { Layer, Membership, Unit } from "./units/unit";

/** The namespace that the configuration gives to the objects of a file which name none. */
export type DefaultNamespaces = (path: string) => string | undefined;

/** What an object says to others in one unit. */
type Said = Pick<WrittenObject, "index" | "facts" | "named">;

/** A document's objects in one build, kept true while patches and layers change. */
interface BuildTask {
  readonly unit: Unit;
  readonly layers: readonly Layer[];
  /** The revision of the document that was built. */
  readonly revision: number;
  readonly said: Kept<readonly Said[]>;
  /** Of the objects whose names were noted. */
  readonly indexes: Set<number>;
}

export interface StandingOptions {
  readonly tracker: Tracker;
  readonly graph: ObjectGraph;
  readonly calls: Calls;
  readonly sources: SourceValues;
  /** For what objects say to others. */
  readonly reader: Reader;
}

/** Longer chains of values that builds take from each other are loops. */
const MOST_ROUNDS = 20;

export class Standing {
  readonly #tracker: Tracker;
  readonly #graph: ObjectGraph;
  readonly #calls: Calls;
  readonly #sources: SourceValues;
  readonly #reader: Reader;
  readonly #objects = new Map<Document, readonly WorkspaceObject[]>();
  readonly #tasks = new Map<Document, Map<string, BuildTask>>();
  readonly #memberships = new Map<Document, readonly Membership[]>();
  readonly #hidden = new Set<Document>();
  /** Documents some of whose builds may be others now. */
  readonly #doubtful = new Set<Document>();
  /** Documents whose objects were looked at again; undefined while nobody wants to know. */
  #lookedAt: Set<Document> | undefined;
  #defaultNamespaces: DefaultNamespaces = () => undefined;
  #nextId = 0;
  /** How many objects were built so far. */
  builtObjects = 0;

  constructor({ tracker, graph, calls, sources, reader }: StandingOptions) {
    this.#tracker = tracker;
    this.#graph = graph;
    this.#calls = calls;
    this.#sources = sources;
    this.#reader = reader;
  }

  set defaultNamespaces(defaultNamespaces: DefaultNamespaces) {
    this.#defaultNamespaces = defaultNamespaces;
  }

  objectsOf(document: Document): readonly WorkspaceObject[] {
    this.#tracker.read(standingKey(document));
    return this.#objects.get(document) ?? [];
  }

  /** One object of a document in each of its units. */
  objectsAt(document: Document, index: number): readonly WorkspaceObject[] {
    this.#tracker.read(placeKey(document, index));
    return this.#objects.get(document)?.filter((object) => object.index === index) ?? [];
  }

  /** @param memberships none where the document is no manifest to its neighbours */
  stand(document: Document, memberships: readonly Membership[], { isHidden }: { readonly isHidden: boolean }): void {
    if (memberships.length > 0) this.#memberships.set(document, memberships);
    else this.#memberships.delete(document);
    if (isHidden) this.#hidden.add(document);
    else this.#hidden.delete(document);
    this.#takeNow(document);
  }

  /** What the document's objects are built with says something else, perhaps. */
  doubt(document: Document): void {
    for (const task of this.#tasks.get(document)?.values() ?? []) task.said.giveUp();
    this.#doubtful.add(document);
  }

  /** From now on it is noted whose objects may be others than before. */
  watch(): void {
    this.#lookedAt = new Set();
  }

  /** The documents that were looked at since then. */
  watched(): ReadonlySet<Document> {
    const seen = this.#lookedAt ?? new Set();
    this.#lookedAt = undefined;
    return seen;
  }

  remove(document: Document): void {
    this.#lookedAt?.add(document);
    this.#memberships.delete(document);
    this.#take(document, []);
    for (const task of this.#tasks.get(document)?.values() ?? []) {
      task.said.giveUp();
      this.#uncall(document, task);
    }
    this.#tasks.delete(document);
    this.#doubtful.delete(document);
    this.#hidden.delete(document);
  }

  /** Builds again what may be other now. @returns is all done? Not where the time was over before */
  settle(isOver: () => boolean): boolean {
    // A build may take a value from another one, which is perhaps made again after it.
    for (let round = 0; this.#doubtful.size > 0 && round < MOST_ROUNDS; round++) {
      for (const document of [...this.#doubtful]) {
        if (isOver()) return false;
        this.#doubtful.delete(document);
        this.#takeNow(document);
      }
    }
    return this.#graph.settle(isOver);
  }

  #takeNow(document: Document): void {
    this.#lookedAt?.add(document);
    const memberships = this.#memberships.get(document) ?? [];
    this.#dropTasks(document, memberships);
    const before = new Map((this.#objects.get(document) ?? []).map((object) => [slotOf(object), object]));
    const defaultNamespace = this.#defaultNamespaces(document.path);
    const hidden = this.#hidden.has(document);
    const now = memberships.flatMap(({ unit, layers }) => {
      const said = unit.kind === "kustomization" ? this.#task(document, unit, layers).said.get() : document.objects;
      return said.map((one): WorkspaceObject => {
        const namespace = namespaceOf(one.facts, defaultNamespace);
        const { index, facts, named } = one;
        const object: WorkspaceObject = {
          id: this.#nextId++,
          document,
          index,
          item: document.objects[index]?.item,
          unit,
          layers,
          facts,
          named,
          hidden,
          namespace,
        };
        const former = before.get(slotOf(object));
        return former && isSame(former, object) ? former : object;
      });
    });
    this.#take(document, now);
  }

  /** Puts the present objects of a document into the graph in place of its former ones. */
  #take(document: Document, now: readonly WorkspaceObject[]): void {
    const before = this.#objects.get(document) ?? [];
    const present = new Map(now.map((object) => [slotOf(object), object]));
    const changed = new Set<number>();
    for (const former of before) {
      const slot = slotOf(former);
      const object = present.get(slot);
      present.delete(slot);
      if (object === former) continue;
      changed.add(former.index);
      this.#graph.put(object, former);
    }
    for (const object of present.values()) {
      changed.add(object.index);
      this.#graph.put(object, undefined);
    }
    if (changed.size === 0) return;
    if (now.length > 0) this.#objects.set(document, now);
    else this.#objects.delete(document);
    this.#tracker.touch(standingKey(document));
    for (const index of changed) this.#tracker.touch(placeKey(document, index));
  }

  #task(document: Document, unit: Unit, layers: readonly Layer[]): BuildTask {
    const tasks = this.#tasks.get(document) ?? new Map<string, BuildTask>();
    const known = tasks.get(unit.key);
    if (known && known.revision === document.revision) return known;
    known?.said.giveUp();
    // What is called as before must wake nobody, so names are compared and not taken back.
    const indexes = known?.indexes ?? new Set<number>();
    const said = this.#tracker.keep(() => this.#build(document, { unit, layers }, indexes), {
      same: samePlain,
      onDoubt: () => this.#doubtful.add(document),
    });
    const task: BuildTask = { unit, layers, revision: document.revision, said, indexes };
    tasks.set(unit.key, task);
    this.#tasks.set(document, tasks);
    return task;
  }

  #build(document: Document, membership: Membership, indexes: Set<number>): readonly Said[] {
    const slots = document.kustomization
      ? generatorsOf(membership, this.#reader).map((index) => ({ ...membership, document, index }))
      : document.objects.map(({ index }) => ({ ...membership, document, index }));
    // First under which names all of them go: those that come after may be named by those before.
    const alone = slots.map((slot) => this.#call(slot));
    const present = new Set(slots.map(({ index }) => index));
    for (const index of indexes) if (!present.has(index)) this.#forget({ ...membership, document, index });
    indexes.clear();
    for (const index of present) indexes.add(index);
    return slots.flatMap((slot, place): Said | [] => {
      const own = alone[place];
      const resource = resourceIn(slot, this.#reader);
      if (!own || own.deleted || !resource) return [];
      const written = document.objects[slot.index];
      const whole = built(resource, slot, this.#reader);
      if (written && !whole.changed && document.content === "manifest")
        return { index: slot.index, facts: written.facts, named: written.named };
      // What the build does not complete either is laid over something that is there already.
      if (document.content === "patch" && isPiece(whole.resource)) return [];
      const facts = objectFacts(whole.resource);
      return {
        index: slot.index,
        facts,
        named: (written?.named ?? true) && facts.name !== "",
      };
    });
  }

  /** Builds an object alone, and notes how it is called. */
  #call(slot: Slot): Built | undefined {
    this.builtObjects++;
    const object = builtAlone(slot, this.#reader);
    this.#calls.set(slot, object && calledAs(object));
    if (object) this.#sources.note(slot, () => sourcePrint(slot, object, this.#reader));
    for (const { layer, entry } of object?.patches ?? []) {
      const path = entry.path === undefined ? undefined : joined(layer.folder, entry.path);
      if (path !== undefined) this.#tracker.read(keys.patch(layer.path, path));
    }
    return object;
  }

  #forget(slot: Slot): void {
    this.#calls.set(slot, undefined);
    this.#sources.forget(slot);
  }

  /** Objects that the document has no more are called nothing. */
  #uncall(document: Document, { unit, layers, indexes }: BuildTask): void {
    for (const index of indexes) this.#forget({ document, index, unit, layers });
    indexes.clear();
  }

  #dropTasks(document: Document, memberships: readonly Membership[]): void {
    const tasks = this.#tasks.get(document);
    if (!tasks) return;
    for (const [key, task] of tasks) {
      if (memberships.some(({ unit, layers }) => unit === task.unit && layers === task.layers)) continue;
      task.said.giveUp();
      tasks.delete(key);
      this.#uncall(document, task);
    }
    if (tasks.size === 0) this.#tasks.delete(document);
  }
}

function isPiece(resource: Resource): boolean {
  const view = podRunner(resource);
  return view !== undefined && !isWholeWorkload(view);
}

/** The names by which others may mean it, and whether these must be given another. */
function calledAs({ identities, hashed, deleted, local, patches }: Built): Called {
  const [first] = identities;
  const last = identities.at(-1);
  const isThere = !deleted || local;
  return {
    names: identities.map(({ name }) => name),
    kinds: identities.map(({ kind }) => kind),
    namespace: first ? effectiveNamespace(first) : "",
    print: identities.map((one) => Object.values(one).join("/")).join() + (hashed ? "#" : ""),
    renamed: isThere && (hashed || first?.name !== last?.name || first?.namespace !== last?.namespace),
    goneIn: isThere ? undefined : patches.at(-1)?.layer.path,
  };
}

/** The indexes of what the innermost kustomization generates. */
function generatorsOf({ layers: [layer] }: Membership, reader: Reader): number[] {
  const own = layer && reader.layerAt(layer.path);
  return own ? generatedBy(own).map(({ generator }) => generatedIndex(generator)) : [];
}

function standingKey({ id }: Document): string {
  return `objects ${id}`;
}

function placeKey({ id }: Document, index: number): string {
  return `objects ${id}.${index}`;
}
