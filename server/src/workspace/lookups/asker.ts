// Asks about other documents for one object in one of its units: how the groups of look-ups reach the workspace.
import type { Assumptions } from "../../config/assumptions";
import { type Answer, answerSignature } from "../answer";
import type { Document, WorkspaceObject } from "../document";
import { effectiveNamespace, type Identity, isSameUnit, membershipIn, nearest, type Vantage } from "../nearest";
import { Reader } from "../reader";
import type { Membership } from "../units";
import type { Workspace } from "../workspace";
import { Questions } from "./questions";

export interface Subject {
  readonly document: Document;
  /** The object as others see it; undefined where it has no name. */
  readonly object: WorkspaceObject | undefined;
  readonly namespace: string | undefined;
}

export class Asker {
  readonly workspace: Workspace;
  readonly subject: Subject;
  readonly membership: Membership;
  readonly assumptions: Assumptions;
  readonly #questions: Questions;
  readonly #answers = new Map<string, unknown>();

  /** @param questions where it is noted how to ask again; absent where nobody will */
  constructor(
    workspace: Workspace,
    subject: Subject,
    membership: Membership,
    assumptions: Assumptions,
    questions = new Questions(),
  ) {
    this.workspace = workspace;
    this.subject = subject;
    this.membership = membership;
    this.assumptions = assumptions;
    this.#questions = questions;
  }

  /**
   * The answer to a question, which is asked once.
   * @param question no other question of any group may have the same words
   * @param ask pure, and of the reader alone: it is asked again when a key that it has read changes
   * @param signature equal for answers that mean the same
   */
  ask<T>(question: string, ask: (reader: Reader) => T, signature: (answer: T) => string): T {
    const known = this.#answers.get(question);
    if (known !== undefined) return known as T;
    const { unit } = this.membership;
    const answer = this.#questions.ask(
      `${unit.kind} ${unit.folder} ${question}`,
      (note) => ask(new Reader(this.workspace, note)),
      signature,
    );
    this.#answers.set(question, answer);
    return answer;
  }

  /** `ask` for a yes or no. */
  holds(question: string, ask: (reader: Reader) => boolean): boolean {
    return this.ask(question, ask, String);
  }

  /** `ask` for objects, wherever they are. */
  objects(question: string, ask: (reader: Reader) => readonly WorkspaceObject[]): readonly WorkspaceObject[] {
    return this.ask(question, ask, answerSignature);
  }

  /** `ask` for objects, of which those beside the subject count. */
  neighbours(question: string, ask: (reader: Reader) => readonly WorkspaceObject[]): readonly WorkspaceObject[] {
    return this.objects(question, (reader) => ask(reader).filter((other) => this.isBeside(reader, other)));
  }

  /** What a name means, from where the subject stands. */
  named({ group, kind, name }: Identity): Answer {
    return this.ask(
      `object ${group}/${kind}/${name}`,
      (reader) => this.nearest(reader, { group, kind, name }),
      ({ state, candidates }) => answerSignature(candidates, state),
    );
  }

  /** `named` as a part of another question. */
  nearest(reader: Reader, identity: Identity): Answer {
    return nearest(reader, this.vantage, identity);
  }

  /** In the subject's unit and, as far as it is written, in its namespace? */
  isBeside(reader: Reader, other: WorkspaceObject): boolean {
    const membership = membershipIn(reader, other.document.path, this.membership.unit);
    if (!membership) return false;
    const mine = effectiveNamespace(this.subject.namespace, this.membership) ?? this.assumptions.defaultNamespace;
    const theirs = effectiveNamespace(other.facts.namespace, membership) ?? this.assumptions.defaultNamespace;
    return mine === theirs || mine === undefined || theirs === undefined;
  }

  /** Does a name that another object writes lead to the wanted object, in the subject's unit or in one of its own? */
  finds(reader: Reader, from: WorkspaceObject, identity: Identity, wanted: WorkspaceObject): boolean {
    const memberships = reader.membershipsOf(from.document.path);
    const here = memberships.filter(({ unit }) => isSameUnit(unit, this.membership.unit));
    const isOurs = membershipIn(reader, wanted.document.path, this.membership.unit) !== undefined;
    const { reservedFor } = from.facts;
    return (here.length > 0 ? here : memberships).some((membership) => {
      // Two overlays build two objects of one document: what one of them adds means its own.
      if (here.length === 0 && isOurs && membershipIn(reader, wanted.document.path, membership.unit)) return false;
      const vantage: Vantage = {
        path: from.document.path,
        namespace: reservedFor ? reservedFor.namespace : from.facts.namespace,
        membership,
        defaultNamespace: this.assumptions.defaultNamespace,
      };
      return nearest(reader, vantage, identity).candidates.includes(wanted);
    });
  }

  /** From where the subject's own names are looked up. */
  get vantage(): Vantage {
    return {
      path: this.subject.document.path,
      namespace: this.subject.namespace,
      membership: this.membership,
      defaultNamespace: this.assumptions.defaultNamespace,
    };
  }
}
