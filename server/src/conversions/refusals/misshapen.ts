// Metadata that is no mapping: nothing can be written into it (R-ALIAS), and no server takes it.
import { at, isNullish, resolved } from "../../yaml/navigate";
import type { Path } from "../../yaml/tree";
import type { Refused, Subject } from "../conversion";
import { placeOf } from "../shape/places";

export function misshapen({ resource, workload: { kind } }: Subject): Refused[] {
  const holders: readonly Path[] = [
    [],
    placeOf("controller", kind)?.slice(0, -1) ?? [],
    placeOf("template", kind) ?? [],
  ];
  const paths = holders.flatMap((holder) => metadata.map((path): Path => [...holder, ...path]));
  for (const path of paths) {
    const node = resolved(at(resource.root, ...path));
    if (isNullish(node) || node?.type === "mapping") continue;
    const what = node?.type === "sequence" ? "a list" : "a single value";
    const message = `${path.join(".")} is ${what}, which the API server rejects: make it a mapping first.`;
    return [{ refused: "R-ALIAS", message }];
  }
  return [];
}

const metadata: readonly Path[] = [["metadata"], ["metadata", "labels"], ["metadata", "annotations"]];
