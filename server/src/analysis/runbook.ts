// Writes the runbook of a conversion: plans and tries it in each way that moves data differently.
import type { RunbookOption } from "../runbooks/options";
import type { Flag, Way } from "../runbooks/request";
import { runbook } from "../runbooks/runbook";
import type { Analysis } from "./analysis";
import { converted, subjectOf } from "./conversion";
import type { ConversionTarget, NotConverted } from "./conversion-outcome";

export interface RunbookTarget extends ConversionTarget {
  /** Undefined: all ways in a table, and the recommended one in full. */
  readonly option: RunbookOption | undefined;
  /** A path as the commands write it. */
  readonly named: (path: string) => string;
  /** Options of the command line that the conversion needs as well. */
  readonly flags?: readonly Flag[];
}

/** @returns Markdown, or why there is none. Nothing is changed. */
export function runbookOf(analysis: Analysis, target: RunbookTarget): string | NotConverted {
  const { to, options, option, named, flags = [] } = target;
  const ways = { templates: way(analysis, target, "templates"), keep: way(analysis, target, "keep") };
  return analysis.workspace.tracker.session(() => {
    const subject = subjectOf(analysis, target);
    return "refused" in subject ? subject : runbook({ subject, to, options, ways, named, flags }, option);
  });
}

function way(analysis: Analysis, target: RunbookTarget, storage: "templates" | "keep"): Way {
  const outcome = converted(analysis, { ...target, options: { ...target.options, storage } });
  if ("refused" in outcome) return outcome;
  const { files, created, consequences } = outcome;
  return { paths: [...files, ...created].map(({ path }) => path), consequences };
}
