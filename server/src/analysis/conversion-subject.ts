// What a conversion is planned for: an object as it is written, and as it stands in each of its units.
import type { Refused, Subject } from "../conversions/conversion";
import type { Resource } from "../kubernetes/resource";
import { workload } from "../kubernetes/workload";
import type { Document } from "../workspace/document";
import type { Situation } from "./situation";

/** Of a file in which any document is a template, or does not parse, nothing is edited. */
export const templateRefusal: Refused = {
  refused: "R-TEMPLATE",
  message: "The file holds a template, or does not parse: it cannot be edited safely.",
};

/** An object as it is written, and as it stands in each of its units. */
export interface ObjectInUnits {
  readonly document: Document;
  readonly resource: Resource;
  readonly situations: readonly Situation[];
}

/** What a plan is made of; undefined where the object is no workload, in one of its units or at all. */
export function conversionSubject({ document, resource, situations }: ObjectInUnits): Subject | undefined {
  const view = workload(resource);
  const alive = situations.flatMap(({ resource: whole, workload: own, lookups, built: { patches } }) =>
    own ? [{ resource: whole, workload: own, lookups, patches }] : [],
  );
  return view && alive.length > 0
    ? { document, resource, workload: view, situations: alive, removals: [], texts: [] }
    : undefined;
}
