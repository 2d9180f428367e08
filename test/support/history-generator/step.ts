// What a history is made of: single changes of a workspace in memory, and questions to it. Any part of a history is one.
import type { UnreadReason } from "../../../server/src/workspace/unread";

/** Paths are absolute. */
export type Step =
  | { readonly step: "set"; readonly path: string; readonly text: string; readonly open: boolean }
  | { readonly step: "remove"; readonly path: string }
  | { readonly step: "unread"; readonly path: string; readonly reason: UnreadReason }
  | { readonly step: "roots"; readonly folders: readonly string[] }
  | { readonly step: "ready"; readonly ready: boolean }
  | { readonly step: "ask"; readonly paths: readonly string[] }
  | { readonly step: "compare"; readonly order: number };

/** What is there after some steps, however it came to be there. */
export interface WorkspaceState {
  readonly files: ReadonlyMap<string, { readonly text: string } | { readonly unread: UnreadReason }>;
  readonly roots: readonly string[];
  readonly ready: boolean;
  /** All that were ever named, those that are gone among them. */
  readonly paths: ReadonlySet<string>;
}

export const emptyState: WorkspaceState = { files: new Map(), roots: [], ready: false, paths: new Set() };

/** The state after one more step. */
export function stateAfter(state: WorkspaceState, step: Step): WorkspaceState {
  switch (step.step) {
    case "roots":
      return { ...state, roots: step.folders };
    case "ready":
      return { ...state, ready: step.ready };
    case "ask":
    case "compare":
      return state;
    default: {
      const files = new Map(state.files);
      if (step.step === "set") files.set(step.path, { text: step.text });
      else if (step.step === "unread") files.set(step.path, { unread: step.reason });
      else files.delete(step.path);
      return { ...state, files, paths: new Set(state.paths).add(step.path) };
    }
  }
}
