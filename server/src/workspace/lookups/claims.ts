// Questions about PersistentVolumeClaims: which one a name means and of what class, who else uses it, what is reserved for it.
import { type ClaimClass, claimClass } from "../../kubernetes/claim";
import { child } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import { plainValue } from "../../yaml/value";
import { type Agreed, type Answer, agreed } from "../answer";
import { built } from "../build";
import type { WorkspaceObject } from "../document";
import { type Identity, membershipIn } from "../nearest";
import { keys } from "../object-index";
import type { Asker } from "./asker";

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
    const { unenforcedStorageClasses } = this.#asker.assumptions;
    const answer = this.named(name);
    const classes: Agreed<ClaimClass> = agreed(answer, ({ claim }) => {
      const found = claimClass(claim?.accessModes ?? []);
      const unenforced = claim?.storageClass !== undefined && unenforcedStorageClasses.has(claim.storageClass);
      return found === "single-node" && unenforced ? "multi" : found;
    });
    return { answer, class: classes.state === "found" ? classes.value : "unknown" };
  }

  /** Does the subject's build change what the claim asks for? What is written of it is not what is applied then. */
  isChangedByBuild(name: string): boolean {
    return this.#asker.holds(`claim changed ${name}`, (reader) =>
      this.#asker.nearest(reader, identity(name)).candidates.some(({ document, index }) => {
        const { path } = document;
        const membership = membershipIn(reader, path, this.#asker.membership.unit);
        const written = document.resource(index);
        if (!membership || !written) return false;
        reader.documentsOf(path);
        const spec = (root: Node) => JSON.stringify(plainValue(child(root, "spec")));
        return spec(built(written, path, membership, reader).resource.root) !== spec(written.root);
      }),
    );
  }

  /** Workloads other than the subject whose own look-up of a claim finds one of these, the unit's own first. */
  usersOf(name: string): readonly WorkspaceObject[] {
    return this.#asker.objects(`claim users ${name}`, (reader) => {
      const claims = this.#asker.nearest(reader, identity(name)).candidates;
      return reader
        .objects(keys.claimUse(name))
        .filter((user) => user !== this.#asker.subject.object)
        .filter((user) =>
          claims.length === 0
            ? this.#asker.isBeside(reader, user)
            : claims.some((claim) => this.#asker.finds(reader, user, identity(name), claim)),
        );
    });
  }

  /** Is a volume reserved for the claim that a name means here, by the volume's own look-up? */
  isReserved(name: string): boolean {
    return this.#asker.holds(`claim reserved ${name}`, (reader) => {
      const claims = this.#asker.nearest(reader, identity(name)).candidates;
      return reader
        .objects(keys.reserved(name))
        .some((volume) => claims.some((claim) => this.#asker.finds(reader, volume, identity(name), claim)));
    });
  }
}

function identity(name: string): Identity {
  return { group: "", kind: "PersistentVolumeClaim", name };
}
