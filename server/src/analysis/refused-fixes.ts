// Conversions that findings offer and that are refused: they leave the menu of fixes, and the finding says why.
import type { Refused } from "../conversions/conversion";
import { targetsOf } from "../conversions/pairs";
import { refusals } from "../conversions/refusal";
import type { ConversionRequest } from "../guidance/conversion-request";
import type { WorkloadKind } from "../kubernetes/kinds";
import type { Fix } from "../rules/rule";
import { conversionSubject, type ObjectInUnits, templateRefusal } from "./conversion-subject";
import type { Finding, RefusedFix, RelatedPlace } from "./finding";
import type { Fault } from "./object-check";
import { refusalPlace } from "./refusal-place";

/**
 * The findings of one object, with the reasons of refused conversions behind the other related places. What is asked on the
 * way goes through the look-ups of the object, so that another answer brings another reason.
 * @param onFault called where a plan throws; the findings then stay as they are
 */
export function withRefusals(findings: readonly Finding[], object: ObjectInUnits, onFault: Fault): Finding[] {
  return findings.map((finding) => {
    try {
      return withRefusal(finding, object);
    } catch (error) {
      onFault(finding.rule, error);
      return finding;
    }
  });
}

/**
 * What refuses each of some conversions, as far as the plan knows: its result is not tried. While the workspace is being
 * read nothing is known, and nothing is named.
 * @returns an answer for each, in their order; undefined where nothing refuses it
 */
export function refusedConversions(
  object: ObjectInUnits,
  requests: readonly ConversionRequest[],
): (Refused | undefined)[] {
  const subject = conversionSubject(object);
  if (!subject?.situations.every(({ lookups }) => lookups.ready)) return requests.map(() => undefined);
  if (!subject.situations.every(({ lookups }) => lookups.files.ownParses)) return requests.map(() => templateRefusal);
  return refusals(subject, requests);
}

/** All fixes of a finding as its rule wrote them, refused ones at their places. */
export function menuOf({ fixes, refused = [] }: Finding): readonly Fix[] {
  return refused.reduce<readonly Fix[]>((menu, { fix, place }) => menu.toSpliced(place, 0, fix), fixes);
}

export interface RefusalReason {
  /** What is refused, in the words of the menu, with the code and the reason. */
  readonly text: string;
  readonly refusal: Refused;
}

/** Each reason once, with all that it refuses. */
export function refusalReasons(refused: readonly Pick<RefusedFix, "fix" | "refusal">[]): RefusalReason[] {
  const byText = new Map<string, { titles: string[]; refusal: Refused }>();
  for (const { fix, refusal } of refused) {
    const key = `${refusal.refused} ${refusal.message}`;
    const known = byText.get(key);
    if (known) known.titles.push(fix.title);
    else byText.set(key, { titles: [fix.title], refusal });
  }
  return [...byText.values()].map(({ titles, refusal }) => ({ text: refusalText(titles, refusal), refusal }));
}

/** Without a full stop, as other related places: where it is shown a place may follow. */
export function refusalText(titles: readonly string[], { refused, message }: Refused): string {
  const reason = message.replace(/\.$/, "");
  return `${titles.join(" and ")} ${titles.length === 1 ? "is" : "are"} refused (${refused}): ${reason}`;
}

function withRefusal(whole: Finding, object: ObjectInUnits): Finding {
  const finding = withoutUnknown(whole);
  const conversions = finding.fixes.flatMap((fix, place) => ("conversion" in fix ? { fix, place } : []));
  if (conversions.length === 0) return finding;
  const answers = refusedConversions(
    object,
    conversions.map(({ fix }) => fix.conversion),
  );
  const refused = conversions.flatMap((conversion, index): RefusedFix | [] => {
    const refusal = answers[index];
    return refusal ? { ...conversion, refusal } : [];
  });
  if (refused.length === 0) return finding;
  const gone = new Set<Fix>(refused.map(({ fix }) => fix));
  const reasons = refusalReasons(refused).map(
    ({ text, refusal }): RelatedPlace => ({ message: text, ...refusalPlace(refusal, object) }),
  );
  return {
    ...finding,
    fixes: finding.fixes.filter((fix) => !gone.has(fix)),
    refused,
    related: [...finding.related, ...reasons],
  };
}

/** Conversions to a kind that no conversion leads to (kubernetes.md 2.1) are no fixes. */
function withoutUnknown(finding: Finding): Finding {
  const targets = targetsOf((finding.object?.kind ?? "Pod") as WorkloadKind);
  const isKnown = (fix: Fix) => !("conversion" in fix) || targets.includes(fix.conversion.to);
  return finding.fixes.every(isKnown) ? finding : { ...finding, fixes: finding.fixes.filter(isKnown) };
}
