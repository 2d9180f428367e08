// Asks a feature at the cursor of a fixture.
import { expect } from "vitest";
import { documentStatus } from "../../server/src/features/document-status";
import { hover } from "../../server/src/features/hover/hover";
import type { Snapshot } from "../../server/src/features/snapshot";
import { Uris } from "../../server/src/features/uris";
import { fixture } from "./fixture";
import { memoryWorkspace, root } from "./memory-workspace";

const able = { documentChanges: true, changeAnnotations: true, createFiles: true, resolvesEdits: true, markdown: true };

function snapshotOf(source: string): { snapshot: Snapshot; cursor: { path: string; line: number; character: number } } {
  const { files, cursor } = fixture(source);
  const { analysis } = memoryWorkspace(files);
  const [first] = files;
  return {
    snapshot: { analysis, uris: new Uris(), client: able },
    cursor: cursor ?? { path: first?.path ?? "", line: 0, character: 0 },
  };
}

/** The text of the hover at the cursor; null where there is none. */
export function hoverText(source: string, { markdown = true } = {}): string | null {
  const { snapshot, cursor } = snapshotOf(source);
  const found = hover({ ...snapshot, client: { ...able, markdown } }, `${root}/${cursor.path}`, cursor);
  return found && typeof found.contents === "object" && "value" in found.contents ? found.contents.value : null;
}

/** The whole text of the hover at the cursor; null where there must be none. */
export function checkHover(source: string, expected: string | null): void {
  const text = hoverText(source);
  expect(text).toBe(expected === null ? null : expected.trim());
  if (text !== null) expect(text.split("\n").length).toBeLessThanOrEqual(12);
}

/** The status of the file with the cursor, or of the only one. */
export function checkStatus(source: string, expected: string | null): void {
  const { snapshot, cursor } = snapshotOf(source);
  const status = documentStatus(snapshot, `${root}/${cursor.path}`);
  expect(status && `${status.state}: ${status.text}`).toBe(expected);
}
