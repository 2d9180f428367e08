// How a store comes to a lasting volume: the one that is there, or a new mount.

import { type EditScript, insert } from "../../../yaml/edit-script";
import { child, entryOf, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Path } from "../../../yaml/tree";
import type { RuleContext } from "../../rule";
import { mountFolder, needsSubPath } from "../../shared/postgres-folder";
import { isOwn, written } from "../../shared/written";
import type { DataPlace } from "./data-place";

export interface MountChange {
  /** Of the volume. */
  readonly name: string;
  /** The way to the emptyDir's entry in the object's document; undefined where there is none. */
  readonly volume: Path | undefined;
  /** What changes in the container. */
  readonly mount: EditScript;
}

/** @returns undefined where a patch has a say in it, or it is not clear where the volume belongs */
export function mountChange(
  context: RuleContext,
  { main, folder, certain, mount }: DataPlace,
): MountChange | undefined {
  const { workload } = context;
  const { node } = main.container;
  const volumes = child(workload?.podSpec, "volumes");
  const container = written(context, node);
  if (container?.by !== "object" || !isOwn(context, node) || !isOwn(context, volumes)) return undefined;
  if (mount) {
    const item = itemsOf(child(node, "volumeMounts")).find((known) => child(known, "mountPath") === mount.node);
    const entry = itemsOf(volumes).find((known) => stringAt(known, "name") === mount.volume?.name);
    const at = item && written(context, item);
    const place = entry && written(context, entry);
    if (!at || !place) return undefined;
    const isWhole = entryOf(item, "subPath") === undefined && entryOf(item, "subPathExpr") === undefined;
    const script = isWhole && needsSubPath(main, mount.path) ? [insert(at.path, "last", "subPath: pgdata")] : [];
    return { name: mount.volume?.name ?? "", volume: place.path, mount: script };
  }
  const target = certain ? mountFolder(main, folder) : undefined;
  if (target === undefined || itemsOf(volumes).some((known) => stringAt(known, "name") === NAME)) return undefined;
  const text = `- name: ${NAME}\n  mountPath: ${target}${needsSubPath(main, target) ? "\n  subPath: pgdata" : ""}`;
  const script = entryOf(node, "volumeMounts")
    ? insert([...container.path, "volumeMounts"], "last", text)
    : insert(container.path, "last", `volumeMounts:\n${text.replace(/^/gm, "  ")}`);
  return { name: NAME, volume: undefined, mount: [script] };
}

/** Of a new volume. */
const NAME = "data";
