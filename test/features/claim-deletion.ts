// Asks for the deletion of a claim as an editor does, and applies it to files in memory.
import { expect } from "vitest";
import type { CodeAction, CodeActionContext } from "vscode-languageserver-types";
import { codeActions, codeActionWithEdit } from "../../server/src/features/code-actions";
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

export interface AskOptions extends MemoryOptions {
  readonly client?: Partial<ClientAbilities>;
  readonly only?: CodeActionContext["only"];
  /** A piece of the line on which the light bulb is asked for. */
  readonly on?: string;
}

export interface Answer {
  readonly actions: readonly CodeAction[];
  readonly snapshot: Snapshot;
  readonly memory: MemoryWorkspace;
}

export function claim(name: string, more = ""): string {
  return `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 1Gi
${more}`;
}

/** A Pod that mounts a claim; any other kind by its Pod template. */
export function pod(claimName: string, metadata = "name: shell"): string {
  return `apiVersion: v1
kind: Pod
metadata: {${metadata}}
spec:
  containers: [{name: main, image: registry.example/main:1, volumeMounts: [{name: v, mountPath: /v}]}]
  volumes: [{name: v, persistentVolumeClaim: {claimName: ${claimName}}}]
`;
}

/** The actions on the claim of a file, those that delete it alone. */
export function asked(files: Files, { client = {}, only, on, ...options }: AskOptions = {}): Answer {
  const memory = memoryWorkspace(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    options,
  );
  const snapshot: Snapshot = { analysis: memory.analysis, uris: new Uris(), client: { ...able, ...client } };
  const piece = on ?? "kind: PersistentVolumeClaim";
  const [path, text] = Object.entries(files).find(([, content]) => content.includes(piece)) ?? ["", ""];
  const line = text.slice(0, text.indexOf(piece)).split("\n").length - 1;
  const start = { line, character: 0 };
  const actions = codeActions(snapshot, {
    path: `${root}/${path}`,
    range: { start, end: start },
    context: { diagnostics: [], ...(only ? { only } : {}) },
    versionOf: () => null,
  });
  return { actions: actions.filter(({ title }) => title.startsWith("Delete unused claim")), snapshot, memory };
}

/** The titles that are offered. */
export function offered(files: Files, options: AskOptions = {}): string[] {
  return asked(files, options).actions.map(({ title }) => title);
}

/** The only action that is offered, resolved. */
export function resolvedAction({ actions, snapshot }: Answer): CodeAction {
  expect(actions.length).toBe(1);
  const [action] = actions;
  if (!action) throw new Error("nothing is offered");
  const resolved = codeActionWithEdit(snapshot, action, () => null);
  if ("refused" in resolved) throw new Error(resolved.message);
  return resolved;
}

/** All files after the action. */
export function afterDeletion(files: Files, options: AskOptions = {}): Files {
  const { edit } = resolvedAction(asked(files, options));
  if (!edit) throw new Error("the action has no edit");
  const addressed = new Map(Object.entries(files).map(([path, text]) => [`file://${root}/${path}`, text]));
  const after = appliedEdit(addressed, edit);
  return Object.fromEntries([...after].map(([uri, text]) => [uri.slice(`file://${root}/`.length), text]));
}
