// What a check may learn of other objects, by groups of questions. There is no other way to it, and each answer is remembered.
import type { Assumptions } from "../../config/assumptions";
import type { Answer } from "../answer";
import type { WorkspaceObject } from "../objects/workspace-object";
import { relative } from "../paths";
import type { Layer, Unit } from "../units/unit";
import type { Asker } from "./asker";
import { ClaimLookups } from "./claims";
import { CommittedLookups } from "./committed";
import { DeliveryLookups } from "./delivery";
import { FileLookups } from "./files";
import { PodLookups } from "./pods";
import { ReferrerLookups } from "./referrers";
import { ServiceLookups } from "./services";
import { UnitLookups } from "./unit";

/** Look-ups of one object, judged in one of its units. A new question belongs into a group. */
export class Lookups {
  readonly claims: ClaimLookups;
  readonly committed: CommittedLookups;
  readonly delivery: DeliveryLookups;
  readonly files: FileLookups;
  readonly pods: PodLookups;
  readonly referrers: ReferrerLookups;
  readonly services: ServiceLookups;
  readonly unit: UnitLookups;
  readonly #asker: Asker;

  /** @param texts may texts of the unit be searched for mentions? */
  constructor(asker: Asker, { texts = true } = {}) {
    this.#asker = asker;
    this.claims = new ClaimLookups(asker);
    this.committed = new CommittedLookups(asker);
    this.delivery = new DeliveryLookups(asker);
    this.files = new FileLookups(asker);
    this.pods = new PodLookups(asker);
    this.referrers = new ReferrerLookups(asker);
    this.services = new ServiceLookups(asker);
    this.unit = new UnitLookups(asker, texts);
  }

  get subject(): WorkspaceObject {
    return this.#asker.subject;
  }

  /** The unit in which the subject is judged. */
  get appliedIn(): Unit {
    return this.#asker.subject.unit;
  }

  /** The kustomizations that the subject passes there, the innermost first. */
  get layers(): readonly Layer[] {
    return this.#asker.subject.layers;
  }

  get assumptions(): Assumptions {
    return this.#asker.assumptions;
  }

  /** Has everything been read? Until then what rests on absence must stay silent. */
  get ready(): boolean {
    return this.#asker.workspace.ready;
  }

  /** The object that a name means here (positive look-up by tiers). */
  object(group: string, kind: string, name: string): Answer {
    return this.#asker.named({ group, kind, name });
  }

  /** The subject's file, seen from its workspace folder. */
  get path(): string {
    return this.named(this.subject.document.path);
  }

  /** A path as messages write it: seen from the subject's workspace folder. */
  named(path: string): string {
    return relative(this.#asker.workspace.rootOf(path) ?? "", path);
  }

  /** The same look-ups for a plan of which only the refusal counts: texts of the unit are searched for mentions alone. */
  withoutTexts(): Lookups {
    return new Lookups(this.#asker, { texts: false });
  }
}
