// Questions about what names the subject: autoscalers, and other controllers.
import type { ReferenceRole } from "../../kubernetes/references/reference";
import type { Link } from "../graph/links";
import { byPlace, type WorkspaceObject } from "../objects/workspace-object";
import type { Asker } from "./asker";

export class ReferrerLookups {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** The autoscalers whose own look-up finds the subject. */
  scalers(): readonly WorkspaceObject[] {
    return this.#finding(
      "scalers",
      ({ from, reference }) => reference.role === "scaled" && from.facts.scaler !== undefined,
    );
  }

  /** The autoscalers whose own look-up finds another object, as seen from the subject's unit. */
  scalersOf(object: WorkspaceObject): readonly WorkspaceObject[] {
    return this.#asker.objects(`scalers of ${object.id}`, () =>
      [
        ...this.#asker.referringTo(
          object,
          ({ from, reference }) => reference.role === "scaled" && from.facts.scaler !== undefined,
        ),
      ].sort(byPlace),
    );
  }

  /** All objects that name the subject, by their own look-up, whatever for. */
  all(): readonly WorkspaceObject[] {
    return this.#finding("all that name it", () => true);
  }

  /** Objects that name the subject without scaling its replicas, by their own look-up. */
  pointers(): readonly WorkspaceObject[] {
    return this.#finding(
      "pointers",
      ({ from, reference }) => reference.role === "driven" && from.facts.pointer !== undefined,
    );
  }

  /** Objects that name the subject in one of some roles, by their own look-up. */
  naming(...roles: readonly ReferenceRole[]): readonly WorkspaceObject[] {
    return this.#finding(`naming ${roles.join(" ")}`, ({ reference }) => roles.includes(reference.role));
  }

  #finding(question: string, isMeant: (link: Link) => boolean): readonly WorkspaceObject[] {
    const { subject } = this.#asker;
    if (!subject.named) return [];
    return this.#asker.objects(question, () => [...this.#asker.referringTo(subject, isMeant)].sort(byPlace));
  }
}
