// Carries out the simple part of the field table: fields that go, with or without a word.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { podTemplatePath, type Workload } from "../../kubernetes/workload";
import { type Operation, remove } from "../../yaml/edit-script";
import { at, entriesOf, entryOf } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { Consequence } from "../conversion";
import { fieldTable, generatedAnnotations, generatedLabels } from "./field-table";

export interface Dropped {
  readonly operations: readonly Operation[];
  readonly consequences: readonly Consequence[];
}

/**
 * @param root the object, or a patch of it
 * @param base the way to it in its document
 */
export function droppedFields(root: Node, base: Path, kind: Workload["kind"], target: WorkloadKind): Dropped {
  const operations: Operation[] = [];
  const consequences: Consequence[] = [];
  const template = podTemplatePath(kind);
  const starts = { object: [], template, pod: [...template, "spec"] } as const;
  for (const { path, part, targets } of fieldTable) {
    const disposition = targets[target];
    const whole = [...starts[part ?? "object"], ...path];
    const found = entryAt(root, whole);
    if (!found || !disposition || disposition.what === "keep" || disposition.what === "special") continue;
    operations.push(remove([...base, ...whole]));
    if (disposition.what === "drop-noted") {
      consequences.push({ code: disposition.code, message: disposition.why, at: { node: found } });
    }
  }
  operations.push(...generated(root, base, template));
  return { operations, consequences };
}

/** The key of the entry at a path. */
function entryAt(root: Node, path: Path): Node | undefined {
  const last = path.at(-1);
  return typeof last === "string" ? entryOf(at(root, ...path.slice(0, -1)), last)?.key : undefined;
}

/** What controllers wrote into annotations, labels and selectors of an object that was read from a cluster. */
function generated(root: Node, base: Path, template: Path): Operation[] {
  const annotations = [
    ["metadata", "annotations"],
    [...template, "metadata", "annotations"],
  ];
  const labels = [
    ["metadata", "labels"],
    [...template, "metadata", "labels"],
    ["spec", "selector", "matchLabels"],
  ];
  return [
    ...distinct(annotations).flatMap((path) =>
      removals(root, base, path, (key) => generatedAnnotations.some((annotation) => annotation.test(key))),
    ),
    ...distinct(labels).flatMap((path) => removals(root, base, path, (key) => generatedLabels.has(key))),
  ];
}

function removals(root: Node, base: Path, path: Path, isGenerated: (key: string) => boolean): Operation[] {
  return entriesOf(at(root, ...path)).flatMap(({ key }) =>
    key.type === "scalar" && isGenerated(key.text) ? remove([...base, ...path, key.text]) : [],
  );
}

/** For a Pod the template is the object itself. */
function distinct(paths: readonly Path[]): Path[] {
  return [...new Map(paths.map((path) => [path.join("\n"), path])).values()];
}
