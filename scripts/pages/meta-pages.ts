// Pages for the findings about our own comments and configuration, which no rule of the catalogue stands for.
import { facts, page, section } from "../../server/src/analysis/markdown-page";

const commentForm = "`# rightkind-ignore-next-line rule[, rule]: reason`";

const pages: Readonly<Record<string, readonly string[]>> = {
  "unused-suppression": [
    "A suppression silences nothing.",
    facts([
      ["Severity", "hint"],
      ["Looks at", "comments `rightkind-ignore-…` and annotations `rightkind.dev/ignore…`"],
    ]),
    section(
      "Why",
      "What it silenced is gone, or it names another rule than the one that is reported. Left in place it would hide the " +
        "next finding of that rule without anybody having looked at it.",
    ),
    section("Fixes", "- Remove the unused suppression (safe: part of fix-all)"),
  ],
  "suppression-without-reason": [
    "A suppression has no reason, so it does not count.",
    facts([
      ["Severity", "hint"],
      ["Looks at", "comments, annotations, and `ignore` in `.rightkind.yaml`"],
    ]),
    section(
      "Why",
      "Whoever reads the manifest next cannot know whether the finding was looked at or only put out of sight. " +
        `Write the reason behind a colon (${commentForm}), as the value of the annotation, or under \`reason\`.`,
    ),
  ],
  "invalid-configuration": [
    "Something in `.rightkind.yaml` has no effect.",
    facts([
      ["Severity", "warning"],
      ["Looks at", "`.rightkind.yaml`"],
    ]),
    section(
      "Why",
      "A misspelt key or rule, or a value that its key does not take, is left out; the rest of the file holds. Left as it " +
        "is, it looks as if it were configured.",
    ),
    section("Fixes", "- Use 'x', where a word that is known comes near to the one written"),
  ],
};

/** The page of each, by its id. */
export const metaPages: ReadonlyMap<string, string> = new Map(
  Object.entries(pages).map(([id, parts]) => [id, page(id, parts)]),
);
