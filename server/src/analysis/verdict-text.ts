// In words: which kind a workload should be, and what speaks for and against it.
import { RECOMMENDED } from "../guidance/evidence";
import type { Document } from "../workspace/document";
import type { Reader } from "../workspace/reader";
import type { PlaceNames } from "./location";
import type { Situation } from "./situation";
import { type LocatedText, type WorkloadVerdict, workloadVerdict } from "./workload-verdict";

/** Empty where the object is no workload. */
export function verdictText(
  situations: readonly Situation[],
  document: Document,
  reader: Reader,
  names: PlaceNames,
): string {
  const verdict = workloadVerdict(situations, document, reader);
  const kind = situations[0]?.resource.kind;
  if (!verdict || kind === undefined) return "";
  const considered = verdict.considered.map(({ kind: other, score, evidence }) =>
    [
      `For ${other}, score ${score} (recommended from ${RECOMMENDED} on):`,
      "",
      ...evidence.map(({ weight, ...piece }) => `- ${weight > 0 ? "+" : ""}${weight} ${located(piece, names)}`),
    ].join("\n"),
  );
  const against = verdict.suppressors.map((suppressor) => `- ${located(suppressor, names)}`);
  return [
    sentence(kind, verdict),
    ...considered,
    against.length > 0 ? ["Against advice:", "", ...against].join("\n") : "",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function sentence(kind: string, { recommended, leaning, considered }: WorkloadVerdict): string {
  if (recommended !== kind) return `${recommended} is recommended.`;
  if (leaning !== undefined) return `${kind} is fine; some of it speaks for ${leaning}.`;
  return considered.length > 0 ? `${kind} is fine.` : `${kind} is fine: nothing speaks for another kind.`;
}

function located({ text, location }: LocatedText, names: PlaceNames): string {
  return location ? `${text}: \`${names.place(location.document, location.span)}\`` : text;
}
