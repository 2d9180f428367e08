// Questions about the tools that apply the subject from its repository: Argo CD, Flux.
import { rootPlace, words } from "../graph/object-graph";
import type { WorkspaceObject } from "../objects/workspace-object";
import { folderOf, isWithin, joined } from "../paths";
import type { Asker } from "./asker";

export class DeliveryLookups {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** The Applications and Kustomizations (of Flux) that name the subject's folder, or the folder of its build, or one above. */
  by(): readonly WorkspaceObject[] {
    const { graph, subject, workspace } = this.#asker;
    return this.#asker.objects("delivered by", () => {
      const { path } = subject.document;
      const root = workspace.rootOf(path);
      const places = [folderOf(path), subject.unit.folder, ...subject.layers.map(({ folder }) => folder)];
      const all = graph.postings.all(words.deliveries(rootPlace(root)));
      return this.#asker.seen(all).filter((object) => isNaming(object, places, root ?? ""));
    });
  }
}

/** Where its repository begins is not said: it may be any folder above it, within the workspace folder. */
function isNaming({ document, facts }: WorkspaceObject, places: readonly string[], root: string): boolean {
  const named = facts.delivery?.folders ?? [];
  for (let above = folderOf(document.path); ; above = folderOf(above)) {
    for (const folder of named) {
      const target = joined(above, folder);
      if (target !== undefined && places.some((place) => isWithin(place, target))) return true;
    }
    if (above === root || above === "" || above === folderOf(above)) return false;
  }
}
