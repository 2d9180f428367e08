// Questions about Pods: what else has or selects their labels, and who writes the names of single ones.
import { podRunnerKinds, workloadGroup } from "../../kubernetes/kinds";
import { type LabelSelector, type Labels, matches } from "../../kubernetes/labels";
import { samePlain } from "../../tracking/same";
import { nameKey } from "../graph/names";
import { rootPlace, words } from "../graph/object-graph";
import { byPlace, type WorkspaceObject } from "../objects/workspace-object";
import { isIn, type PeerName } from "../peer-names";
import type { Asker } from "./asker";

export class PodLookups {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** Workloads of the unit, without the subject, whose Pods have all of these labels; of no labels none. */
  workloadsWith(wanted: Labels): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours(`pods ${JSON.stringify(wanted)}`, () =>
      graph.selections.podsWith(wanted, subject.unit.key).filter((other) => !this.#asker.isSubject(other)),
    );
  }

  /** Workloads of the unit, without the subject, whose Pods a selector matches; an empty one matches all. */
  workloadsMatching(selector: LabelSelector): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours(`pods matching ${JSON.stringify(selector)}`, () => {
      const { matchLabels } = selector;
      const isNarrowed = Object.keys(matchLabels).length > 0;
      const candidates = isNarrowed
        ? graph.selections.podsWith(matchLabels, subject.unit.key)
        : podRunnerKinds.flatMap((kind) => graph.postings.all(words.kind(subject.unit, workloadGroup(kind), kind)));
      return candidates
        .filter((other) => !this.#asker.isSubject(other) && matches(selector, other.facts.workload?.podLabels ?? {}))
        .sort(byPlace);
    });
  }

  /**
   * Has a workload outside the unit, in any folder that the subject may see, Pods with all of these labels? What the unit reads
   * itself is not outside it, also where other builds make something else of it; nor is what another build adds to the subject,
   * for that is applied in place of this one.
   */
  isOutside(wanted: Labels): boolean {
    const { graph, subject, workspace } = this.#asker;
    return this.#asker.holds(`pods outside ${JSON.stringify(wanted)}`, () => {
      const root = workspace.rootOf(subject.document.path);
      return this.#asker
        .seen(graph.selections.podsWith(wanted, rootPlace(root)))
        .some(({ unit, namespace, document }) => {
          const isPossible = namespace === undefined || subject.namespace === undefined;
          return (
            unit !== subject.unit &&
            !workspace.units.isMember(subject.unit, document.path) &&
            !(unit.kind === "kustomization" && workspace.units.isMember(unit, subject.document.path)) &&
            (isPossible || namespace === subject.namespace)
          );
        });
    });
  }

  /** Controllers of the unit, without the subject, whose selector matches Pods with these labels. */
  controllersSelecting(podLabels: Labels): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours(`controllers ${JSON.stringify(podLabels)}`, () =>
      graph.selections
        .selecting("controller", podLabels, subject.unit.key)
        .filter((other) => !this.#asker.isSubject(other)),
    );
  }

  /** PodDisruptionBudgets of the unit that select Pods with these labels. */
  budgetsSelecting(podLabels: Labels): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours(`budgets ${JSON.stringify(podLabels)}`, () =>
      graph.selections.selecting("budget", podLabels, subject.unit.key),
    );
  }

  /** Objects of the unit, without the subject, that write the name of one of its Pods (`<name>-<ordinal>`). */
  mentions(): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    const { name } = subject.facts;
    if (!subject.named) return [];
    return this.#asker.neighbours("mentions", () =>
      graph.postings.all(words.peer(subject.unit, name)).filter((other) => !this.#asker.isSubject(other)),
    );
  }

  /** Those of another namespace that write such a name with the subject's: `db-0.db.prod`. */
  mentionsFromOtherNamespaces(): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    const { facts, namespace, unit } = subject;
    if (!subject.named || namespace === undefined) return [];
    return this.#asker.objects("mentions from other namespaces", () =>
      graph.postings
        .all(words.peer(unit, facts.name))
        .filter(
          (other) =>
            !this.#asker.isBeside(other) &&
            other.facts.peers?.some((peer) => peer.set === facts.name && isIn(peer, namespace)),
        ),
    );
  }

  /** Objects of the unit, the subject among them, that write the name of a Pod of a set. */
  mentionsOf(set: string): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours(`mentions of ${set}`, () => graph.postings.all(words.peer(subject.unit, set)));
  }

  /** StatefulSets of a name in the unit, in whatever namespace. */
  setsNamed(name: string): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.objects(`sets named ${name}`, () =>
      [...graph.names.inUnit(nameKey({ group: "apps", kind: "StatefulSet", name }), subject.unit)].sort(byPlace),
    );
  }

  /** Names of single Pods of a set that objects of the unit write, the subject among them. */
  peersOf(set: string): readonly PeerName[] {
    const { graph, subject } = this.#asker;
    return this.#asker.ask(
      `peers ${set}`,
      () =>
        graph.postings
          .all(words.peer(subject.unit, set))
          .filter((other) => this.#asker.isBeside(other))
          .flatMap(({ facts }) => (facts.peers ?? []).filter((peer) => peer.set === set)),
      samePlain,
    );
  }
}
