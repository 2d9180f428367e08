// Where it stands what refuses a conversion, as one token.
import type { Refused } from "../conversions/conversion";
import type { Span } from "../text/span";
import type { Document } from "../workspace/document";
import type { ObjectPlace } from "../workspace/place";
import type { ObjectInUnits } from "./conversion-subject";
import type { Location } from "./location";

/** The place that the refusal names, on one line; the object's `kind` where it names none, or one that is gone. */
export function refusalPlace(
  { at }: Pick<Refused, "at">,
  { document, resource, situations }: ObjectInUnits,
): Location | { readonly place: ObjectPlace } {
  const { start, end } = resource.kindNode;
  const kind: Location = { document, span: { start, end } };
  if (!at) return kind;
  if ("place" in at) return { place: at.place };
  if ("node" in at) {
    const origin = situations.map(({ built }) => built.origin(at.node)).find((found) => found !== undefined);
    return firstLine(origin?.document ?? document, at.node) ?? kind;
  }
  const holder = situations[0]?.lookups.files.documentsOf(at.path).findLast((candidate) => candidate.start <= at.start);
  return (holder && firstLine(holder, { start: at.start - holder.start, end: at.end - holder.start })) ?? kind;
}

/** A block is shown by its first line. */
function firstLine(document: Document, { start, end }: Span): Location | undefined {
  const [line = ""] = document.text.slice(start, end).split(/\r?\n/);
  const length = line.trimEnd().length;
  return length === 0 ? undefined : { document, span: { start, end: start + length } };
}
