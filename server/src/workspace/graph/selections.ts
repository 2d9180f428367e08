// Labels of Pods and the selectors that ask for them, in each unit: who selects what, in both directions.
import { type LabelSelector, type Labels, matches, matchesLabels } from "../../kubernetes/labels";
import { sameItems } from "../../tracking/same";
import type { Tracker } from "../../tracking/tracker";
import { byPlace, type WorkspaceObject } from "../objects/workspace-object";
import type { Postings } from "./postings";
import { pairOf, SelectorTable } from "./selector-table";

/** Who selects Pods: Services, PodDisruptionBudgets, the controllers of Pods. */
export type Selecting = "service" | "budget" | "controller";

/** Where something is applied or seen together: the key of a unit, or of a root. */
export type PlaceKey = string;

export class Selections {
  readonly #tracker: Tracker;
  readonly #postings: Postings;
  readonly #tables = new Map<string, SelectorTable>();

  constructor(tracker: Tracker, postings: Postings) {
    this.#tracker = tracker;
    this.#postings = postings;
  }

  add(object: WorkspaceObject, place: PlaceKey): void {
    for (const word of podWords(object, place)) this.#postings.add(word, object);
    const own = selectorOf(object);
    if (!own) return;
    const key = tableKey(place, own.by);
    let table = this.#tables.get(key);
    if (!table) {
      table = new SelectorTable((one) => pairsOf(selectorOf(one)?.selector));
      this.#tables.set(key, table);
    }
    table.add(object);
    this.#touch(key, own.selector);
  }

  delete(object: WorkspaceObject, place: PlaceKey): void {
    for (const word of podWords(object, place)) this.#postings.delete(word, object);
    const own = selectorOf(object);
    if (!own) return;
    const key = tableKey(place, own.by);
    const table = this.#tables.get(key);
    table?.delete(object);
    if (table?.size === 0) this.#tables.delete(key);
    this.#touch(key, own.selector);
  }

  /** Those whose selector matches Pods with these labels, in order. One answer for all whose Pods have the same ones. */
  selecting(by: Selecting, podLabels: Labels, place: PlaceKey): readonly WorkspaceObject[] {
    const question = `${tableKey(place, by)} for ${JSON.stringify(podLabels)}`;
    return this.#tracker.ask(question, () => this.#selecting(by, podLabels, place), sameItems);
  }

  /** Workloads whose Pods have all of these labels, in order; of no labels none. One answer for all who ask for the same. */
  podsWith(wanted: Labels, place: PlaceKey): readonly WorkspaceObject[] {
    const question = `pods of ${place} with ${JSON.stringify(wanted)}`;
    return this.#tracker.ask(question, () => this.#podsWith(wanted, place), sameItems);
  }

  /**
   * Those whose selector all but one pair of these labels meets, in no order; of selectors of one pair those that share its
   * key or its value. Walks all of the place.
   */
  nearlySelecting(by: Selecting, podLabels: Labels, place: PlaceKey): WorkspaceObject[] {
    const key = tableKey(place, by);
    this.#tracker.read(key);
    return [...(this.#tables.get(key)?.all() ?? [])].filter((object) => {
      const pairs = Object.entries(selectorOf(object)?.selector.matchLabels ?? {});
      const [missed, ...others] = pairs.filter(([label, value]) => podLabels[label] !== value);
      if (!missed || others.length > 0) return false;
      return pairs.length > 1 || missed[0] in podLabels || Object.values(podLabels).includes(missed[1]);
    });
  }

  #selecting(by: Selecting, podLabels: Labels, place: PlaceKey): WorkspaceObject[] {
    const key = tableKey(place, by);
    const pairs = Object.entries(podLabels).map(pairOf);
    for (const pair of ["", ...pairs]) this.#tracker.read(`${key} ${pair}`);
    const found: WorkspaceObject[] = [];
    for (const object of this.#tables.get(key)?.candidates(pairs) ?? []) {
      const own = selectorOf(object);
      if (own && selects(own, podLabels)) found.push(object);
    }
    return found.sort(byPlace);
  }

  #podsWith(wanted: Labels, place: PlaceKey): WorkspaceObject[] {
    const words = Object.entries(wanted).map((pair) => podWord(place, pairOf(pair)));
    return this.#postings.shortest(words).filter(({ facts }) => matchesLabels(wanted, facts.workload?.podLabels ?? {}));
  }

  #touch(key: string, selector: LabelSelector): void {
    this.#tracker.touch(key);
    const pairs = pairsOf(selector);
    for (const pair of pairs.length > 0 ? pairs : [""]) this.#tracker.touch(`${key} ${pair}`);
  }
}

interface OwnSelector {
  readonly by: Selecting;
  readonly selector: LabelSelector;
}

function selectorOf({ facts }: WorkspaceObject): OwnSelector | undefined {
  if (facts.service) return { by: "service", selector: { matchLabels: facts.service.selector, matchExpressions: [] } };
  if (facts.budget?.selector) return { by: "budget", selector: facts.budget.selector };
  return facts.workload?.selector && { by: "controller", selector: facts.workload.selector };
}

/** A Service without a selector selects nothing; an empty selector of the others selects all. */
function selects({ by, selector }: OwnSelector, podLabels: Labels): boolean {
  if (by === "service" && Object.keys(selector.matchLabels).length === 0) return false;
  return matches(selector, podLabels);
}

function pairsOf(selector: LabelSelector | undefined): string[] {
  return Object.entries(selector?.matchLabels ?? {}).map(pairOf);
}

function tableKey(place: PlaceKey, by: Selecting): string {
  return `selectors ${by} ${place}`;
}

function podWord(place: PlaceKey, pair: string): string {
  return `pods ${place} ${pair}`;
}

function podWords({ facts }: WorkspaceObject, place: PlaceKey): string[] {
  return Object.entries(facts.workload?.podLabels ?? {}).map((pair) => podWord(place, pairOf(pair)));
}
