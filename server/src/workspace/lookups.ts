// The questions that a check may ask about other documents. There is no other way to them, and each answer is remembered.
import type { Assumptions } from "../config/assumptions";
import { type Labels, matches, matchesLabels } from "../kubernetes/labels";
import { type Answer, answerSignature } from "./answer";
import type { Document, WorkspaceObject } from "./document";
import { effectiveNamespace, isSameUnit, membershipIn, nearest, nearestOf, type Vantage } from "./nearest";
import { firstPair, keys, seriesBase } from "./object-index";
import { relative } from "./paths";
import type { PeerName } from "./peer-names";
import { Reader } from "./reader";
import type { Membership } from "./units";
import type { Workspace } from "./workspace";

/** What was asked in one check: re-asked after a change, and only a different answer makes the check run again. */
export interface Question {
  readonly reads: Set<string>;
  signature: string;
  /** Asks again. @returns the signature of the new answer */
  readonly ask: (reads: Set<string>) => string;
}

export interface Subject {
  readonly document: Document;
  /** The object as others see it; undefined where it has no name. */
  readonly object: WorkspaceObject | undefined;
  readonly namespace: string | undefined;
}

/** Look-ups of one object, judged in one of its units. */
export class Lookups {
  readonly #workspace: Workspace;
  readonly #questions: Map<string, Question>;
  readonly #answers = new Map<string, unknown>();
  #leavesTexts = false;
  readonly subject: Subject;
  readonly membership: Membership;
  readonly assumptions: Assumptions;

  constructor(
    workspace: Workspace,
    subject: Subject,
    membership: Membership,
    assumptions: Assumptions,
    questions: Map<string, Question>,
  ) {
    this.#workspace = workspace;
    this.#questions = questions;
    this.subject = subject;
    this.membership = membership;
    this.assumptions = assumptions;
  }

  /** Has everything been read? Until then what rests on absence must stay silent. */
  get ready(): boolean {
    return this.#asked("ready", (reader) => reader.ready(), String);
  }

  /** Was all of the unit read, so that what is not in it is not applied with the subject? Never true of a chart. */
  get unitRead(): boolean {
    const { path } = this.subject.document;
    return this.#asked(
      "unit read",
      (reader) => {
        // Asked again, the unit may be another object with other files.
        const unit = membershipIn(reader, path, this.membership.unit)?.unit;
        return (
          reader.ready() && unit !== undefined && unit.kind !== "chart" && unit.complete && !reader.hasBroken(unit)
        );
      },
      String,
    );
  }

  /** Will nothing else be applied with the subject, as far as anybody can know? */
  get closed(): boolean {
    return this.unitRead && (this.membership.unit.kind === "kustomization" || this.assumptions.closed);
  }

  /** Do all documents of the subject's file parse, and is none of them a template? Else no part of it is edited. */
  get fileParses(): boolean {
    const { path } = this.subject.document;
    return this.#asked(
      "file parses",
      (reader) => reader.documentsOf(path).every(({ content, broken }) => content !== "template" && !broken),
      String,
    );
  }

  /** The subject's file, seen from its workspace folder. */
  get path(): string {
    const { path } = this.subject.document;
    return relative(this.#workspace.rootOf(path) ?? "", path);
  }

  /** The object that a name means here (positive look-up by tiers). */
  object(group: string, kind: string, name: string): Answer {
    return this.#asked(
      `object ${group}/${kind}/${name}`,
      (reader) => nearest(reader, this.#vantage(), { group, kind, name }),
      ({ state, candidates }) => answerSignature(candidates, state),
    );
  }

  /** The claim that a volume means here. */
  claim(name: string): Answer {
    return this.object("", "PersistentVolumeClaim", name);
  }

  /** The autoscalers whose own look-up finds the subject. */
  scalers(): readonly WorkspaceObject[] {
    const { object } = this.subject;
    if (!object) return [];
    const { group, kind, name } = object.facts;
    return this.#asked(
      "scalers",
      (reader) =>
        reader
          .objects(keys.scaler(group, kind, name))
          .filter((scaler) => this.#finds(reader, scaler, group, kind, name, object)),
      answerSignature,
    );
  }

  /** Workloads other than the subject whose own look-up of a claim finds one of these, the unit's own first. */
  usersOfClaim(name: string): readonly WorkspaceObject[] {
    return this.#asked(
      `users ${name}`,
      (reader) => {
        const claims = nearest(reader, this.#vantage(), { group: "", kind: "PersistentVolumeClaim", name }).candidates;
        return reader
          .objects(keys.claimUse(name))
          .filter((user) => user !== this.subject.object)
          .filter((user) =>
            claims.length === 0
              ? this.#isBeside(reader, user)
              : claims.some((claim) => this.#finds(reader, user, "", "PersistentVolumeClaim", name, claim)),
          );
      },
      answerSignature,
    );
  }

  /** Objects that name the subject without scaling its replicas, by their own look-up. */
  pointers(): readonly WorkspaceObject[] {
    const { object } = this.subject;
    if (!object) return [];
    const { group, kind, name } = object.facts;
    return this.#asked(
      "pointers",
      (reader) =>
        reader
          .objects(keys.pointer(group, kind, name))
          .filter((pointer) => this.#finds(reader, pointer, group, kind, name, object)),
      answerSignature,
    );
  }

  /** Is a volume reserved for the claim that a name means here, by the volume's own look-up? */
  isReservedClaim(name: string): boolean {
    return this.#asked(
      `reserved ${name}`,
      (reader) => {
        const claims = nearest(reader, this.#vantage(), { group: "", kind: "PersistentVolumeClaim", name }).candidates;
        return reader
          .objects(keys.reserved(name))
          .some((volume) =>
            claims.some((claim) => this.#finds(reader, volume, "", "PersistentVolumeClaim", name, claim)),
          );
      },
      String,
    );
  }

  /** ServiceMonitors of the unit. */
  monitors(): readonly WorkspaceObject[] {
    return this.#asked(
      "monitors",
      (reader) => reader.objects(keys.monitors).filter((monitor) => this.#isBeside(reader, monitor)),
      answerSignature,
    );
  }

  /** Is an object in the subject's unit? */
  isInUnit(object: WorkspaceObject): boolean {
    const { path } = object.document;
    return this.#asked(
      `in unit ${path}`,
      (reader) => membershipIn(reader, path, this.membership.unit) !== undefined,
      String,
    );
  }

  /** The documents of a file that the subject's build goes through or takes in; none where it is not known. */
  documentsOf(path: string): readonly Document[] {
    return this.#asked(
      `documents ${path}`,
      (reader) => reader.documentsOf(path),
      (documents) => documents.map(({ id, revision }) => `${id}.${revision}`).join(" "),
    );
  }

  /** All files of the builds in which the kustomization of a folder takes part. */
  pathsThrough(folder: string): readonly string[] {
    return this.#asked(
      `through ${folder}`,
      (reader) => reader.pathsThrough(folder),
      (paths) => paths.join("\n"),
    );
  }

  /** All files of the subject's unit. */
  unitPaths(): readonly string[] {
    return this.#leavesTexts ? [] : this.#workspace.membersOf(this.membership.unit);
  }

  /** The same look-ups for a plan of which only the refusal counts: texts of the unit are searched for mentions alone. */
  withoutTexts(): Lookups {
    const { subject, membership, assumptions } = this;
    const lean = new Lookups(this.#workspace, subject, membership, assumptions, this.#questions);
    lean.#leavesTexts = true;
    return lean;
  }

  /** A path as messages write it: seen from the subject's workspace folder. */
  named(path: string): string {
    return relative(this.#workspace.rootOf(path) ?? "", path);
  }

  /** Services of the nearest tier that select Pods with these labels: a positive look-up, which may leave the unit. */
  nearestServices(podLabels: Labels): readonly WorkspaceObject[] {
    return this.#asked(
      `nearest services ${JSON.stringify(podLabels)}`,
      (reader) => nearestOf(reader, this.#vantage(), selectingServices(reader, podLabels)),
      answerSignature,
    );
  }

  /** Names of single Pods of a set that objects of the unit write, the subject among them. */
  peersOf(set: string): readonly PeerName[] {
    return this.#asked(
      `peers ${set}`,
      (reader) =>
        reader
          .objects(keys.peer(set))
          .filter((other) => this.#isBeside(reader, other))
          .flatMap(({ facts }) => (facts.peers ?? []).filter((peer) => peer.set === set)),
      (peers) => JSON.stringify(peers),
    );
  }

  /** Services of the unit that select Pods with these labels. */
  servicesSelecting(podLabels: Labels): readonly WorkspaceObject[] {
    return this.#asked(
      `services ${JSON.stringify(podLabels)}`,
      (reader) => selectingServices(reader, podLabels).filter((service) => this.#isBeside(reader, service)),
      answerSignature,
    );
  }

  /** PodDisruptionBudgets of the unit that select Pods with these labels. */
  budgetsSelecting(podLabels: Labels): readonly WorkspaceObject[] {
    return this.#asked(
      `budgets ${JSON.stringify(podLabels)}`,
      (reader) =>
        reader
          .objects(keys.budgets)
          .filter(({ facts }) => facts.budget?.selector && matches(facts.budget.selector, podLabels))
          .filter((budget) => this.#isBeside(reader, budget)),
      answerSignature,
    );
  }

  /** Workloads of the unit, without the subject, whose Pods have all of these labels; of no labels none. */
  workloadsWithPods(wanted: Labels): readonly WorkspaceObject[] {
    const pair = firstPair(wanted);
    if (!pair) return [];
    return this.#asked(
      `pods ${JSON.stringify(wanted)}`,
      (reader) =>
        reader
          .objects(keys.pods(...pair))
          .filter(({ facts }) => matchesLabels(wanted, facts.workload?.podLabels ?? {}))
          .filter((other) => other !== this.subject.object && this.#isBeside(reader, other)),
      answerSignature,
    );
  }

  /** Ingresses of the unit that name a Service as a backend. */
  ingressesTo(service: string): readonly WorkspaceObject[] {
    return this.#asked(
      `ingresses ${service}`,
      (reader) => reader.objects(keys.backend(service)).filter((ingress) => this.#isBeside(reader, ingress)),
      answerSignature,
    );
  }

  /** Objects of the unit, without the subject, that write the name of one of its Pods (`<name>-<ordinal>`). */
  mentions(): readonly WorkspaceObject[] {
    const { object } = this.subject;
    if (!object) return [];
    return this.#asked(
      "mentions",
      (reader) =>
        reader
          .objects(keys.peer(object.facts.name))
          .filter((other) => other !== object && this.#isBeside(reader, other)),
      answerSignature,
    );
  }

  /** Workloads of the unit and of the subject's kind whose names differ only in the number or date at the end. */
  series(): readonly WorkspaceObject[] {
    const { object } = this.subject;
    const base = object && seriesBase(object.facts.name);
    if (!object || base === undefined) return [];
    return this.#asked(
      "series",
      (reader) =>
        reader
          .objects(keys.series(object.facts.kind, base))
          .filter((other) => other.facts.name !== object.facts.name && this.#isBeside(reader, other)),
      answerSignature,
    );
  }

  /** Custom resources of the unit that belong to one of these API groups. */
  customResources(groups: readonly string[]): readonly WorkspaceObject[] {
    return this.#asked(
      `groups ${groups.join(" ")}`,
      (reader) =>
        groups.flatMap((group) => reader.objects(keys.group(group))).filter((other) => this.#isBeside(reader, other)),
      answerSignature,
    );
  }

  /** The number that the unit's kustomizations set for the subject, the outermost last. */
  replicaEntries(): readonly number[] {
    const name = this.subject.object?.facts.name;
    return this.membership.layers.flatMap(({ facts }) =>
      facts.replicas.filter((entry) => entry.name === name).map(({ count }) => count),
    );
  }

  /** In the subject's unit and, as far as it is written, in its namespace? */
  #isBeside(reader: Reader, other: WorkspaceObject): boolean {
    const membership = membershipIn(reader, other.document.path, this.membership.unit);
    if (!membership) return false;
    const mine = effectiveNamespace(this.subject.namespace, this.membership) ?? this.assumptions.defaultNamespace;
    const theirs = effectiveNamespace(other.facts.namespace, membership) ?? this.assumptions.defaultNamespace;
    return mine === theirs || mine === undefined || theirs === undefined;
  }

  /** Does a name that another object writes lead to the wanted object, in the subject's unit or in one of its own? */
  #finds(
    reader: Reader,
    from: WorkspaceObject,
    group: string,
    kind: string,
    name: string,
    wanted: WorkspaceObject,
  ): boolean {
    const memberships = reader.membershipsOf(from.document.path);
    const here = memberships.filter(({ unit }) => isSameUnit(unit, this.membership.unit));
    const isOurs = membershipIn(reader, wanted.document.path, this.membership.unit) !== undefined;
    const { reservedFor } = from.facts;
    return (here.length > 0 ? here : memberships).some((membership) => {
      // Two overlays build two objects of one document: what one of them adds means its own.
      if (here.length === 0 && isOurs && membershipIn(reader, wanted.document.path, membership.unit)) return false;
      return nearest(
        reader,
        {
          path: from.document.path,
          namespace: reservedFor ? reservedFor.namespace : from.facts.namespace,
          membership,
          defaultNamespace: this.assumptions.defaultNamespace,
        },
        { group, kind, name },
      ).candidates.includes(wanted);
    });
  }

  #vantage(): Vantage {
    return {
      path: this.subject.document.path,
      namespace: this.subject.namespace,
      membership: this.membership,
      defaultNamespace: this.assumptions.defaultNamespace,
    };
  }

  #asked<T>(question: string, ask: (reader: Reader) => T, signature: (answer: T) => string): T {
    const known = this.#answers.get(question);
    if (known !== undefined) return known as T;
    const reads = new Set<string>();
    const answer = ask(new Reader(this.#workspace, (key) => reads.add(key)));
    this.#answers.set(question, answer);
    const { unit } = this.membership;
    this.#questions.set(`${unit.kind} ${unit.folder} ${question}`, {
      reads,
      signature: signature(answer),
      ask: (again) => signature(ask(new Reader(this.#workspace, (key) => again.add(key)))),
    });
    return answer;
  }
}

/** All Services, wherever they are, that select Pods with these labels. */
function selectingServices(reader: Reader, podLabels: Labels): WorkspaceObject[] {
  return Object.entries(podLabels)
    .flatMap(([key, value]) => reader.objects(keys.service(key, value)))
    .filter(({ facts }) => matchesLabels(facts.service?.selector ?? {}, podLabels));
}
