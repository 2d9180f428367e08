// Workspace folders are walls: a kustomization that names what lies in another one takes in what cannot be seen here.
import type { KustomizationFacts } from "../../kustomize/kustomization-facts";
import { folderOf, joined } from "../paths";

/** Says in which workspace folder a path lies. */
export type RootOf = (path: string) => string | undefined;

/**
 * What a kustomization says of its own workspace folder.
 * @returns the same facts where it names nothing beyond
 */
export function withinWalls(path: string, facts: KustomizationFacts, rootOf: RootOf): KustomizationFacts {
  const folder = folderOf(path);
  const root = rootOf(path);
  const isHere = (reference: string) => {
    const named = joined(folder, reference);
    return named === undefined || rootOf(named) === root;
  };
  const resources = facts.resources.filter((entry) => isHere(entry.path));
  const components = facts.components.filter((entry) => isHere(entry.path));
  const isAll = resources.length === facts.resources.length && components.length === facts.components.length;
  if (isAll) return facts;
  const changesUnseen = facts.changesUnseen || components.length < facts.components.length;
  return { ...facts, resources, components, addsUnseen: true, changesUnseen };
}
