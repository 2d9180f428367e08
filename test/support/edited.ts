// The text that a document becomes by a script: for tests of the edit engine.
import { applyEdits } from "../../server/src/text/edit";
import { compose } from "../../server/src/yaml/compose";
import { isRefusal, type Operation } from "../../server/src/yaml/edit-script";

/** The document after the operations, or `refused: …` with the reason and the words in the way. */
export function edited(text: string, ...script: readonly Operation[]): string {
  const result = compose(text, script);
  if (isRefusal(result))
    return `refused: ${result.refused} at ${JSON.stringify(text.slice(result.at.start, result.at.end))}`;
  return applyEdits(text, result.edits);
}

/** A document without the indentation of the code around it; it ends with a line end. */
export function yaml(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const text = String.raw({ raw: strings.raw }, ...values).replace(/^\n/, "");
  const depth = Math.min(...[...text.matchAll(/^( *)\S/gm)].map(([, indent]) => indent?.length ?? 0));
  return text.replace(new RegExp(`^ {0,${depth}}`, "gm"), "").replace(/ *$/, "");
}
