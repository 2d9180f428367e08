// What the advisor goes by, as messages and related places name it.
import type { Evidence } from "../../guidance/evidence";
import type { Verdict } from "../../guidance/verdict";
import type { WorkloadKind } from "../../kubernetes/kinds";
import type { Related, RuleContext } from "../rule";

/** A verdict that names a kind other than the present one. */
export interface Advice extends Verdict {
  readonly named: WorkloadKind;
}

/** @returns undefined where the present kind is right, or nothing speaks for another */
export function advice({ verdict, workload }: Pick<RuleContext, "verdict" | "workload">): Advice | undefined {
  const judged = verdict();
  const named = judged?.leaning ?? judged?.recommended;
  return judged && named !== undefined && named !== workload?.kind ? { ...judged, named } : undefined;
}

/**
 * The heaviest pieces as a list, as many as there is room for; one at least.
 * @param room how many characters there are
 */
export function evidenceText(evidence: readonly Evidence[], room: number): string {
  const [first = "", ...others] = evidence.filter(({ weight }) => weight > 0).map(({ text }) => text);
  let shown = first.length > room ? `${first.slice(0, room - 1)}…` : first;
  for (const text of others) {
    if (shown.length + ", ".length + text.length > room) break;
    shown += `, ${text}`;
  }
  return shown;
}

/** Where each piece that speaks for the kind stands. */
export function evidenceRelated(evidence: readonly Evidence[]): Related[] {
  return evidence.filter(({ weight }) => weight > 0).map(({ text, source }) => ({ message: text, ...source }));
}
