// Gives one text to our reader and to the library, and says whether the reader says anything else.
import { asKubernetesReads } from "../../server/src/yaml/readable";
import { parseByLibrary } from "../../server/src/yaml/reader/library";
import { readDocument } from "../../server/src/yaml/reader/read";
import { trivia } from "../../server/src/yaml/trivia";
import { difference } from "./same-tree";

export type Outcome =
  | { readonly outcome: "read" }
  /** The library must be asked. */
  | { readonly outcome: "asked"; readonly reason: string }
  /** No reader is given binary text. */
  | { readonly outcome: "binary" }
  | { readonly outcome: "different"; readonly difference: string };

/** @param written a document as it stands in a file */
export function reading(written: string): Outcome {
  if (written.includes("\0")) return { outcome: "binary" };
  const text = asKubernetesReads(written);
  const { parsed, reason } = readDocument(text);
  if (parsed === undefined) return { outcome: "asked", reason };
  const judged = parseByLibrary(text);
  const found = difference(parsed, judged) ?? triviaDifference(text, parsed.root, judged.root);
  return found === undefined ? { outcome: "read" } : { outcome: "different", difference: found };
}

type Root = Parameters<typeof trivia>[1];

function triviaDifference(text: string, ours: Root, theirs: Root): string | undefined {
  const [our, their] = [trivia(text, ours), trivia(text, theirs)].map((all) =>
    JSON.stringify([all.comments, all.anchors, all.tags]),
  );
  return our === their ? undefined : `trivia: ${our} is ${their}`;
}
