// Questions about the subject's unit: whether all of it is known, and what belongs to it.
import { podRunnerKinds, workloadGroup } from "../../kubernetes/kinds";
import type { ReferenceTarget } from "../../kubernetes/references/reference";
import { sameItems, sameMembers } from "../../tracking/same";
import type { Document } from "../document";
import { wantedOf } from "../graph/named-objects";
import { nameKey } from "../graph/names";
import { words } from "../graph/object-graph";
import { keys } from "../keys";
import { holdsName } from "../names-in-text";
import { firstOfSeries, isWholeSeries, seriesBase } from "../objects/series";
import { byPlace, type WorkspaceObject } from "../objects/workspace-object";
import type { Asker } from "./asker";

/** So many files, and objects of one name, are looked at one by one. */
const FEW = 32;

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

  /** May plugins, or what cannot be read here, change anything of the build that the subject passes? Then nothing of it is known. */
  get isChangedUnseen(): boolean {
    const { workspace, subject } = this.#asker;
    return this.#asker.holds("changed unseen", () => {
      workspace.tracker.read(keys.unit(subject.unit));
      return subject.layers.some(
        ({ path, facts }) => workspace.builds.layerAt(path)?.changesUnseen ?? facts.changesUnseen,
      );
    });
  }

  /** Does the subject's file belong to this unit alone, so that no other build changes with it? */
  get isOnly(): boolean {
    const { workspace, subject } = this.#asker;
    return this.#asker.holds("only unit", () => workspace.units.membershipsOf(subject.document.path).length === 1);
  }

  /** Is an object in the subject's unit? */
  has({ unit }: WorkspaceObject): boolean {
    return unit === this.#asker.subject.unit;
  }

  /** The documents of the unit in whose text one of some names stands as a word; none where texts are left out. */
  naming(names: ReadonlySet<string>): readonly Document[] {
    if (!this.#texts) return [];
    const { workspace, subject } = this.#asker;
    const { unit } = subject;
    const holds = ({ text }: Document) => [...names].some((name) => holdsName(text, name));
    if (workspace.units.memberCountOf(unit) <= FEW)
      return [...workspace.units.membersOf(unit)].flatMap((path) => workspace.documentsOf(path).filter(holds));
    return workspace
      .documentsWhere(`texts that name ${JSON.stringify([...names])}`, holds)
      .filter(({ path }) => workspace.units.isMember(unit, path));
  }

  /**
   * Workloads of the unit and of the subject's kind whose names differ only in the number or date at the end. Whoever stops
   * among the first rests on those alone.
   */
  *series(): Generator<WorkspaceObject> {
    const { graph, subject, workspace } = this.#asker;
    const { kind, name } = subject.facts;
    const base = seriesBase(name);
    if (base === undefined) return;
    const word = words.series(subject.unit, kind, base);
    const isOther = (object: WorkspaceObject) => object.facts.name !== name && this.#asker.isBeside(object);
    const first = workspace.tracker.ask(`first of ${word}`, () => firstOfSeries(graph.postings.all(word)), sameItems);
    for (const object of first) if (isOther(object)) yield object;
    if (isWholeSeries(first)) return;
    const all = this.#asker.objects("series", () => graph.postings.all(word).filter(isOther));
    for (const object of all) if (!first.includes(object)) yield object;
  }

  /** Objects of a kind in the unit and in the subject's namespace, without the subject. */
  objects(group: string, kind: string): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours(`objects ${group}/${kind}`, () =>
      graph.postings.all(words.kind(subject.unit, group, kind)).filter((other) => !this.#asker.isSubject(other)),
    );
  }

  /** Workloads of a name, and what is read like one, in the unit and in the subject's namespace, without the subject. */
  workloadsNamed(name: string): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours(`workloads named ${name}`, () =>
      podRunnerKinds
        .flatMap((kind) => [...graph.names.inUnit(nameKey({ group: workloadGroup(kind), kind, name }), subject.unit)])
        .filter((other) => !this.#asker.isSubject(other))
        .sort(byPlace),
    );
  }

  /** Objects of a kind and name in the unit, whatever their namespace, without the subject. */
  called(target: ReferenceTarget): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.objects(`called ${nameKey(target)}`, () =>
      [...graph.names.inUnit(nameKey(target), subject.unit)].filter((other) => !this.#asker.isSubject(other)),
    );
  }

  /** The first ones of the unit with the subject's kind, name and namespace, in order; the subject may be among them. */
  alike(): readonly WorkspaceObject[] {
    const { graph, subject, workspace } = this.#asker;
    const { unit, facts, namespace } = subject;
    const name = nameKey(facts);
    // One answer for all that are called so.
    return workspace.tracker.ask(
      `first called ${name} in ${unit.key} ${namespace ?? ""}`,
      () => {
        const first: WorkspaceObject[] = [];
        for (const object of graph.names.inUnit(name, unit, wantedOf(namespace))) {
          if (first.length === FEW) break;
          first.push(object);
        }
        return first;
      },
      sameItems,
    );
  }

  /**
   * Do other files of the unit hold all that a file holds, where it holds several objects? Then it is another way to write
   * the same: all in one, or a variant.
   */
  isRepeated(path: string): boolean {
    const { graph, subject, workspace } = this.#asker;
    const { unit } = subject;
    // One answer for all objects of the file.
    return workspace.tracker.ask(`repeated ${path} in ${unit.key}`, () => {
      const held = workspace.documentsOf(path).flatMap(({ objects }) => objects.filter(({ named }) => named));
      const isElsewhere = (target: ReferenceTarget) => {
        for (const { document } of graph.names.inUnit(nameKey(target), unit)) if (document.path !== path) return true;
        return false;
      };
      return held.length > 1 && held.every(({ facts }) => isElsewhere(facts));
    });
  }

  /** The first object by name, of the unit and of the subject's namespace, that writes a name which means nothing to it. */
  firstMissing(target: ReferenceTarget): WorkspaceObject | undefined {
    const { graph, subject, workspace } = this.#asker;
    const { unit, namespace } = subject;
    // One answer for all who write it.
    return workspace.tracker.ask(`first missing ${nameKey(target)} in ${unit.key} ${namespace ?? ""}`, () => {
      let first: WorkspaceObject | undefined;
      for (const { from, tier, reference } of graph.links.writing(nameKey(target), unit)) {
        if (tier !== undefined || reference.optional || !this.#asker.isBeside(from)) continue;
        if (!first || byIdentity(from, first) < 0) first = from;
      }
      return first;
    });
  }

  /** How many objects of one kind, name and namespace do two files hold both, so that one is there instead of the other? */
  heldByBoth(path: string, other: string): number {
    const { subject, workspace } = this.#asker;
    if (path === other || subject.unit.kind === "kustomization") return 0;
    const [first, second] = [path, other].sort() as [string, string];
    // One answer for all objects of the two files.
    return workspace.tracker.ask(`held by ${first} and ${second}`, () => {
      const [few, many] = [this.#namesIn(first), this.#namesIn(second)].sort((a, b) => a.size - b.size) as NamePair;
      return [...few].filter((name) => many.has(name)).length;
    });
  }

  /** Kinds, names and written namespaces of all objects of a file. */
  #namesIn(path: string): ReadonlySet<string> {
    const { workspace } = this.#asker;
    // One answer for all files that it is compared with.
    return workspace.tracker.ask(
      `names in ${path}`,
      () => {
        const held = workspace.documentsOf(path).flatMap(({ objects }) => objects.filter(({ named }) => named));
        return new Set(held.map(({ facts }) => `${nameKey(facts)} ${facts.namespace ?? ""}`));
      },
      sameMembers,
    );
  }

  /** Does a custom resource of the unit say that a controller makes the object, or may a program handle it by its name? */
  makes(target: ReferenceTarget): boolean {
    const { graph, subject } = this.#asker;
    return this.#asker.holds(`makes ${nameKey(target)}`, () =>
      graph.links
        .writing(nameKey(target), subject.unit)
        .some(({ from, reference }) => /^(?:made|granted)$/.test(reference.role) && this.#asker.isBeside(from)),
    );
  }

  /**
   * What custom resources of the unit are called.
   * @param without the API groups and the kinds that are left out
   */
  customNames(without: { readonly groups: RegExp; readonly kinds: RegExp }): ReadonlySet<string> {
    const { graph, subject, workspace } = this.#asker;
    const { unit, namespace } = subject;
    // One answer for all who ask.
    return workspace.tracker.ask(
      `custom names but ${without.groups.source} ${without.kinds.source} in ${unit.key} ${namespace ?? ""}`,
      () => {
        const all = this.#asker.neighbours("custom resources", () => graph.postings.all(words.custom(unit)));
        const names = all.flatMap(({ facts: { group, kind, name } }) =>
          name === "" || without.groups.test(group) || without.kinds.test(kind) ? [] : name,
        );
        return new Set(names);
      },
      sameMembers,
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

type NamePair = [ReadonlySet<string>, ReadonlySet<string>];

/** The same order in a build and in its output, in which no file is left. */
function byIdentity(a: WorkspaceObject, b: WorkspaceObject): number {
  const [first, second] = [identityOf(a), identityOf(b)];
  return first < second ? -1 : first > second ? 1 : byPlace(a, b);
}

function identityOf({ facts: { kind, name }, namespace }: WorkspaceObject): string {
  return `${kind} ${name} ${namespace ?? ""}`;
}
