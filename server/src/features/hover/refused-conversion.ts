// The line of a hover on `kind` that says why a suggested conversion cannot be done.
import type { Analysis } from "../../analysis/analysis";
import type { ObjectInUnits } from "../../analysis/conversion-subject";
import { menuOf, refusalReasons, refusalText, refusedConversions } from "../../analysis/refused-fixes";
import { targetsOf } from "../../conversions/plan";
import type { ConversionRequest } from "../../guidance/conversion-request";
import type { WorkloadKind } from "../../kubernetes/kinds";
import { claimVolumes, type Workload } from "../../kubernetes/workload";

/** The kind to which the conversion leads, and who suggests it. */
export interface Suggestion {
  readonly to: WorkloadKind;
  readonly advised: boolean;
}

/** Empty where nobody suggests the conversion, or where it can be done. */
export function refusedConversion(
  analysis: Analysis,
  object: ObjectInUnits & { readonly index: number },
  workload: Workload,
  { to, advised }: Suggestion,
): string {
  const { document, index } = object;
  const findings = analysis.documentFindings(document).filter(({ object: one }) => one?.index === index);
  const leads = (request: ConversionRequest) => request.to === to;
  const offered = findings.some((finding) =>
    menuOf(finding).some((fix) => "conversion" in fix && leads(fix.conversion)),
  );
  if (offered) {
    const refused = findings.flatMap((finding) => finding.refused ?? []).filter(({ fix }) => leads(fix.conversion));
    const byTitle = new Map(refused.map((one) => [one.fix.title, one]));
    return refusalReasons([...byTitle.values()])
      .map(({ text }) => text)
      .join("; ");
  }
  if (!advised || !targetsOf(workload.kind).includes(to)) return "";
  const answers = refusedConversions(object, waysTo(to, workload));
  const [first] = answers;
  return first && answers.every((answer) => answer !== undefined) ? refusalText([`Convert to ${to}`], first) : "";
}

/** Claims may move or stay; without any there is one way only. */
function waysTo(to: WorkloadKind, workload: Workload): ConversionRequest[] {
  if (to !== "StatefulSet" || claimVolumes(workload).length === 0) return [{ to, storage: "auto" }];
  return [
    { to, storage: "templates" },
    { to, storage: "keep" },
  ];
}
