// The line of a hover on `kind` that says why the conversion to the kind beside it cannot be done.
import type { Analysis } from "../../analysis/analysis";
import type { ObjectInUnits } from "../../analysis/conversion-subject";
import { menuOf, refusalReasons, refusalText } from "../../analysis/refused-fixes";
import type { Refused } from "../../conversions/conversion";
import { targetsOf } from "../../conversions/pairs";
import type { ConversionRequest } from "../../guidance/conversion-request";
import type { WorkloadKind } from "../../kubernetes/kinds";
import type { ColumnSource } from "./column-source";

export interface Wanted {
  readonly to: WorkloadKind;
  /** What refuses it where every claim is decided by itself. */
  readonly refusal: Refused | undefined;
  /** Does anybody think of it, beside the findings that offer it? */
  readonly isSuggested: boolean;
}

/** Empty where the conversion can be done, in all the ways that a finding offers or in one at least. */
export function refusedConversion(
  analysis: Analysis,
  object: ObjectInUnits & { readonly index: number },
  here: ColumnSource,
  { to, refusal, isSuggested }: Wanted,
): string {
  if (!targetsOf(here.kind).includes(to)) return `A ${here.kind} is not converted to a ${to}`;
  const { document, index } = object;
  const findings = analysis.documentFindings(document).filter(({ object: one }) => one?.index === index);
  const leads = (request: ConversionRequest) => request.to === to;
  const offered = findings.some((finding) =>
    menuOf(finding).some((fix) => "conversion" in fix && leads(fix.conversion)),
  );
  const refused = findings.flatMap((finding) => finding.refused ?? []).filter(({ fix }) => leads(fix.conversion));
  const byTitle = new Map(refused.map((one) => [one.fix.title, one]));
  const reasons = refusalReasons([...byTitle.values()]).map(({ text }) => text);
  // A finding offers its own ways; what each claim's own decision comes to may be refused for another reason.
  const isSaid = refused.some((one) => one.refusal.refused === refusal?.refused);
  if (refusal && !isSaid && (isSuggested || offered)) reasons.push(refusalText([`Convert to ${to}`], refusal));
  return reasons.join("; ");
}
