// Questions about PersistentVolumeClaims: which one a name means and of what class, who else uses it, what is reserved for it.
import { type ClaimClass, claimClass } from "../../kubernetes/claim";
import type { ReferenceTarget } from "../../kubernetes/references/reference";
import { isPlaceholder } from "../../kubernetes/template-markers";
import { sameItems, samePlain } from "../../tracking/same";
import { child } from "../../yaml/navigate";
import { saySame } from "../../yaml/value";
import type { Answer } from "../answer";
import { built, resourceIn } from "../build";
import type { ClaimFacts } from "../facts";
import type { Link } from "../graph/links";
import { nameKey } from "../graph/names";
import { byPlace, type WorkspaceObject } from "../objects/workspace-object";
import type { Asker } from "./asker";
import { Others, sameOthers } from "./users";

export interface FoundClaim {
  readonly answer: Answer;
  /** `unknown` where the claim was not found, or its candidates differ. */
  readonly class: ClaimClass;
}

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
   * The claim that a volume names, and its class. One whose storage class is configured not to enforce ReadWriteOnce counts
   * as `multi`. Its candidates must agree in the class; what else they say does not matter here.
   */
  found(name: string): FoundClaim {
    const answer = this.named(name);
    return {
      answer,
      class: this.#asker.ask(`claim class ${name}`, () => {
        const classes = this.#classes(this.named(name));
        const [value] = classes;
        return classes.size === 1 && value !== undefined ? value : "unknown";
      }),
    };
  }

  /** Does the subject's build change what the claim asks for? What is written of it is not what is applied then. */
  isChangedByBuild(name: string): boolean {
    return this.#asker.holds(`claim changed ${name}`, () =>
      this.named(name).candidates.some((claim) => {
        const { workspace } = this.#asker;
        const written = resourceIn(claim, workspace);
        if (claim.unit !== this.#asker.subject.unit || claim.layers.length === 0 || !written) return false;
        workspace.documentsOf(claim.document.path);
        const whole = built(written, claim, workspace);
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
      this.named(name).candidates.some((claim) =>
        [...this.#asker.graph.links.to(claim)].some(({ reference }) => reference.role === "claim-of-volume"),
      ),
    );
  }

  /** All that the candidates are. */
  #classes(answer: Answer): ReadonlySet<ClaimClass> {
    const { unenforcedStorageClasses } = this.#asker.assumptions;
    if (answer.state !== "found") return new Set();
    return new Set(this.#distinct(answer).map((claim) => classOf(claim, unenforcedStorageClasses)));
  }

  /** What the candidates say about who may mount them, each once: worked out once for all who ask. */
  #distinct({ tier, all }: Answer): readonly (ClaimFacts | undefined)[] {
    return this.#asker.workspace.tracker.ask(
      `claims of ${tier}`,
      () => {
        const found = new Map<string, ClaimFacts | undefined>();
        for (const { facts } of all())
          found.set(JSON.stringify([facts.claim?.accessModes, facts.claim?.storageClass]), facts.claim);
        return [...found.values()];
      },
      samePlain,
    );
  }

  /** In order; worked out once for all of the unit who ask the same. */
  #usersInUnit(name: string): readonly WorkspaceObject[] {
    const { graph, subject, workspace } = this.#asker;
    const { tier, candidates } = this.named(name);
    const key = nameKey(identity(name));
    const place = tier === undefined ? `${subject.namespace ?? ""}` : tier;
    return workspace.tracker.ask(
      `users in ${subject.unit.key} of ${key} as ${place}`,
      () => {
        const tiers = candidates.map((claim) => graph.links.tiersOf(claim));
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

function classOf(claim: ClaimFacts | undefined, unenforced: ReadonlySet<string>): ClaimClass {
  const modes = claim?.accessModes ?? [];
  if (modes.some(isPlaceholder)) return "unknown";
  const found = claimClass(modes);
  return found === "single-node" && claim?.storageClass !== undefined && unenforced.has(claim.storageClass)
    ? "multi"
    : found;
}

function identity(name: string): ReferenceTarget {
  return { group: "", kind: "PersistentVolumeClaim", name };
}
