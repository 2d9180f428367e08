// Questions about what names the subject or one of its claims: autoscalers, backups, health checks, roles, patches of Flux.
import { workloadGroup, workloadKinds } from "../../kubernetes/kinds";
import { ANY_NAME } from "../../kubernetes/references/flux-references";
import type { Reference, ReferenceRole } from "../../kubernetes/references/reference";
import { type Link, vantageOf } from "../graph/links";
import { nameKey } from "../graph/names";
import { words } from "../graph/object-graph";
import { byPlace, type WorkspaceObject, writtenKey } from "../objects/workspace-object";
import type { Asker } from "./asker";

export class ReferrerLookups {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** The autoscalers whose own look-up finds the subject. */
  scalers(): readonly WorkspaceObject[] {
    return this.#finding("scalers", isScaling);
  }

  /**
   * The autoscalers of the unit whose own look-up finds the subject, and those outside that can mean nothing else: one in a
   * far folder often means any of several workloads of that name, or one that is not here.
   */
  certainScalers(): readonly WorkspaceObject[] {
    const { subject } = this.#asker;
    return this.#finding(
      "certain scalers",
      (link) => isScaling(link) && (link.from.unit === subject.unit || this.#meansOne(link)),
    );
  }

  /** The autoscalers whose own look-up finds another object, as seen from the subject's unit. */
  scalersOf(object: WorkspaceObject): readonly WorkspaceObject[] {
    return this.#asker.objects(`scalers of ${object.id}`, () =>
      [...this.#asker.referringTo(object, isScaling)].sort(byPlace),
    );
  }

  /** Objects that name another one without scaling its replicas, by their own look-up. */
  pointersOf(object: WorkspaceObject): readonly WorkspaceObject[] {
    return this.#asker.objects(`pointers of ${object.id}`, () =>
      [...this.#asker.referringTo(object, isPointing)].sort(byPlace),
    );
  }

  /** Other autoscalers of the unit that write the name that the subject writes, where it means nothing to any of them. */
  alsoUnresolved(): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    const target = subject.facts.scaler?.target;
    if (!target) return [];
    return this.#asker.neighbours("also unresolved", () =>
      graph.links
        .writing(nameKey(target), subject.unit)
        .filter((link) => isScaling(link) && link.tier === undefined && !this.#asker.isSubject(link.from))
        .map(({ from }) => from)
        .sort(byPlace),
    );
  }

  /** Applications of Argo CD in the unit; they stand in a namespace of their own. */
  applications(): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.objects("applications", () =>
      ["Application", "ApplicationSet"].flatMap((kind) =>
        graph.postings.all(words.kind(subject.unit, "argoproj.io", kind)),
      ),
    );
  }

  /**
   * The workloads of the unit of the name that a reference of the subject writes, in the namespace that it means, whatever their
   * kind; nothing where the reference means something, or where not all was read.
   */
  missedBy(reference: Reference): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    const { target } = reference;
    if (this.#asker.named(target).state !== "missing") return [];
    return this.#asker.objects(`missed by ${reference.path.join("/")}`, () => {
      const vantage = vantageOf(subject, reference);
      if (graph.names.tierOf(nameKey(target), vantage)) return [];
      const { namespace } = vantage;
      return workloadKinds
        .flatMap((kind) => [
          ...graph.names.inUnit(nameKey({ group: workloadGroup(kind), kind, name: target.name }), subject.unit),
        ])
        .filter((other) => namespace === undefined || other.namespace === undefined || other.namespace === namespace)
        .sort(byPlace);
    });
  }

  /** Does an autoscaler scale the subject's written object in each unit that it is in? */
  get scaledEverywhere(): boolean {
    const { graph, subject, workspace } = this.#asker;
    return this.#asker.holds("scaled everywhere", () =>
      workspace
        .objectsOf(subject.document)
        .filter(({ index }) => index === subject.index)
        .every((object) => [...graph.links.to(object)].some(isScaling)),
    );
  }

  /** All objects that name the subject, by their own look-up, whatever for. */
  all(): readonly WorkspaceObject[] {
    return this.#finding("all that name it", () => true);
  }

  /** Objects that name the subject without scaling its replicas, by their own look-up. */
  pointers(): readonly WorkspaceObject[] {
    return this.#finding("pointers", isPointing);
  }

  /** Objects that name the subject in one of some roles, by their own look-up. */
  naming(...roles: readonly ReferenceRole[]): readonly WorkspaceObject[] {
    return this.#finding(`naming ${roles.join(" ")}`, ({ reference }) => roles.includes(reference.role));
  }

  /** Objects in any unit that save, restore or clone a claim by its name: their own look-up finds the claim that is meant here. */
  backupsOf(claim: string): readonly WorkspaceObject[] {
    const target = { group: "", kind: "PersistentVolumeClaim", name: claim };
    return this.#asker.objects(`backups of claim ${claim}`, () => {
      const { graph, subject } = this.#asker;
      const { candidates } = this.#asker.named(target);
      // Of a claim that nobody wrote, those who are applied with the subject mean the same one.
      const links =
        candidates.length > 0
          ? candidates.flatMap((found) => [...graph.links.to(found)])
          : graph.links.writing(nameKey(target), subject.unit).filter(({ from }) => this.#asker.isBeside(from));
      const saving = links.filter(({ reference }) => reference.role === "backup").map(({ from }) => from);
      return this.#asker.seen(saving).sort(byPlace);
    });
  }

  /** Kustomizations of Flux, wherever they are, with a patch that may mean the subject: by its name, or by its kind alone. */
  patching(): readonly WorkspaceObject[] {
    const { graph, subject, workspace } = this.#asker;
    const { group, kind } = subject.facts;
    if (!subject.named) return [];
    return this.#asker.objects("patching", () => {
      const place = { root: workspace.rootOf(subject.document.path) };
      const links = [subject.facts.name, ANY_NAME].flatMap((name) => [
        ...graph.links.writing(nameKey({ group, kind, name }), place),
      ]);
      const patching = links.filter(({ reference }) => reference.role === "patched").map(({ from }) => from);
      return this.#asker.seen(patching).sort(byPlace);
    });
  }

  /** PersistentVolumes of the unit of a storage class. */
  volumesOfClass(storageClass: string): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.objects(`volumes of class ${storageClass}`, () =>
      graph.postings
        .all(words.kind(subject.unit, "", "PersistentVolume"))
        .filter(({ facts }) => facts.volume?.storageClass === storageClass),
    );
  }

  /** StatefulSets of the unit, in the subject's namespace as far as it is known. */
  statefulSets(): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours("sets", () => graph.postings.all(words.kind(subject.unit, "apps", "StatefulSet")));
  }

  /** Is there one written object that the link may mean? */
  #meansOne({ from, reference }: Link): boolean {
    const { names } = this.#asker.graph;
    const tier = names.tierOf(nameKey(reference.target), vantageOf(from, reference));
    const meant = new Set<string>();
    for (const object of tier ? names.candidates(tier, from.unit) : []) {
      meant.add(writtenKey(object));
      if (meant.size > 1) return false;
    }
    return meant.size === 1;
  }

  #finding(question: string, isMeant: (link: Link) => boolean): readonly WorkspaceObject[] {
    const { subject } = this.#asker;
    if (!subject.named) return [];
    return this.#asker.objects(question, () => [...this.#asker.referringTo(subject, isMeant)].sort(byPlace));
  }
}

function isScaling({ from, reference }: Link): boolean {
  return reference.role === "scaled" && from.facts.scaler !== undefined;
}

function isPointing({ from, reference }: Link): boolean {
  return reference.role === "driven" && from.facts.pointer !== undefined;
}
