// Who else uses what the subject uses: counted at once, and listed as far as anybody reads.
import { SHOWN } from "../answer";
import type { WorkspaceObject } from "../objects/workspace-object";

/** Objects in order, seen by one that may be among them and does not count. */
export class Others {
  /** The first ones. */
  readonly shown: readonly WorkspaceObject[];
  readonly count: number;
  readonly #all: () => readonly WorkspaceObject[];

  /**
   * @param all in order; may hold the subject
   * @param isSubject is it the one that asks?
   */
  constructor(all: readonly WorkspaceObject[], isSubject: (object: WorkspaceObject) => boolean, subject: boolean) {
    const shown: WorkspaceObject[] = [];
    for (const object of all) {
      if (shown.length === SHOWN) break;
      if (!isSubject(object)) shown.push(object);
    }
    this.shown = shown;
    this.count = all.length - (subject ? 1 : 0);
    this.#all = () => all.filter((object) => !isSubject(object));
  }

  /** Does something hold of each? Asked of as many as it takes. */
  every(holds: (object: WorkspaceObject) => boolean): boolean {
    return this.shown.every(holds) && (this.count <= this.shown.length || this.all().every(holds));
  }

  /** All of them: only for what changes or lists them all. */
  all(): readonly WorkspaceObject[] {
    return this.#all();
  }
}

export function sameOthers(a: Others, b: Others): boolean {
  return (
    a.count === b.count &&
    a.shown.length === b.shown.length &&
    a.shown.every((object, index) => object === b.shown[index])
  );
}
