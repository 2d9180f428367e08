// Asks about other objects for one object in one of its units: how the groups of look-ups reach the workspace.
import type { Assumptions } from "../../config/assumptions";
import { LONGEST_NAME } from "../../kubernetes/dns-label";
import type { ReferenceTarget } from "../../kubernetes/references/reference";
import { isPlaceholder } from "../../kubernetes/template-markers";
import { sameItems } from "../../tracking/same";
import type { Same } from "../../tracking/tracker";
import { type Answer, sameAnswer, shownOf } from "../answer";
import type { Link } from "../graph/links";
import { isClusterScoped, nameKey, type Vantage } from "../graph/names";
import type { ObjectGraph } from "../graph/object-graph";
import { keys } from "../keys";
import type { WorkspaceObject } from "../objects/workspace-object";
import type { Workspace } from "../workspace";

export class Asker {
  readonly workspace: Workspace;
  readonly subject: WorkspaceObject;
  readonly #assumptions: () => Assumptions;

  /** @param assumptions what the configuration says now about the subject's file */
  constructor(workspace: Workspace, subject: WorkspaceObject, assumptions: () => Assumptions) {
    this.workspace = workspace;
    this.subject = subject;
    this.#assumptions = assumptions;
  }

  get assumptions(): Assumptions {
    this.workspace.tracker.read(keys.configuration);
    return this.#assumptions();
  }

  get graph(): ObjectGraph {
    return this.workspace.objects;
  }

  /**
   * The answer to a question of this subject, kept for as long as somebody rests on it.
   * @param question no other question of any group may have the same words
   */
  ask<T>(question: string, compute: () => T, same?: Same<T>): T {
    return this.workspace.tracker.ask(`${this.subject.id} ${this.subject.unit.key} ${question}`, compute, same);
  }

  /** `ask` for a yes or no. */
  holds(question: string, compute: () => boolean): boolean {
    return this.ask(question, compute);
  }

  /** `ask` for objects, wherever they are. */
  objects(question: string, compute: () => readonly WorkspaceObject[]): readonly WorkspaceObject[] {
    return this.ask(question, compute, sameItems);
  }

  /** `ask` for objects of the unit, of which those in the subject's namespace count. */
  neighbours(question: string, compute: () => readonly WorkspaceObject[]): readonly WorkspaceObject[] {
    return this.objects(question, () => compute().filter((other) => this.isBeside(other)));
  }

  /** What a name means, from where the subject stands. */
  named(target: ReferenceTarget): Answer {
    // Nothing is called so: neither a question nor an answer is worth its length.
    if (target.name.length > LONGEST_NAME) return nothing("unknown");
    return this.ask(`object ${nameKey(target)}`, () => this.#nearest(target), sameAnswer);
  }

  /** In the subject's unit and, as far as it is written, in its namespace? */
  isBeside({ unit, namespace }: WorkspaceObject): boolean {
    const mine = this.subject.namespace;
    return unit.key === this.subject.unit.key && (mine === namespace || mine === undefined || namespace === undefined);
  }

  isSubject({ document, index }: WorkspaceObject): boolean {
    return document === this.subject.document && index === this.subject.index;
  }

  /** Those who refer to an object, as seen from the subject's unit; each object once, those of the unit first. */
  referringTo(object: WorkspaceObject, isMeant: (link: Link) => boolean): readonly WorkspaceObject[] {
    return this.seen([...this.graph.links.to(object)].filter(isMeant).map(({ from }) => from));
  }

  /**
   * Objects as seen from the subject's unit: two overlays build two objects of one document, and what stands in the unit
   * means what it means there.
   */
  seen(objects: Iterable<WorkspaceObject>): WorkspaceObject[] {
    const { unit } = this.subject;
    const inside = new Set<WorkspaceObject>();
    const outside = new Map<string, WorkspaceObject>();
    for (const object of objects) {
      if (object.unit === unit) inside.add(object);
      else if (!this.#isBuiltHere(object)) {
        const key = `${object.document.id} ${object.index}`;
        const known = outside.get(key);
        if (!known || object.unit.key < known.unit.key) outside.set(key, object);
      }
    }
    return [...inside, ...outside.values()];
  }

  /** From where the subject's own names are looked up. */
  vantage(target: Pick<ReferenceTarget, "group" | "kind">): Vantage {
    const { unit, document, namespace } = this.subject;
    return { unit, path: document.path, namespace: isClusterScoped(target) ? undefined : namespace };
  }

  #nearest(target: ReferenceTarget): Answer {
    if (isPlaceholder(target.name)) return nothing("unknown");
    const { unit } = this.subject;
    const { names } = this.graph;
    const tier = names.tierOf(nameKey(target), this.vantage(target));
    if (!tier) return nothing(this.#isRead() ? "missing" : "unknown");
    const all = () => names.candidates(tier, unit);
    const candidates = shownOf(all());
    return { state: "found", candidates, count: names.count(tier, unit), tier: tier.key, all };
  }

  /** Missing means that every tier was read, and the last one is the workspace folder. */
  #isRead(): boolean {
    const { workspace, subject } = this;
    return workspace.ready && !workspace.hasUnreadAround(subject.document.path) && !workspace.hasTroubles(subject.unit);
  }

  #isBuiltHere({ document, index }: WorkspaceObject): boolean {
    return this.workspace.objectsAt(document, index).some((other) => other.unit === this.subject.unit);
  }
}

const none = () => [];

function nothing(state: "missing" | "unknown"): Answer {
  return { state, candidates: [], count: 0, tier: undefined, all: none };
}
