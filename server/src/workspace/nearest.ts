// Positive look-ups: which object a name means, seen from a place in the workspace. The nearest tier that has any candidate wins.
import { isPlaceholder } from "../kubernetes/template-markers";
import type { Answer } from "./answer";
import type { WorkspaceObject } from "./document";
import { keys } from "./object-index";
import { folderOf, sharedDepth } from "./paths";
import type { Reader } from "./reader";
import type { Membership, Unit } from "./units";

/** From where a look-up is made. */
export interface Vantage {
  readonly path: string;
  /** As written at the object that refers. */
  readonly namespace: string | undefined;
  readonly membership: Membership;
  readonly defaultNamespace: string | undefined;
}

export interface Identity {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/**
 * The objects that a name means, by tier: same file, same unit, same directory, nearest common ancestor folder, workspace
 * folder. Nothing is looked up across workspace folders.
 */
export function nearest(reader: Reader, vantage: Vantage, { group, kind, name }: Identity): Answer {
  if (isPlaceholder(name)) return { state: "unknown", candidates: [] };
  const candidates = nearestOf(reader, vantage, reader.objects(keys.object(group, kind, name)));
  if (candidates.length > 0) return { state: "found", candidates };
  // Missing means that every tier was read, and the last one is the workspace folder.
  const isRead = reader.ready() && !reader.hasUnreadAround(vantage.path) && !reader.hasBroken(vantage.membership.unit);
  return { state: isRead ? "missing" : "unknown", candidates };
}

/** Those of some objects that stand in the nearest tier in which any of them is. */
export function nearestOf(reader: Reader, vantage: Vantage, objects: readonly WorkspaceObject[]): WorkspaceObject[] {
  const root = reader.rootOf(vantage.path);
  let best = Number.POSITIVE_INFINITY;
  let candidates: WorkspaceObject[] = [];
  for (const object of objects) {
    if (object.document.path !== vantage.path && reader.rootOf(object.document.path) !== root) continue;
    const distance = tier(reader, vantage, object) * 2;
    const fit = namespaceFit(reader, vantage, object);
    if (fit === "no") continue;
    // A possible match counts where the tier has no better one.
    const rank = fit === "possible" ? distance + 1 : distance;
    if (rank < best) {
      best = rank;
      candidates = [object];
    } else if (rank === best) candidates.push(object);
  }
  return candidates;
}

function tier(reader: Reader, { path, membership }: Vantage, { document }: WorkspaceObject): number {
  if (document.path === path) return 0;
  if (membershipIn(reader, document.path, membership.unit)) return 1;
  if (folderOf(document.path) === folderOf(path)) return 2;
  return 3 + path.split("/").length - sharedDepth(document.path, path);
}

/** A file's membership in a unit, if it is in it. */
export function membershipIn(reader: Reader, path: string, unit: Unit): Membership | undefined {
  return reader.membershipsOf(path).find((membership) => isSameUnit(membership.unit, unit));
}

export function isSameUnit(a: Unit, b: Unit): boolean {
  return a.kind === b.kind && a.folder === b.folder;
}

/**
 * Unspecified matches unspecified, equal names match, two different names never do; unspecified against explicit is a
 * possible match. Inside one build both sides go through the same transformers.
 */
function namespaceFit(
  reader: Reader,
  vantage: Vantage,
  { document, facts }: WorkspaceObject,
): "yes" | "possible" | "no" {
  const other =
    membershipIn(reader, document.path, vantage.membership.unit) ??
    reader.membershipsOf(document.path)[0] ??
    vantage.membership;
  const mine = effectiveNamespace(vantage.namespace, vantage.membership) ?? vantage.defaultNamespace;
  const theirs = effectiveNamespace(facts.namespace, other) ?? vantage.defaultNamespace;
  if (mine === theirs) return "yes";
  return mine === undefined || theirs === undefined ? "possible" : "no";
}

/** The namespace that an object gets: the outermost kustomization that sets one wins. */
export function effectiveNamespace(written: string | undefined, { layers }: Membership): string | undefined {
  return layers.findLast(({ facts }) => facts.namespace !== undefined)?.facts.namespace ?? written;
}
