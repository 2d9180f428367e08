// One array for each path that many objects write something at.
import type { Path } from "./tree";

/** Paths that manifests use are few; what somebody invents by the thousand is not kept. */
const MOST = 20_000;

const known = new Map<string, Path>();

/** An equal path, the same one for all who ask. */
function sharedPath(path: Path): Path {
  const key = JSON.stringify(path);
  const same = known.get(key);
  if (same) return same;
  if (known.size === MOST) known.clear();
  // A copy has room for just its words; an array that has grown has more.
  const own = path.slice();
  known.set(key, own);
  return own;
}

/** The same fact, whose path is the one array that all equal paths are; not to be changed. */
export function withSharedPath<T extends { readonly path: Path }>(fact: T): T {
  return { ...fact, path: sharedPath(fact.path) };
}
