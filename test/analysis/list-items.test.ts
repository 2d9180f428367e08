// An item of a `List` costs what a document costs: what did not change is neither read nor checked again, and says the same.
import { beforeEach, describe, expect, it } from "vitest";
import { diagnostics } from "../../server/src/features/diagnostics";
import type { Snapshot } from "../../server/src/features/snapshot";
import { Uris } from "../../server/src/features/uris";
import { Choices } from "../support/choices";
import { autoscaler, claim, deployment } from "../support/generated-workspace";
import { type MemoryWorkspace, memoryWorkspace, root } from "../support/memory-workspace";

const path = `${root}/list.yaml`;

/** Deployments with claims of their own, each third of them scaled. */
function list(count: number): string {
  const objects = Array.from({ length: count }, (_, at) => [
    deployment(`app-${at}`),
    claim(`app-${at}`, "ReadWriteOnce"),
    ...(at % 3 === 0 ? [autoscaler(`app-${at}`)] : []),
  ]).flat();
  const items = objects.map((text) => `- ${text.trimEnd().replaceAll("\n", "\n  ")}\n`);
  return `apiVersion: v1\nkind: List\nitems:\n${items.join("")}metadata: {}\n`;
}

function snapshotOf({ analysis }: MemoryWorkspace): Snapshot {
  const client = {
    documentChanges: true,
    changeAnnotations: true,
    createFiles: true,
    resolvesEdits: true,
    markdown: true,
  };
  return { analysis, uris: new Uris(), client };
}

/** All that is shown, and all that the fixes of it would do. */
function shown(memory: MemoryWorkspace) {
  const fixes = memory.analysis.findings(path).flatMap(({ rule, fixes: all }) =>
    all.map((fix) => ({
      rule,
      title: fix.title,
      changes:
        "changes" in fix ? fix.changes().map(({ document, ...change }) => ({ path: document.path, ...change })) : fix,
    })),
  );
  return { diagnostics: diagnostics(snapshotOf(memory), path), fixes };
}

describe("a List", () => {
  let memory: MemoryWorkspace;
  let text: string;

  beforeEach(() => {
    text = list(100);
    memory = memoryWorkspace([{ path: "list.yaml", text }]);
    memory.workspace.setFile(path, text, { open: true });
    memory.analysis.findings(path);
  });

  /** What an edit costs, with all findings afterwards. */
  function type(start: number, end: number, newText: string) {
    const { workspace, analysis } = memory;
    const before = [workspace.parsedDocuments, workspace.rereadItems, analysis.checkedResources];
    text = text.slice(0, start) + newText + text.slice(end);
    workspace.setFile(path, text, { open: true, edit: { start, end, newText } });
    analysis.findings(path);
    const after = [workspace.parsedDocuments, workspace.rereadItems, analysis.checkedResources];
    const [parsed, reread, checked] = after.map((count, at) => count - (before[at] ?? 0));
    return { parsed, reread, checked };
  }

  it("has one item read and checked where a word of no consequence is typed", () => {
    const at = text.indexOf("hello", text.length / 2);
    expect(type(at, at, "x")).toEqual({ parsed: 0, reread: 1, checked: 1 });
    expect(type(at, at + 1, "")).toEqual({ parsed: 0, reread: 1, checked: 1 });
    expect(type(at, at, "\n  # a line more\n  ").checked).toBeLessThan(5);
  });

  it("has those checked that looked at what has changed", () => {
    const at = text.indexOf("ReadWriteOnce", text.length / 2);
    // The claim, and the Deployment that mounts it.
    expect(type(at, at + "ReadWriteOnce".length, "ReadWriteMany")).toEqual({ parsed: 0, reread: 1, checked: 2 });
  });

  it("is read whole where an edit is not within one item", () => {
    const at = text.indexOf("- apiVersion", text.length / 2);
    expect(type(at, at, "# a comment\n")).toMatchObject({ parsed: 0 });
    expect(type(at - 3, at + 14, "x")).toMatchObject({ parsed: 1, reread: 0 });
  });
});

it("any edits of a List leave what reading it at once gives", () => {
  const words = [
    "x",
    "",
    "1",
    ": ",
    "\n",
    "  ",
    "# c",
    "- ",
    "kind: Pod",
    "ReadWriteMany",
    "Recreate",
    "{{ x }}",
    "&a ",
    "*",
    "---\n",
    "\n  y: 1",
    '"',
    "$patch: x",
  ]; // prettier-ignore
  let reread = 0;
  for (let seed = 0; seed < 12; seed++) {
    const choices = Choices.seeded(seed, 400);
    let text = list(3);
    const memory = memoryWorkspace([{ path: "list.yaml", text }]);
    memory.workspace.setFile(path, text, { open: true });
    for (let step = 0; step < 12; step++) {
      memory.analysis.findings(path);
      const start = choices.below(text.length + 1);
      const end = choices.chance(50) ? start : Math.min(text.length, start + choices.below(6));
      const edit = { start, end, newText: choices.anyOf(words) ?? "" };
      const former = text;
      text = text.slice(0, start) + edit.newText + text.slice(end);
      memory.workspace.setFile(path, text, { open: true, edit });
      expect(shown(memory), JSON.stringify(edit)).toEqual(shown(memoryWorkspace([{ path: "list.yaml", text }])));
      // What is typed is seldom the end of a document: what has broken it is taken back, and half of the rest.
      const documents = memory.workspace.documentsOf(path);
      const isManifest = documents.every(({ content, broken }) => content === "manifest" && !broken);
      if (isManifest && choices.chance(50)) continue;
      memory.workspace.setFile(path, former, {
        open: true,
        edit: { start, end: start + edit.newText.length, newText: former.slice(start, end) },
      }); // prettier-ignore
      text = former;
    }
    reread += memory.workspace.rereadItems;
  }
  // Where all is always read whole, nothing is shown by this.
  expect(reread).toBeGreaterThan(40);
});
