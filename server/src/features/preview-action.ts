// The entry of a menu that shows what the entry beside it would do.
import type { CodeAction } from "vscode-languageserver-types";
import { clientCommands } from "./client-commands";
import type { Snapshot } from "./snapshot";

/**
 * @param request as `rightkind.prepareChange` takes it
 * @returns nothing for a client that has no preview
 */
export function previewAction(
  { client }: Snapshot,
  { title, kind, disabled }: CodeAction,
  request: object,
): CodeAction[] {
  if (disabled || !client.commands?.has(clientCommands.preview)) return [];
  const shown = `Preview: ${title}`;
  const command = { title: shown, command: clientCommands.preview, arguments: [{ title, request }] };
  return [{ title: shown, ...(kind === undefined ? {} : { kind }), command }];
}
