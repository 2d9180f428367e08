// Findings as plain data: everything that anybody is shown of them, with places in offsets of files.
import { fileEdits } from "../../server/src/analysis/changes";
import type { Finding, RelatedPlace } from "../../server/src/analysis/finding";
import { relatedLocation } from "../../server/src/analysis/location";
import type { Fix } from "../../server/src/rules/rule";
import type { Span } from "../../server/src/text/span";
import type { Document } from "../../server/src/workspace/document";
import type { Reader } from "../../server/src/workspace/reader";
import type { MemoryWorkspace } from "./memory-workspace";

/** The findings of a file, each as one line of JSON, in the order in which they are shown. */
export function shownFindings({ analysis, workspace }: MemoryWorkspace, path: string): string[] {
  return analysis.findings(path).map((finding) => JSON.stringify(shown(finding, workspace.builds)));
}

function shown(finding: Finding, reader: Reader): object {
  const { rule, group, severity, strict, message, document, span, object, related, fixes, refused, unnecessary } =
    finding;
  return {
    rule,
    group,
    severity,
    strict,
    message,
    ...placed(document, span),
    object,
    related: related.map((place) => shownRelated(place, reader)),
    fixes: fixes.map(shownFix),
    refused: refused?.map(({ fix, place, refusal }) => ({
      title: fix.title,
      place,
      code: refusal.refused,
      message: refusal.message,
    })),
    unnecessary,
  };
}

function shownRelated(related: RelatedPlace, reader: Reader): object {
  const location = relatedLocation(related, reader);
  return { message: related.message, ...(location ? placed(location.document, location.span) : { place: null }) };
}

/** With what it changes, as far as the rule itself knows. */
function shownFix(fix: Fix): object {
  const { title, safe } = fix;
  return "conversion" in fix
    ? { title, safe, conversion: fix.conversion }
    : { title, safe, edits: fileEdits(fix.changes()) };
}

function placed({ path, start }: Document, span: Span): object {
  return { path, start: start + span.start, end: start + span.end };
}
