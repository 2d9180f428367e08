// Asks for the menu of the findings of a fixture as an editor does, and applies what is chosen to its files.
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver-types";
import { clientCommands } from "../../server/src/features/client-commands";
import { codeActions, codeActionWithEdit } from "../../server/src/features/code-actions";
import { ignoringAnswer, reasonAnswer } from "../../server/src/features/finding-menu";
import type { ClientAbilities, Snapshot } from "../../server/src/features/snapshot";
import { Uris } from "../../server/src/features/uris";
import { appliedEdit } from "../protocol/applied-edit";
import { type MemoryOptions, type MemoryWorkspace, memoryWorkspace, root } from "../support/memory-workspace";

export type Files = Readonly<Record<string, string>>;

const able: ClientAbilities = {
  documentChanges: true,
  changeAnnotations: true,
  createFiles: true,
  deleteFiles: true,
  resolvesEdits: true,
  markdown: true,
};

/** Our own client, which asks for reasons and shows previews. */
export const ours: Partial<ClientAbilities> = { commands: new Set(Object.values(clientCommands)) };

export interface Menu {
  readonly titles: readonly string[];
  readonly actions: readonly CodeAction[];
  readonly memory: MemoryWorkspace;
  /** The files after the action of that title; with a reason where our client asks for one. Those that stay are left out. */
  readonly after: (title: string, reason?: string) => Files;
}

export interface MenuOptions extends MemoryOptions {
  readonly client?: Partial<ClientAbilities>;
  /** A piece of the line on which the light bulb is asked for; else the line of the first finding of the first file. */
  readonly on?: string;
}

/** The menu of one file, quick fixes only. */
export function menu(files: Files, { client = {}, on, ...options }: MenuOptions = {}): Menu {
  const memory = memoryWorkspace(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    options,
  );
  const snapshot: Snapshot = { analysis: memory.analysis, uris: new Uris(), client: { ...able, ...client } };
  const [name = "", text = ""] = Object.entries(files).find(([, content]) => content.includes(on ?? "")) ?? [];
  const path = `${root}/${name}`;
  const [first] = memory.analysis.findings(path);
  const offset = on === undefined ? (first?.document.start ?? 0) + (first?.span.start ?? 0) : text.indexOf(on);
  const { line } = memory.workspace.file(path)?.lines.placeOf(offset) ?? { line: 0 };
  const actions = codeActions(snapshot, {
    path,
    range: { start: { line, character: 0 }, end: { line, character: 1000 } },
    context: { diagnostics: [], only: ["quickfix"] },
    versionOf: () => null,
  });
  return {
    titles: actions.map(({ title }) => title),
    actions,
    memory,
    after(title, reason) {
      const action = actions.find((one) => one.title === title);
      if (!action) throw new Error(`"${title}" is not among ${actions.map((one) => one.title).join(", ")}`);
      const edit = editOf(snapshot, action, reason);
      if (!edit) throw new Error(`"${title}" has no edit`);
      const before = new Map(Object.entries(files).map(([path, content]) => [`file://${root}/${path}`, content]));
      return Object.fromEntries(
        [...appliedEdit(before, edit)]
          .filter(([uri, content]) => before.get(uri) !== content)
          .map(([uri, content]) => [uri.slice(`file://${root}/`.length), content]),
      );
    },
  };
}

function editOf(snapshot: Snapshot, action: CodeAction, reason: string | undefined): WorkspaceEdit | undefined {
  const given: unknown = action.command?.arguments?.[0];
  const asked = typeof given === "object" ? { ...given, reason } : undefined;
  switch (action.command?.command) {
    case clientCommands.ignoreFinding:
      return ignoringAnswer(snapshot, asked, () => null);
    case clientCommands.addReason:
      return reasonAnswer(snapshot, asked, () => null);
  }
  const resolved = codeActionWithEdit(snapshot, action, () => null);
  if ("refused" in resolved) throw new Error(resolved.message);
  return resolved.edit;
}
