// Patches that pick the object by the version of its API: with another one they would no longer be applied.
import { joined } from "../../../workspace/paths";
import type { RuleContext } from "../../rule";

/** Does a kustomization that the object passes patch objects of this version? */
export function isNamedByVersion({ resource, lookups }: RuleContext): boolean {
  const { apiVersion } = resource;
  const version = apiVersion.slice(apiVersion.indexOf("/") + 1);
  return lookups.layers.some(({ folder, facts }) =>
    facts.patches.some(({ path, inline, target }) => {
      if (target?.version !== undefined && target.version !== "" && target.version === version) return true;
      if (inline?.includes(apiVersion)) return true;
      const file = path === undefined ? undefined : joined(folder, path);
      return file !== undefined && lookups.files.documentsOf(file).some(({ text }) => text.includes(apiVersion));
    }),
  );
}
