// Questions about Pods: what else has or selects their labels, and who writes the names of single ones.
import { type Labels, matches, matchesLabels } from "../../kubernetes/labels";
import type { WorkspaceObject } from "../document";
import { firstPair, keys } from "../object-index";
import type { PeerName } from "../peer-names";
import type { Asker } from "./asker";

export class PodLookups {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** Workloads of the unit, without the subject, whose Pods have all of these labels; of no labels none. */
  workloadsWith(wanted: Labels): readonly WorkspaceObject[] {
    const pair = firstPair(wanted);
    if (!pair) return [];
    return this.#asker.neighbours(`pods ${JSON.stringify(wanted)}`, (reader) =>
      reader
        .objects(keys.pods(...pair))
        .filter(({ facts }) => matchesLabels(wanted, facts.workload?.podLabels ?? {}))
        .filter((other) => other !== this.#asker.subject.object),
    );
  }

  /** PodDisruptionBudgets of the unit that select Pods with these labels. */
  budgetsSelecting(podLabels: Labels): readonly WorkspaceObject[] {
    return this.#asker.neighbours(`budgets ${JSON.stringify(podLabels)}`, (reader) =>
      reader
        .objects(keys.budgets)
        .filter(({ facts }) => facts.budget?.selector && matches(facts.budget.selector, podLabels)),
    );
  }

  /** Objects of the unit, without the subject, that write the name of one of its Pods (`<name>-<ordinal>`). */
  mentions(): readonly WorkspaceObject[] {
    const { object } = this.#asker.subject;
    if (!object) return [];
    return this.#asker.neighbours("mentions", (reader) =>
      reader.objects(keys.peer(object.facts.name)).filter((other) => other !== object),
    );
  }

  /** Names of single Pods of a set that objects of the unit write, the subject among them. */
  peersOf(set: string): readonly PeerName[] {
    return this.#asker.ask(
      `peers ${set}`,
      (reader) =>
        reader
          .objects(keys.peer(set))
          .filter((other) => this.#asker.isBeside(reader, other))
          .flatMap(({ facts }) => (facts.peers ?? []).filter((peer) => peer.set === set)),
      (peers) => JSON.stringify(peers),
    );
  }
}
