// Questions about what names the subject: autoscalers, other controllers, entries of kustomizations.
import type { WorkspaceObject } from "../document";
import type { Identity } from "../nearest";
import { keys } from "../object-index";
import type { Asker } from "./asker";

export class ReferrerLookups {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** The autoscalers whose own look-up finds the subject. */
  scalers(): readonly WorkspaceObject[] {
    return this.#finding("scalers", keys.scaler);
  }

  /** Objects that name the subject without scaling its replicas, by their own look-up. */
  pointers(): readonly WorkspaceObject[] {
    return this.#finding("pointers", keys.pointer);
  }

  /** The number that the unit's kustomizations set for the subject, the outermost last. */
  replicaEntries(): readonly number[] {
    const name = this.#asker.subject.object?.facts.name;
    return this.#asker.membership.layers.flatMap(({ facts }) =>
      facts.replicas.filter((entry) => entry.name === name).map(({ count }) => count),
    );
  }

  #finding(question: string, key: (group: string, kind: string, name: string) => string): readonly WorkspaceObject[] {
    const { object } = this.#asker.subject;
    if (!object) return [];
    const { group, kind, name }: Identity = object.facts;
    return this.#asker.objects(question, (reader) =>
      reader
        .objects(key(group, kind, name))
        .filter((other) => this.#asker.finds(reader, other, { group, kind, name }, object)),
    );
  }
}
