// Questions about PersistentVolumeClaims: which one a name means and of what class, who else uses it, what is reserved for it.
import type { ReferenceTarget } from "../../kubernetes/references/reference";
import { setClaims } from "../../kubernetes/set-claims";
import { sameItems, samePlain } from "../../tracking/same";
import { child } from "../../yaml/navigate";
import { saySame } from "../../yaml/value";
import { type Answer, shownOf } from "../answer";
import { built, resourceIn } from "../build";
import type { ClaimTemplateFacts } from "../facts";
import type { Link } from "../graph/links";
import { nameKey } from "../graph/names";
import { byPlace, type WorkspaceObject } from "../objects/workspace-object";
import { scaledRange } from "../scaled-range";
import type { Asker } from "./asker";
import { ClaimSharing, claimUser, sameSharing } from "./claim-sharing";
import { type ClaimStorage, effectiveStorage, newStorage, type WrittenStorage, writtenStorage } from "./claim-storage";
import { Others, sameOthers } from "./users";

/** The class is `unknown` where the claim was not found, or its candidates differ. */
export interface FoundClaim extends ClaimStorage {
  readonly answer: Answer;
}

/** A claim that a StatefulSet makes for one of its Pods. */
export interface SetsClaim {
  readonly set: WorkspaceObject;
  readonly ordinal: number;
  readonly storage: ClaimStorage;
}

const unknown: ClaimStorage = { class: "unknown", place: "attached", static: false, storageClass: undefined };

export class ClaimLookups {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** The claim that a volume means here. */
  named(name: string): Answer {
    return this.#asker.named(identity(name));
  }

  /**
   * The claim that a volume names, who may have it, and where its bytes are. A ReadWriteOnce claim that several nodes can mount
   * all the same counts as `multi`. Its candidates must agree in that; what else they say does not matter here.
   */
  found(name: string): FoundClaim {
    const storage = this.#asker.ask(`storage of claim ${name}`, () => this.#storage(this.named(name)), samePlain);
    return { answer: this.named(name), ...storage };
  }

  /** The set of the unit that makes the claim of a name by a template, where no manifest holds that claim. */
  ofSet(name: string): SetsClaim | undefined {
    if (this.named(name).state !== "missing") return undefined;
    for (const { template, set, ordinal } of setClaims(name)) {
      const { candidates } = this.#asker.named({ group: "apps", kind: "StatefulSet", name: set });
      const found = candidates.find(({ unit }) => unit === this.#asker.subject.unit);
      const made = found?.facts.workload?.claimTemplates?.find((one) => one.name === template);
      if (found && made) return { set: found, ordinal: Number(ordinal), storage: this.#storageOfTemplate(made) };
    }
    return undefined;
  }

  /** Where the volume of a new claim would lie, by the class that it names; of the default class where it names none. */
  placeOfNew(storageClass: string | undefined): ClaimStorage["place"] {
    const { assumptions, subject, workspace } = this.#asker;
    return this.#asker.ask(`place of class ${storageClass ?? "-"}`, () => {
      const written = newStorage(storageClass, subject.unit, workspace);
      return effectiveStorage(written, assumptions, subject.unit, workspace).place;
    });
  }

  /** Does the subject's build change what the claim asks for? What is written of it is not what is applied then. */
  isChangedByBuild(name: string): boolean {
    return this.#asker.holds(`claim changed ${name}`, () =>
      this.named(name).candidates.some((claim) => {
        const { workspace } = this.#asker;
        const written = resourceIn(claim, workspace.builds);
        if (claim.unit !== this.#asker.subject.unit || claim.layers.length === 0 || !written) return false;
        workspace.documentsOf(claim.document.path);
        const whole = built(written, claim, workspace.builds);
        return !saySame(child(whole.resource.root, "spec"), child(written.root, "spec"));
      }),
    );
  }

  /** Workloads of the unit, other than the subject, whose own look-up of a claim finds this one. */
  sharersOf(name: string): Others {
    const { subject } = this.#asker;
    return this.#asker.ask(
      `claim sharers ${name}`,
      () => {
        const all = this.#usersInUnit(name);
        const isSubject = (user: WorkspaceObject) => this.#asker.isSubject(user);
        return new Others(all, isSubject, isIn(all, subject));
      },
      sameOthers,
    );
  }

  /**
   * Who of the unit, the subject among them, mounts the claim that a name means here.
   * @param options.idle do those without any replicas count?
   */
  sharing(name: string, { idle = false } = {}): ClaimSharing {
    const { graph, subject, workspace } = this.#asker;
    const answer = this.named(name);
    return workspace.tracker.ask(
      `sharing in ${subject.unit.key} of ${name} as ${this.#place(answer)}, ${idle}`,
      () =>
        new ClaimSharing(
          withoutTwins(this.#usersMeaning(name, answer)).flatMap((object) => {
            const { workload } = object.facts;
            if (!workload) return [];
            const scalers = [...graph.links.to(object)].flatMap(({ from, reference }) =>
              reference.role === "scaled" && from.facts.scaler ? from : [],
            );
            const range = scaledRange(workload.replicas, scalers);
            if (!idle && range.hi === 0) return [];
            const uses = workload.claims.filter(({ claim }) => claim === name);
            return claimUser(object, workload, uses, range) ?? [];
          }),
        ),
      sameSharing,
    );
  }

  /** Workloads of other units whose own look-up of a claim finds this one: they are listed, and change nothing. */
  usersOutside(name: string): readonly WorkspaceObject[] {
    return this.#asker.objects(`claim users outside ${name}`, () => {
      const users = this.named(name).candidates.flatMap((claim) =>
        [...this.#asker.graph.links.to(claim)].filter(isMount).map(({ from }) => from),
      );
      const { unit } = this.#asker.subject;
      return this.#asker.seen(users.filter((user) => user.unit !== unit)).sort(byPlace);
    });
  }

  /** Is a volume reserved for the claim that a name means here, by the volume's own look-up? */
  isReserved(name: string): boolean {
    return this.#asker.holds(`claim reserved ${name}`, () =>
      this.named(name).candidates.some((claim) => this.#asker.graph.links.byRole(claim, "claim-of-volume").length > 0),
    );
  }

  #storage(answer: Answer): ClaimStorage {
    if (answer.state !== "found" || this.#isChangedUnseen(answer)) return unknown;
    const { assumptions, subject, workspace } = this.#asker;
    const [first = unknown, ...others] = this.#distinct(answer).map((written) =>
      effectiveStorage(written, assumptions, subject.unit, workspace),
    );
    const isAgreed = others.every(({ class: access, place }) => access === first.class && place === first.place);
    if (!isAgreed) return unknown;
    const isStatic = [first, ...others].every((one) => one.static);
    const isOneClass = others.every(({ storageClass }) => storageClass === first.storageClass);
    return { ...first, static: isStatic, storageClass: isOneClass ? first.storageClass : undefined };
  }

  #storageOfTemplate({ accessModes, storageClass }: ClaimTemplateFacts): ClaimStorage {
    const { assumptions, subject, workspace } = this.#asker;
    return this.#asker.ask(
      `storage of a template of ${storageClass ?? "-"} with ${accessModes.join()}`,
      () => {
        const written = { ...newStorage(storageClass, subject.unit, workspace), accessModes };
        return effectiveStorage(written, assumptions, subject.unit, workspace);
      },
      samePlain,
    );
  }

  /** What a plugin makes of a claim is not known. */
  #isChangedUnseen({ candidates }: Answer): boolean {
    const { workspace } = this.#asker;
    return candidates.some(({ layers }) =>
      layers.some(({ path }) => workspace.builds.layerAt(path)?.changesUnseen === true),
    );
  }

  /** What is said of the candidates, each once: worked out once for all who ask. */
  #distinct({ tier, all }: Answer): readonly WrittenStorage[] {
    const { subject, workspace } = this.#asker;
    // What a kustomization does not see, others may.
    const from = subject.unit.kind === "kustomization" ? subject.unit.key : "";
    return workspace.tracker.ask(
      `claims of ${tier} from ${from}`,
      () => {
        const found = new Map<string, WrittenStorage>();
        for (const claim of all()) {
          const written = writtenStorage(claim, workspace);
          found.set(JSON.stringify(written), written);
        }
        return [...found.values()];
      },
      samePlain,
    );
  }

  /** Words for what a name means here: equal for all who mean the same. */
  #place({ tier }: Answer): string {
    return tier ?? `${this.#asker.subject.namespace ?? ""}`;
  }

  /** In order; worked out once for all of the unit who ask the same. */
  #usersInUnit(name: string): readonly WorkspaceObject[] {
    return this.#usersMeaning(name, this.named(name));
  }

  /** @param answer what the name means here */
  #usersMeaning(name: string, answer: Answer): readonly WorkspaceObject[] {
    const { graph, subject, workspace } = this.#asker;
    const { tier, all } = answer;
    const key = nameKey(identity(name));
    return workspace.tracker.ask(
      `users in ${subject.unit.key} of ${key} as ${this.#place(answer)}`,
      () => {
        const tiers = shownOf(all()).map((claim) => graph.links.tiersOf(claim));
        const means = ({ tier: own, from }: Link) =>
          tier === undefined ? this.#asker.isBeside(from) : own !== undefined && tiers.some((keys) => keys.has(own));
        const users = new Set<WorkspaceObject>();
        for (const link of graph.links.writing(key, subject.unit))
          if (isMount(link) && means(link)) users.add(link.from);
        return [...users];
      },
      sameItems,
    );
  }
}

/** One object that is written twice is one: the second takes the place of the first. */
function withoutTwins(users: readonly WorkspaceObject[]): WorkspaceObject[] {
  const seen = new Map<string, WorkspaceObject>();
  for (const user of users) {
    const key = `${nameKey(user.facts)} ${user.namespace ?? ""}`;
    if (!seen.has(key)) seen.set(key, user);
  }
  return [...seen.values()];
}

function isMount({ from, reference }: Link): boolean {
  return reference.role === "claim" && from.facts.workload !== undefined;
}

/** Objects in order of their places are found by halving. */
function isIn(objects: readonly WorkspaceObject[], wanted: WorkspaceObject): boolean {
  let low = 0;
  let high = objects.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byPlace(objects[middle] as WorkspaceObject, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return objects[low] === wanted;
}

function identity(name: string): ReferenceTarget {
  return { group: "", kind: "PersistentVolumeClaim", name };
}
