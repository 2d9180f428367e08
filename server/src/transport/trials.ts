// Work for the time when nobody types, one piece after another: what menus have offered is tried, and what uses claims is found.
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { deletedClaim } from "../analysis/claim-deletion";
import { converted, wantOffered } from "../analysis/conversion";
import type { NotConverted } from "../analysis/conversion-outcome";
import type { Document } from "../workspace/document";
import { documentsAround } from "../workspace/neighbours";
import type { Session } from "./session";

/** Milliseconds without a message after which a document is at rest. */
const REST = 400;
/**
 * Characters of a file, of one document, and of all documents whose findings may rest on it: what is longer would keep others
 * waiting, and is tried when somebody wants the edit.
 */
const LONGEST = { file: 200_000, document: 20_000, around: 400_000 };
/** What more kustomizations build likewise, above each other or beside each other: a trial goes through all of them in one piece. */
const MOST_LAYERS = 32;
/** So many claims of a file, the first ones, are looked for before somebody asks about them. */
const MOST_CLAIMS = 4;

export class TrialsAtRest {
  readonly #session: Session;
  /** Documents that have changed, or were opened, since they were last looked through. */
  readonly #unseen = new Set<string>();
  #claims: { readonly document: Document; readonly index: number }[] = [];
  #timer: NodeJS.Timeout | number | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /**
   * Somebody types, or has looked at a menu: what waits goes on waiting until that is over.
   * @param changed a document whose findings may offer something else now
   */
  later(changed?: string): void {
    if (changed !== undefined) this.#unseen.add(changed);
    this.#after(REST);
  }

  #after(milliseconds: number): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#session.workspace.ready) {
        if (this.#unseen.size > 0) this.#after(REST);
      } else if (this.#step()) this.#after(0);
    }, milliseconds);
  }

  /** One piece; messages that have come meanwhile are answered before the next. @returns whether more may wait */
  #step(): boolean {
    const { analysis, workspace } = this.#session;
    for (const path of this.#unseen) this.#lookThrough(path);
    this.#unseen.clear();
    const target = analysis.trials.next();
    if (target) {
      if (this.#isQuick(target.document)) converted(analysis, target);
      return true;
    }
    const claim = this.#claims.pop();
    // Only that it was asked matters: who uses a claim is known from then on, and kept true.
    if (claim && workspace.file(claim.document.path)?.documents.includes(claim.document))
      deletedClaim(analysis, claim.document, claim.index);
    return claim !== undefined;
  }

  #isQuick(document: Document): boolean {
    const { workspace } = this.#session;
    const { path, text } = document;
    const length = workspace.file(path)?.text.length ?? 0;
    const layers = workspace.units.membershipsOf(path).reduce((sum, membership) => sum + membership.layers.length, 0);
    if (length > LONGEST.file || text.length > LONGEST.document || layers > MOST_LAYERS) return false;
    let around = 0;
    for (const other of documentsAround(workspace.objects, workspace.objectsOf(document))) {
      around += other.text.length;
      if (around > LONGEST.around) return false;
    }
    return true;
  }

  #lookThrough(path: string): void {
    const { analysis, workspace } = this.#session;
    const file = workspace.file(path);
    if (!file?.open) return;
    wantOffered(analysis, path);
    const claims = file.documents.flatMap((document) =>
      document.objects.flatMap(({ facts, index }) => (facts.claim ? { document, index } : [])),
    );
    this.#claims = [...this.#claims.filter(({ document }) => document.path !== path), ...claims.slice(0, MOST_CLAIMS)];
  }
}

/**
 * What was offered untried may turn out to be impossible.
 * @throws ResponseError RequestFailed with the code and the reason
 */
export function allowed<T extends object>(answer: T | NotConverted): T {
  if (!("refused" in answer)) return answer;
  const { refused, message } = answer;
  throw new ResponseError(LSPErrorCodes.RequestFailed, `${refused}: ${message}`, { refused, message });
}
