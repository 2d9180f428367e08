// Why what is said of a real build may differ from what is said of its output: all reasons that there are.
import type { Difference } from "./differences";

export interface Explanation {
  /** As the table names it. */
  readonly id: string;
  readonly text: string;
}

interface Reason extends Explanation {
  readonly explains: (difference: Difference, circumstances: Circumstances) => boolean;
}

export interface Circumstances {
  /** Does it stay where nothing lies around the files of the build? */
  readonly staysAlone: boolean;
  /** Of the kustomization. */
  readonly folder: string;
}

const TESTS = /(?:^|\/)(?:tests?|testdata|e2e)\//;

const reasons: readonly Reason[] = [
  {
    id: "sample folder",
    text: "The files lie in a folder of tests, examples or samples, where advice about the kind is only a hint, and a bare Pod is one on purpose. Output has no folder.",
    explains: ({ aspect, built, rendered }, { folder }) =>
      aspect === "verdict"
        ? withoutPiece(built, /^hint sample-folder /) === withoutPiece(rendered, /^$/)
        : built === "nothing" && rendered === "information bare-pod at kind" && TESTS.test(`${folder}/`),
  },
  {
    id: "applied again",
    text: "A kustomization is applied again and again. Who applies its output, and how often, the output does not say.",
    explains: ({ aspect, built, rendered }) =>
      aspect === "finding" && built === "information job-immutable-reapply at metadata.name" && rendered === "nothing",
  },
  {
    id: "beside the build",
    text: "A name that the build does not have means something that lies beside it in the workspace. With the files of the build alone both say the same.",
    explains: (_, { staysAlone }) => !staysAlone,
  },
];

export const explanations: readonly Explanation[] = reasons;

/** @returns undefined for a difference that must not be */
export function explanationOf(difference: Difference, circumstances: Circumstances): Explanation | undefined {
  return reasons.find(({ explains }) => explains(difference, circumstances));
}

/** The pieces of one side that the other does not have. */
export function onlyIn(text: string, other: string): string {
  const known = new Set(piecesOf(other));
  return piecesOf(text)
    .filter((piece) => !known.has(piece))
    .join(", ");
}

function piecesOf(text: string): string[] {
  return text.split(/ \| (?:[a-z ]+: )?|, |; /).filter((piece) => piece !== "");
}

function withoutPiece(text: string, unwanted: RegExp): string {
  return piecesOf(text)
    .map((piece) => piece.replace(/^against: /, ""))
    .filter((piece) => piece !== "against:" && piece !== "" && !unwanted.test(piece))
    .join(", ");
}
