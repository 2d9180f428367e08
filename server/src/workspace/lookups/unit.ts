// Questions about the subject's unit: whether all of it is known, and what belongs to it.
import { workloadGroup, workloadKinds } from "../../kubernetes/kinds";
import { nameKey } from "../graph/names";
import { words } from "../graph/object-graph";
import { keys } from "../keys";
import { seriesBase } from "../objects/series";
import { byPlace, type WorkspaceObject } from "../objects/workspace-object";
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
    const { workspace, subject } = this.#asker;
    return this.#asker.holds("unit read", () => {
      workspace.tracker.read(keys.unit(subject.unit));
      const { kind, complete } = subject.unit;
      return workspace.ready && kind !== "chart" && complete && !workspace.hasTroubles(subject.unit);
    });
  }

  /** Will nothing else be applied with the subject, as far as anybody can know? */
  get closed(): boolean {
    const { subject, assumptions } = this.#asker;
    return this.wasRead && (subject.unit.kind === "kustomization" || assumptions.closed);
  }

  /** Does the subject's file belong to this unit alone, so that no other build changes with it? */
  get isOnly(): boolean {
    const { workspace, subject } = this.#asker;
    return this.#asker.holds("only unit", () => workspace.membershipsOf(subject.document.path).length === 1);
  }

  /** Is an object in the subject's unit? */
  has({ unit }: WorkspaceObject): boolean {
    return unit === this.#asker.subject.unit;
  }

  /** All files of the subject's unit; none where texts are left out. */
  paths(): Iterable<string> {
    const { workspace, subject } = this.#asker;
    return this.#texts ? workspace.membersOf(subject.unit) : [];
  }

  /** Workloads of the unit and of the subject's kind whose names differ only in the number or date at the end. */
  series(): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    const { kind, name } = subject.facts;
    const base = seriesBase(name);
    if (base === undefined) return [];
    return this.#asker.neighbours("series", () =>
      graph.postings.all(words.series(subject.unit, kind, base)).filter(({ facts }) => facts.name !== name),
    );
  }

  /** Objects of a kind in the unit and in the subject's namespace, without the subject. */
  objects(group: string, kind: string): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours(`objects ${group}/${kind}`, () =>
      graph.postings.all(words.kind(subject.unit, group, kind)).filter((other) => !this.#asker.isSubject(other)),
    );
  }

  /** Workloads of a name in the unit and in the subject's namespace, whatever their kind, without the subject. */
  workloadsNamed(name: string): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours(`workloads named ${name}`, () =>
      workloadKinds
        .flatMap((kind) => [...graph.names.inUnit(nameKey({ group: workloadGroup(kind), kind, name }), subject.unit)])
        .filter((other) => !this.#asker.isSubject(other))
        .sort(byPlace),
    );
  }

  /** Custom resources of the unit that belong to one of these API groups. */
  customResources(groups: readonly string[]): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours(`groups ${groups.join(" ")}`, () =>
      groups.flatMap((group) => graph.postings.all(words.group(subject.unit, group))),
    );
  }
}
