// Objects that ask from a unit in which they do not stand: one that a patch takes out, a kustomization itself.
import type { Document, WrittenObject } from "../document";
import type { Membership } from "../units/unit";
import { isSame, slotOf, type WorkspaceObject } from "./workspace-object";

export class Outsiders {
  readonly #known = new WeakMap<Document, Map<string, WorkspaceObject>>();
  /** Those that stand count upwards. */
  #lastId = 0;

  /** It can ask, and nobody finds it. The same one as long as it says the same: what it has asked is kept for it. */
  at({ document, index, item, facts, named }: WrittenObject, { unit, layers }: Membership): WorkspaceObject {
    const { namespace } = facts;
    const known = this.#known.get(document) ?? new Map<string, WorkspaceObject>();
    const slot = slotOf({ unit, index });
    const former = known.get(slot);
    const object = { id: --this.#lastId, document, index, item, unit, layers, facts, named, hidden: true, namespace };
    if (former && isSame(former, object)) return former;
    this.#known.set(document, known.set(slot, object));
    return object;
  }
}
