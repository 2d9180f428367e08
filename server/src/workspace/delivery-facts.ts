// What an object of Argo CD or Flux applies: folders of a repository, as it writes them.
import { at, booleanAt, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";

export interface DeliveryFacts {
  readonly tool: "Argo CD" | "Flux";
  /** From the root of a repository; those with a variable and the root itself are left out. */
  readonly folders: readonly string[];
  /** Does it replace objects whose change is rejected? */
  readonly replaces: boolean;
}

/** @param kind with its group: `argoproj.io/Application` */
export function deliveryFacts(kind: string, root: Node): DeliveryFacts | undefined {
  switch (kind) {
    case "argoproj.io/Application":
      return argo(at(root, "spec"), []);
    case "argoproj.io/ApplicationSet":
      return argo(at(root, "spec", "template", "spec"), generated(root));
    case "kustomize.toolkit.fluxcd.io/Kustomization":
      return {
        tool: "Flux",
        folders: folders([stringAt(root, "spec", "path")]),
        replaces: booleanAt(root, "spec", "force") === true,
      };
    default:
      return undefined;
  }
}

function argo(spec: Node | undefined, more: readonly (string | undefined)[]): DeliveryFacts {
  const sources = [at(spec, "source"), ...itemsOf(at(spec, "sources"))];
  return {
    tool: "Argo CD",
    folders: folders([...sources.map((source) => stringAt(source, "path")), ...more]),
    replaces: itemsOf(at(spec, "syncPolicy", "syncOptions")).some((option) => stringAt(option) === "Replace=true"),
  };
}

/** Folders that a generator finds in a repository: those below `apps/*`. */
function generated(root: Node): (string | undefined)[] {
  return itemsOf(at(root, "spec", "generators"))
    .flatMap((generator) => itemsOf(at(generator, "git", "directories")))
    .filter((directory) => booleanAt(directory, "exclude") !== true)
    .map((directory) => stringAt(directory, "path")?.replace(/\/\*{1,2}$/, ""));
}

function folders(written: readonly (string | undefined)[]): string[] {
  return written
    .map((path) => path?.replace(/^\.?\/+/, "").replace(/\/+$/, "") ?? "")
    .filter((path) => path !== "" && path !== "." && !/[*{}$()]/.test(path));
}
