// In words: which kind a workload should be, and what speaks for it.
import type { Document } from "../workspace/document";
import type { Analysis } from "./analysis";
import type { PlaceNames } from "./explain-object";
import { workloadVerdict } from "./workload-verdict";

/** Empty where the object is no workload. */
export function verdictText(analysis: Analysis, document: Document, index: number, names: PlaceNames): string {
  const verdict = workloadVerdict(analysis, document, index);
  const kind = document.resources()[index]?.kind;
  if (!verdict || kind === undefined) return "";
  const { recommended, leaning, score, evidence } = verdict;
  const lines = evidence.map(({ text, weight, location }) => {
    const place = location ? `: \`${names.place(location.document, location.span)}\`` : "";
    return `- ${weight > 0 ? "+" : ""}${weight} ${text}${place}`;
  });
  return [sentence(kind, recommended, leaning, score), lines.join("\n")].filter((part) => part !== "").join("\n\n");
}

function sentence(kind: string, recommended: string, leaning: string | undefined, score: number): string {
  if (recommended !== kind) return `${recommended} is recommended (score ${score}; 7 or more is needed).`;
  if (leaning !== undefined)
    return `${kind} is fine; some of it speaks for ${leaning} (score ${score} of the 7 needed).`;
  return `${kind} is fine: nothing speaks for another kind.`;
}
