// Gathers what becomes of other documents: one script for each, every operation and every consequence once.
import type { TextEdit } from "../../text/edit";
import type { Document } from "../../workspace/document";
import type { DocumentChange } from "../../workspace/document-change";
import type { Operation } from "../../yaml/edit-script";
import type { Node } from "../../yaml/tree";
import type { Consequence, ConsequencePlace, Refused } from "../conversion";
import type { PatchObstacle } from "./kustomize-patches";

export class CompanionChanges {
  readonly #scripts = new Map<Document, Map<string, Operation>>();
  readonly #edits = new Map<Document, TextEdit[]>();
  readonly #consequences = new Map<string, Consequence>();
  readonly #refusals = new Map<string, Refused>();

  get changes(): DocumentChange[] {
    return [
      ...[...this.#scripts].map(([document, operations]) => ({ document, script: [...operations.values()] })),
      ...[...this.#edits].map(([document, edits]) => ({ document, edits })),
    ];
  }

  get consequences(): Consequence[] {
    return [...this.#consequences.values()];
  }

  get refusals(): Refused[] {
    return [...this.#refusals.values()];
  }

  script(document: Document, operations: readonly Operation[]): void {
    if (operations.length === 0) return;
    const known = this.#scripts.get(document) ?? new Map<string, Operation>();
    for (const operation of operations) known.set(JSON.stringify(operation), operation);
    this.#scripts.set(document, known);
  }

  edits(document: Document, edits: readonly TextEdit[]): void {
    if (edits.length > 0) this.#edits.set(document, [...(this.#edits.get(document) ?? []), ...edits]);
  }

  /** Consequences whose nodes are those of a document. */
  consequencesIn(document: Document, consequences: readonly Consequence[]): void {
    for (const { at, ...said } of consequences) {
      const { code, message } = said;
      const place = at && "node" in at ? placeIn(document, at.node) : at;
      const consequence = { ...said, ...(place ? { at: place } : {}) };
      const key = JSON.stringify([code, place && "path" in place ? [place.path, place.start] : message]);
      if (!this.#consequences.has(key)) this.#consequences.set(key, consequence);
    }
  }

  /** @param name the file, as messages name it */
  refuse(document: Document, name: string, { why, node }: PatchObstacle): void {
    const message = `The conversion cannot carry over ${name}: ${why}.`;
    if (!this.#refusals.has(message))
      this.#refusals.set(message, { refused: "R-PATCH", message, at: placeIn(document, node) });
  }
}

function placeIn({ path, start }: Document, node: Pick<Node, "start" | "end">): ConsequencePlace {
  return { path, start: start + node.start, end: start + node.end };
}
