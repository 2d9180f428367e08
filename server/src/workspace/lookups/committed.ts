// Questions about the last commit: what the subject was in it.
import type { Resource } from "../../kubernetes/resource";
import type { KustomizationFacts } from "../../kustomize/kustomization-facts";
import type { CommittedFile } from "../committed-files";
import type { Document } from "../document";
import { written } from "../objects/workspace-object";
import { generatorOf } from "../slot";
import type { Layer } from "../units/unit";
import type { Asker } from "./asker";

/** An object as it is committed, and the document that holds it. */
export interface CommittedObject {
  readonly resource: Resource;
  readonly document: Document;
}

export class CommittedLookups {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /**
   * The object of the subject's group, kind, name and namespace, as they are written, in the last commit of the same file.
   * @returns undefined where there is none, where there are several, where that is not known, and where the whole document
   *   is as it was
   */
  former(): CommittedObject | undefined {
    const { subject, workspace } = this.#asker;
    const { path, text } = subject.document;
    // What a kustomization generates is written nowhere.
    if (generatorOf(subject) !== undefined) return undefined;
    const file = workspace.committed.at(path);
    if (!file || file.holds(text)) return undefined;
    if (this.#isWrittenTwice() || !subject.layers.every((layer) => this.#namesAsBefore(layer))) return undefined;
    return this.#alike(file);
  }

  #alike({ documents }: CommittedFile): CommittedObject | undefined {
    const { facts: wanted } = written(this.#asker.subject);
    const found = documents.flatMap((document) =>
      document.broken
        ? []
        : document.objects.filter(({ facts }) => sameIdentity(facts, wanted)).map(({ index }) => ({ document, index })),
    );
    const [only, another] = found;
    const resource = another ? undefined : only?.document.resource(only.index);
    return only && resource ? { document: only.document, resource } : undefined;
  }

  /** While a document is copied, both have one name: which of them is the former one cannot be said. */
  #isWrittenTwice(): boolean {
    const { workspace, subject } = this.#asker;
    const { document, index } = subject;
    return this.#asker.holds("written twice in its file", () => {
      const { facts: wanted } = written(subject);
      return workspace
        .documentsOf(document.path)
        .some((other) =>
          other.objects.some(
            ({ facts, index: place }) => sameIdentity(facts, wanted) && (other !== document || place !== index),
          ),
        );
    });
  }

  /** Does a kustomization give objects the names and the namespace that its committed text gives them? */
  #namesAsBefore({ path, facts }: Layer): boolean {
    const before = this.#asker.workspace.committed.at(path)?.documents.find(({ kustomization }) => kustomization);
    return before?.kustomization !== undefined && naming(before.kustomization) === naming(facts);
  }
}

interface Identity {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

function sameIdentity(one: Identity, other: Identity): boolean {
  return (
    one.kind === other.kind && one.name === other.name && one.group === other.group && one.namespace === other.namespace
  );
}

function naming({ namespace, namePrefix, nameSuffix }: KustomizationFacts): string {
  return JSON.stringify([namespace ?? null, namePrefix, nameSuffix]);
}
