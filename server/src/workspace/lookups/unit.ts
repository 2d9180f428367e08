// Questions about the subject's unit: whether all of it is known, and what belongs to it.
import type { WorkspaceObject } from "../document";
import { membershipIn } from "../nearest";
import { keys, seriesBase } from "../object-index";
import type { Asker } from "./asker";

export class UnitLookups {
  readonly #asker: Asker;
  readonly #texts: boolean;

  /** @param texts may texts of the unit be searched for mentions? */
  constructor(asker: Asker, texts: boolean) {
    this.#asker = asker;
    this.#texts = texts;
  }

  /** Was all of the unit read, so that what is not in it is not applied with the subject? Never true of a chart. */
  get wasRead(): boolean {
    const { membership, subject } = this.#asker;
    return this.#asker.holds("unit read", (reader) => {
      // Asked again, the unit may be another object with other files.
      const unit = membershipIn(reader, subject.document.path, membership.unit)?.unit;
      return reader.ready() && unit !== undefined && unit.kind !== "chart" && unit.complete && !reader.hasBroken(unit);
    });
  }

  /** Will nothing else be applied with the subject, as far as anybody can know? */
  get closed(): boolean {
    const { membership, assumptions } = this.#asker;
    return this.wasRead && (membership.unit.kind === "kustomization" || assumptions.closed);
  }

  /** Is an object in the subject's unit? */
  has({ document: { path } }: WorkspaceObject): boolean {
    const { unit } = this.#asker.membership;
    return this.#asker.holds(`in unit ${path}`, (reader) => membershipIn(reader, path, unit) !== undefined);
  }

  /** All files of the subject's unit; none where texts are left out. */
  paths(): readonly string[] {
    const { workspace, membership } = this.#asker;
    return this.#texts ? workspace.membersOf(membership.unit) : [];
  }

  /** Workloads of the unit and of the subject's kind whose names differ only in the number or date at the end. */
  series(): readonly WorkspaceObject[] {
    const { object } = this.#asker.subject;
    const base = object && seriesBase(object.facts.name);
    if (!object || base === undefined) return [];
    return this.#asker.neighbours("series", (reader) =>
      reader.objects(keys.series(object.facts.kind, base)).filter((other) => other.facts.name !== object.facts.name),
    );
  }

  /** Custom resources of the unit that belong to one of these API groups. */
  customResources(groups: readonly string[]): readonly WorkspaceObject[] {
    return this.#asker.neighbours(`groups ${groups.join(" ")}`, (reader) =>
      groups.flatMap((group) => reader.objects(keys.group(group))),
    );
  }
}
