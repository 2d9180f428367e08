// Field specifications: which fields of which objects a transformer of Kustomize changes.
import { booleanAt, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import { isOfType, type TypeName } from "./identity";

/** Absent `group`, `version` and `kind` mean any. */
export interface FieldSpec {
  /** Keys with `/` between them (`\/` in a key); `[]` behind one says that it holds a list, which needs no step of its own. */
  readonly path: string;
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  /** Is what is missing on the way made? Lists never are. */
  readonly create?: boolean;
}

/** A list of field specifications as they are written in files. Anything of an unexpected type counts as absent. */
export function fieldSpecs(node: Node | undefined): FieldSpec[] {
  return itemsOf(node).flatMap((item) => {
    const path = stringAt(item, "path");
    return path === undefined ? [] : { path, ...typeOf(item), create: booleanAt(item, "create") === true };
  });
}

/** The type that a mapping names, as far as it does. */
export function typeOf(node: Node): Pick<FieldSpec, "group" | "version" | "kind"> {
  const [group, version, kind] = [stringAt(node, "group"), stringAt(node, "version"), stringAt(node, "kind")];
  return { ...(group && { group }), ...(version && { version }), ...(kind && { kind }) };
}

/**
 * The list with others behind it, without those that it has already.
 * Source: kustomize api/types/fieldspec.go, MergeAll; a conflict in `create`, which is a fault there, is passed over.
 */
export function joinedSpecs(specs: readonly FieldSpec[], others: readonly FieldSpec[]): readonly FieldSpec[] {
  const result = [...specs];
  for (const other of others) {
    if (!result.some((known) => known.path === other.path && isOfType(typeNameOf(known), other))) result.push(other);
  }
  return result.length === specs.length ? specs : result;
}

function typeNameOf({ group = "", version = "", kind = "" }: FieldSpec): TypeName {
  return { group, version, kind };
}

/** Source: kustomize kyaml/utils/pathsplitter.go, PathSplitter. */
export function stepsOfPath(path: string, delimiter = "/"): string[] {
  const parts = path.split(delimiter);
  if (parts.length > 1 && parts[0] === "") parts.shift();
  const steps: string[] = [];
  for (const part of parts) {
    const last = steps.at(-1);
    if (last?.endsWith("\\")) steps[steps.length - 1] = `${last.slice(0, -1)}${delimiter}${part}`;
    else steps.push(part);
  }
  return steps;
}
