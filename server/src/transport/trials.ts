// Tries what menus have offered while nobody types, one trial at a time, so that the next menu knows what comes of it.
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { converted, type NotConverted, wantOffered } from "../analysis/conversion";
import type { Session } from "./session";

/** Milliseconds without a message after which a document is at rest. */
const REST = 400;
/** Characters of a file of which a trial may keep others waiting; one in a longer file is made when somebody asks for the edit. */
const LONGEST = 200_000;

export class TrialsAtRest {
  readonly #session: Session;
  /** Documents that have changed, or were opened, since they were last looked through for conversions. */
  readonly #unseen = new Set<string>();
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
      this.#step();
    }, milliseconds);
  }

  /** One trial; messages that have come meanwhile are answered before the next. */
  #step(): void {
    const { analysis, workspace } = this.#session;
    if (!workspace.ready) {
      if (this.#unseen.size > 0) this.#after(REST);
      return;
    }
    for (const path of this.#unseen) if (workspace.file(path)?.open) wantOffered(analysis, path);
    this.#unseen.clear();
    const target = analysis.trials.next();
    if (!target) return;
    const length = workspace.file(target.document.path)?.text.length ?? 0;
    if (length <= LONGEST) converted(analysis, target);
    this.#after(0);
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
