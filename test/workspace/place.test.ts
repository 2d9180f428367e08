// Where a place in an object is shown: on one line, whatever stands there.
import { expect, it } from "vitest";
import { textPlace } from "../../server/src/workspace/place";
import { memoryWorkspace, root } from "../support/memory-workspace";

const config =
  "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  one: db-1.db\n  text: |\n    x\n    db-1.db\n";

it.each([
  ["a value", "one", "db-1.db"],
  ["a text of several lines by its key", "text", "text"],
])("%s", (_, key, shown) => {
  const { workspace } = memoryWorkspace([{ path: "a.yaml", text: config }]);
  const [document] = workspace.documentsOf(`${root}/a.yaml`);
  const [object] = document ? workspace.objectsAt(document, 0) : [];
  if (!object) throw new Error("there is no object");
  const place = textPlace({ object, path: ["data", key], part: "value" }, workspace.builds);
  expect(place?.document.text.slice(place.span.start, place.span.end)).toBe(shown);
});
