// Questions about files by their paths: their documents, whether they parse, the builds that go through a folder.
import { sameItems } from "../../tracking/same";
import { type Built, builtAt } from "../build";
import type { CalledSlot } from "../calls";
import type { Document } from "../document";
import { keys } from "../keys";
import type { WorkspaceObject } from "../objects/workspace-object";
import type { Slot } from "../slot";
import type { Layer, Unit } from "../units/unit";
import type { Asker } from "./asker";

export class FileLookups {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** Do all documents of the subject's file parse, and is none of them a template? Else no part of it is edited. */
  get ownParses(): boolean {
    const { workspace, subject } = this.#asker;
    const { path } = subject.document;
    // One answer for all objects of the file.
    return workspace.tracker.ask(`file parses ${path}`, () =>
      workspace.documentsOf(path).every((document) => document.parses()),
    );
  }

  /** The lines of the subject's document in which a `#` stands: all its comments are among them. */
  get ownCommentLines(): readonly string[] {
    const { workspace, subject } = this.#asker;
    const { document } = subject;
    // One answer for all objects of the document.
    return workspace.tracker.ask(
      `comment lines ${document.id}`,
      () => {
        workspace.tracker.read(keys.document(document));
        return commentLines(document);
      },
      sameItems,
    );
  }

  /** The documents of a file that the subject's build goes through or takes in; none where it is not known. */
  documentsOf(path: string): readonly Document[] {
    return this.#asker.workspace.documentsOf(path);
  }

  /** Is there a file at a path, read or not? */
  isKnown(path: string): boolean {
    return this.#asker.holds(`known ${path}`, () => this.#asker.workspace.isKnown(path));
  }

  /** Where files stand in the list of a kustomization that the subject passes. */
  listingOf(layer: Layer): ReadonlyMap<string, number> {
    this.documentsOf(layer.path);
    return this.#asker.workspace.units.listingOf(layer);
  }

  /** Was everything read that the builds through a folder take in? False where there are none. */
  wasReadThrough(folder: string): boolean {
    const { workspace } = this.#asker;
    return this.#asker.holds(`read through ${folder}`, () => {
      const builds = workspace.units.buildsThrough(folder);
      for (const unit of builds) workspace.tracker.read(keys.unit(unit));
      return (
        workspace.ready && builds.length > 0 && builds.every((unit) => unit.complete && !workspace.hasTroubles(unit))
      );
    });
  }

  /** The objects that pass a kustomization and were called so at any step of theirs. */
  calledThrough(layer: Pick<Layer, "path" | "folder">, name: string): readonly Slot[] {
    const { workspace } = this.#asker;
    return this.#passing(layer, (unit) => workspace.builds.calledIn(unit, name));
  }

  /** The objects that pass a kustomization and were of a kind at any step of theirs. */
  ofKindThrough(layer: Pick<Layer, "path" | "folder">, kind: string): readonly Slot[] {
    const { workspace } = this.#asker;
    return this.#passing(layer, (unit) => workspace.builds.ofKindIn(unit, kind));
  }

  /** All objects that pass a kustomization. */
  allThrough(layer: Pick<Layer, "path" | "folder">): readonly Slot[] {
    const { workspace } = this.#asker;
    return this.#asker.objects(`all through ${layer.path}`, () =>
      this.#passing(layer, (unit) => {
        const written = [...workspace.units.membersOf(unit)].flatMap((path) =>
          workspace.documentsOf(path).flatMap(({ objects }) => [...objects]),
        );
        return written.flatMap(({ document, index }) =>
          workspace.objectsAt(document, index).filter((object) => object.unit === unit),
        );
      }),
    );
  }

  /** An object as a kustomization has it in the slot's build: when it comes there, and when it leaves; none where it is gone. */
  passing(slot: Slot, layer: Pick<Layer, "path">): readonly Built[] {
    const { workspace } = this.#asker;
    const { document, index, unit } = slot;
    const layers = slot.layers.map(({ path }) => path).join();
    // One answer for all whose conversions ask what a selector means.
    return workspace.tracker.ask(`passing ${document.id}.${index} ${unit.key} ${layer.path} of ${layers}`, () => {
      this.documentsOf(document.path);
      return builtAt(slot, layer, workspace.builds);
    });
  }

  /** An object of a build as it stands there. */
  standing({ document, index, unit }: Slot): WorkspaceObject | undefined {
    const { workspace } = this.#asker;
    this.documentsOf(document.path);
    const [object] = this.#asker.objects(`standing ${document.id}.${index} ${unit.key}`, () =>
      workspace.objectsAt(document, index).filter((one) => one.unit === unit),
    );
    return object;
  }

  /** Through one that the subject passes itself, in its own build; a component changes what all its users have gathered. */
  #passing<S extends Slot & Partial<CalledSlot>>(
    { path, folder }: Pick<Layer, "path" | "folder">,
    within: (unit: Unit) => Iterable<S>,
  ): S[] {
    const { workspace, subject } = this.#asker;
    if (!subject.layers.some((layer) => layer.path === path))
      return workspace.units
        .buildsThrough(folder)
        .flatMap((unit) => [...within(unit)])
        .filter((slot) => comesTo(slot, path));
    return [...within(subject.unit)].filter(
      (slot) => slot.layers.some((layer) => layer.path === path) && comesTo(slot, path),
    );
  }
}

function commentLines({ text }: Document): string[] {
  const lines: string[] = [];
  for (let sign = text.indexOf("#"), end = 0; sign !== -1; sign = text.indexOf("#", end)) {
    const lineFeed = text.indexOf("\n", sign);
    end = lineFeed === -1 ? text.length : lineFeed;
    lines.push(text.slice(text.lastIndexOf("\n", sign) + 1, end));
  }
  return lines;
}

/** Is the object there still when a kustomization has its turn? Of a component it is not known when that is. */
function comesTo({ layers, goneIn }: Slot & Partial<CalledSlot>, path: string): boolean {
  if (goneIn === undefined) return true;
  const gone = layers.findIndex((layer) => layer.path === goneIn);
  return gone === -1 || gone >= layers.findIndex((layer) => layer.path === path);
}
