// Questions about the last commit: what the subject was in it.
import type { Resource } from "../../kubernetes/resource";
import type { KustomizationFacts } from "../../kustomize/kustomization-facts";
import { sameMembers } from "../../tracking/same";
import { identity } from "../committed-files";
import type { Document } from "../document";
import { keys } from "../keys";
import { written } from "../objects/workspace-object";
import { generatorOf } from "../slot";
import type { Layer } from "../units/unit";
import type { Workspace } from "../workspace";
import type { Asker } from "./asker";

/** An object as it is committed, and where. */
export interface CommittedObject {
  readonly resource: Resource;
  readonly document: Document;
  /** Its place among the resources of the document. */
  readonly index: number;
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
    // What a kustomization generates is written nowhere.
    if (generatorOf(subject) !== undefined || !this.#isAnother()) return undefined;
    if (this.#isWrittenTwice() || !subject.layers.every((layer) => this.#namesAsBefore(layer))) return undefined;
    const [only, another] = workspace.committed.at(subject.document.path)?.called(identity(written(subject))) ?? [];
    const resource = another ? undefined : only?.document.resource(only.index);
    return only && resource ? { document: only.document, index: only.index, resource } : undefined;
  }

  /** Is the document another than in the last commit? One answer for all its objects. */
  #isAnother(): boolean {
    const { workspace, subject } = this.#asker;
    const { document } = subject;
    return workspace.tracker.ask(`another than committed ${document.id}`, () => {
      workspace.tracker.read(keys.document(document));
      return workspace.committed.at(document.path)?.holds(document.text) === false;
    });
  }

  /** While a document is copied, both have one name: which of them is the former one cannot be said. */
  #isWrittenTwice(): boolean {
    const { workspace, subject } = this.#asker;
    const { path } = subject.document;
    // One answer for all objects of the file.
    const twice = workspace.tracker.ask(`written twice in ${path}`, () => namesTwice(workspace, path), sameMembers);
    return twice.has(identity(written(subject)));
  }

  /** Does a kustomization give objects the names and the namespace that its committed text gives them? */
  #namesAsBefore({ path, facts }: Layer): boolean {
    const before = this.#asker.workspace.committed.at(path)?.documents.find(({ kustomization }) => kustomization);
    return before?.kustomization !== undefined && naming(before.kustomization) === naming(facts);
  }
}

/** What objects of one file are called more than once. */
function namesTwice(workspace: Workspace, path: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { objects } of workspace.documentsOf(path)) {
    for (const name of objects.map(identity)) (seen.has(name) ? twice : seen).add(name);
  }
  return twice;
}

function naming({ namespace, namePrefix, nameSuffix }: KustomizationFacts): string {
  return JSON.stringify([namespace ?? null, namePrefix, nameSuffix]);
}
