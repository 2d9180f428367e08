// Findings of an object that stands further up or down in its document than when it was checked, and says the same.
import type { ScriptFix } from "../rules/rule";
import type { Span } from "../text/span";
import type { Document } from "../workspace/document";
import type { Finding, RelatedPlace } from "./finding";

/** Do findings point to nothing in a document but the part of it that they are about? */
export function pointsWithin(findings: readonly Finding[], document: Document, part: Span): boolean {
  const isWithin = ({ start, end }: Span) => part.start <= start && end <= part.end;
  return findings.every(
    ({ span, related, cause }) =>
      isWithin(span) &&
      cause?.document !== document &&
      related.every((place) => !("span" in place) || place.document !== document || isWithin(place.span)),
  );
}

/**
 * @param by how far the object has moved
 * @param again checks the object where it stands now: edits that a fix has thought of are of its former place
 */
export function movedFindings(
  findings: readonly Finding[],
  by: number,
  again: () => readonly Finding[],
): readonly Finding[] {
  if (by === 0) return findings;
  return findings.map((finding, index) => ({
    ...finding,
    span: moved(finding.span, by),
    related: finding.related.map((place) => movedPlace(place, finding.document, by)),
    fixes: finding.fixes.map((fix, place) =>
      "changes" in fix ? { ...fix, changes: () => scriptFix(again()[index], place, fix.title).changes() } : fix,
    ),
  }));
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function movedPlace(place: RelatedPlace, document: Document, by: number): RelatedPlace {
  return "span" in place && place.document === document ? { ...place, span: moved(place.span, by) } : place;
}

/** @throws where the object says something else now: then nobody may hold its former findings */
function scriptFix(finding: Finding | undefined, place: number, title: string): ScriptFix {
  const fix = finding?.fixes[place];
  if (!fix || !("changes" in fix) || fix.title !== title) throw new Error(`There is no fix "${title}" any more.`);
  return fix;
}
