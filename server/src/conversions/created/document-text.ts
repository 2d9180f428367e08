// A fragment as the text of a document of its own.
import { isRefusal } from "../../yaml/edit-script";
import type { Fragment } from "../../yaml/fragment";
import { insertDocument } from "../../yaml/insert-document";

/** In our own style, without a line end behind it. */
export function documentText(fragment: Fragment): string {
  const neighbour = "kind: Any\n";
  const edit = insertDocument(neighbour, { start: 0, end: neighbour.length }, fragment);
  return isRefusal(edit) ? "" : edit.newText.replace(/\n---\n$/, "");
}
