// What the command about runbooks answers.
import type { Position } from "vscode-languageserver-types";
import type { NotConverted } from "../analysis/conversion-outcome";
import { runbookOf } from "../analysis/runbook";
import type { TextFile } from "../conversions/conversion";
import { isRunbookOption, type RunbookOption } from "../runbooks/options";
import { relative } from "../workspace/paths";
import { isPosition, property } from "./commands";
import { workloadMeant } from "./conversion-commands";
import { targetOf } from "./conversions";
import type { Snapshot } from "./snapshot";

export type { RunbookOption };

/** The workload by position or by `Kind/[namespace/]name`. */
export interface RunbookParameters {
  readonly uri: string;
  readonly position?: Position;
  readonly object?: string;
  /** Left out: all ways in a table, and the recommended one in full. */
  readonly option?: RunbookOption;
}

/** Reads what a client sends; undefined where it makes no sense. */
export function runbookParameters(value: unknown): RunbookParameters | undefined {
  const [uri, position, object] = ["uri", "position", "object"].map((name) => property(value, name));
  const option = property(value, "option") ?? undefined;
  if (typeof uri !== "string" || (option !== undefined && !isRunbookOption(option))) return undefined;
  return {
    uri,
    ...(isPosition(position) ? { position } : {}),
    ...(typeof object === "string" ? { object } : {}),
    ...(option === undefined ? {} : { option }),
  };
}

/** `rightkind.runbook`: Markdown, or why there is none; undefined where there is no workload. */
export function runbookPage(
  snapshot: Snapshot,
  { option, ...meant }: RunbookParameters,
  texts: readonly TextFile[],
): string | NotConverted | undefined {
  const found = workloadMeant(snapshot, { ...meant, to: "StatefulSet" });
  if (!found || "refused" in found) return found;
  const to = found.workload.kind === "StatefulSet" ? "Deployment" : "StatefulSet";
  const { analysis } = snapshot;
  const { workspace } = analysis;
  return runbookOf(analysis, {
    ...targetOf(snapshot, found, { to, storage: "auto" }),
    texts,
    option,
    named: (path) => {
      const root = workspace.rootOf(path) ?? "";
      return path === root ? "." : relative(root, path); // as a command in that folder names it
    },
  });
}
