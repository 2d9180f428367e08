// Diagnostics are made once for each document, and again only where something about them is another.
import { describe, expect, it } from "vitest";
import { diagnostics } from "../../server/src/features/diagnostics";
import type { Snapshot } from "../../server/src/features/snapshot";
import { Uris } from "../../server/src/features/uris";
import { KeptDiagnostics } from "../../server/src/transport/kept-diagnostics";
import { claim, deployment } from "../support/generated-workspace";
import { memoryWorkspace, root } from "../support/memory-workspace";

const path = `${root}/many.yaml`;
const claimPath = `${root}/claim-3.yaml`;
const many = (greeting = "hello") =>
  Array.from({ length: 9 }, (_, at) => deployment(`app-${at}`).replace("hello", at === 4 ? greeting : "hello")).join(
    "---\n",
  );

class Editor {
  readonly #memory = memoryWorkspace([
    ...Array.from({ length: 9 }, (_, at) => ({ path: `claim-${at}.yaml`, text: claim(`app-${at}`, "ReadWriteOnce") })),
    { path: "many.yaml", text: many() },
  ]);
  readonly #kept = new KeptDiagnostics();
  readonly snapshot: Snapshot = {
    analysis: this.#memory.analysis,
    uris: new Uris(),
    client: { documentChanges: true, changeAnnotations: true, createFiles: true, resolvesEdits: true, markdown: true },
  };

  /** What a change and a pull after it cost; what is kept is what would be made now. */
  after(change: { readonly path: string; readonly text: string }) {
    const { analysis } = this.snapshot;
    const [made, checked] = [this.#kept.made, analysis.checkedResources];
    this.#memory.workspace.setFile(change.path, change.text, { open: true });
    const { items, print } = this.#kept.of(this.snapshot, path);
    expect(items).toEqual(diagnostics(this.snapshot, path));
    expect(items.length).toBeGreaterThan(8);
    return { items, print, made: this.#kept.made - made, checked: analysis.checkedResources - checked };
  }
}

describe("diagnostics of a file of many documents", () => {
  it("are made for the document that was typed in alone", () => {
    const editor = new Editor();
    const first = editor.after({ path, text: many() });
    expect(first).toMatchObject({ made: 9 });
    const second = editor.after({ path, text: many("hullo") });
    expect(second).toMatchObject({ made: 1, checked: 1, print: first.print });
  });

  it("move with the lines above them, and no rule runs below", () => {
    const editor = new Editor();
    const first = editor.after({ path, text: many() });
    const second = editor.after({ path, text: `# one line more\n${many()}` });
    expect(second).toMatchObject({ made: 9, checked: 1 });
    expect(second.print).not.toBe(first.print);
    expect(second.items.map(({ range }) => range.start.line - 1)).toEqual(
      first.items.map(({ range }) => range.start.line),
    );
  });

  it("follow a claim that moves in another file, and no rule runs but on the claim", () => {
    const editor = new Editor();
    const lines = ({ items }: ReturnType<Editor["after"]>) =>
      items.flatMap(({ relatedInformation = [] }) =>
        relatedInformation.flatMap(({ location: { uri, range } }) => (uri.endsWith(claimPath) ? range.start.line : [])),
      );
    const first = editor.after({ path, text: many() });
    editor.after({ path: claimPath, text: claim("app-3", "ReadWriteOnce") });
    const second = editor.after({ path: claimPath, text: `# one line more\n${claim("app-3", "ReadWriteOnce")}` });
    expect(lines(first).length).toBeGreaterThan(0);
    expect(lines(second)).toEqual(lines(first).map((line) => line + 1));
    // Nobody has asked for the findings of the claim's own file.
    expect(second).toMatchObject({ made: 1, checked: 0 });
  });

  it("name a file as the client does that has opened it", () => {
    const editor = new Editor();
    editor.after({ path, text: many() });
    const uri = `file://${root.replace("w", "%77")}/claim-3.yaml`;
    editor.snapshot.uris.remember(uri);
    const { items, made } = editor.after({ path, text: many() });
    expect(made).toBe(1);
    expect(JSON.stringify(items)).toContain(uri);
  });
});
