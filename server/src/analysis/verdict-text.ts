// In words: which kind a workload should be, and what speaks for and against it.
import { LEANING, RECOMMENDED } from "../guidance/evidence";
import { FINE_AS_IT_IS } from "../guidance/held";
import type { WorkloadKind } from "../kubernetes/kinds";
import type { Document } from "../workspace/document";
import type { Reader } from "../workspace/reader";
import type { PlaceNames } from "./location";
import { escaped } from "./markdown";
import type { Situation } from "./situation";
import { type ConsideredKind, type LocatedText, type WorkloadVerdict, workloadVerdict } from "./workload-verdict";

/** Empty where the object is no workload. */
export function verdictText(
  situations: readonly Situation[],
  document: Document,
  reader: Reader,
  names: PlaceNames,
): string {
  const verdict = workloadVerdict(situations, document, reader);
  const kind = situations[0]?.workload?.kind;
  if (!verdict || kind === undefined) return "";
  const against = verdict.suppressors.map((suppressor) => `- ${located(suppressor, names)}`);
  return [
    sentence(kind, verdict),
    ...verdict.considered.map((other) => [title(other, verdict), "", ...pieces(other, names)].join("\n")),
    against.length > 0 ? ["Against advice:", "", ...against].join("\n") : "",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function sentence(kind: WorkloadKind, verdict: WorkloadVerdict): string {
  const { recommended, leaning, evidence, considered } = verdict;
  if (recommended !== kind) return `${recommended} is recommended.`;
  if (leaning !== undefined) {
    const [first] = evidence;
    return first?.text === FINE_AS_IT_IS
      ? `${escaped(first.text)}.`
      : `${kind} is fine; some of it speaks for ${leaning}.`;
  }
  const [best] = considered.filter((other) => other.score >= LEANING && !isSilenced(other.kind, verdict));
  if (best) return `As much speaks for ${equals(best, verdict)} as for ${best.kind}: ${kind} stays.`;
  return considered.length > 0 ? `${kind} is fine.` : `${kind} is fine: nothing speaks for another kind.`;
}

/** The score of another kind, and why it is not the one that is named where its score alone would make it that. */
function title(other: ConsideredKind, verdict: WorkloadVerdict): string {
  const { kind, score } = other;
  const isNamed = kind === verdict.recommended || kind === verdict.leaning;
  const start = `For ${kind}, score ${score}`;
  if (isNamed || score < LEANING) return `${start} (recommended from ${RECOMMENDED} on):`;
  if (isSilenced(kind, verdict)) return `${start}, not advised for what is listed below:`;
  const others = equals(other, verdict);
  return `${start}, ${others === "" ? "less than the other" : `no more than for ${others}`}:`;
}

/** The other kinds for which as much speaks. */
function equals({ kind, score }: ConsideredKind, { considered }: WorkloadVerdict): string {
  const others = considered.filter((other) => other.score === score && other.kind !== kind);
  return others.map((other) => other.kind).join(" and ");
}

function isSilenced(kind: WorkloadKind, { suppressors }: WorkloadVerdict): boolean {
  return suppressors.some(({ kinds, effect }) => effect === "silent" && (kinds === undefined || kinds.includes(kind)));
}

function pieces({ evidence }: ConsideredKind, names: PlaceNames): string[] {
  return evidence
    .filter(({ weight }) => weight !== 0)
    .map(({ weight, ...piece }) => `- ${weight > 0 ? "+" : ""}${weight} ${located(piece, names)}`);
}

function located({ text, location }: LocatedText, names: PlaceNames): string {
  const words = escaped(text);
  return location ? `${words}: ${names.place(location.document, location.span)}` : words;
}
