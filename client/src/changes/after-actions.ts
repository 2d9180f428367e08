// What is said after a code action that changes files. VS Code runs the command of an action behind its edit; by then it may have let go
// of the arguments, together with the menu in which the action stood. So they are kept here, and the command has none.
import type { Middleware } from "vscode-languageclient";
import { clientCommands } from "../../../server/src/transport/protocol";
import type { AppliedChange } from "./applied";

export interface AfterActions {
  readonly middleware: Middleware;
  /** Of the action that was resolved last: one is resolved when it is applied. */
  takeChange(): AppliedChange | undefined;
}

export function afterActions(): AfterActions {
  let last: AppliedChange | undefined;
  return {
    middleware: {
      async resolveCodeAction(item, token, next) {
        const resolved = await next(item, token);
        const command = resolved?.command;
        if (!command || command.command !== clientCommands.changeApplied) return resolved;
        last = command.arguments?.[0];
        resolved.command = { title: command.title, command: command.command };
        return resolved;
      },
    },
    takeChange() {
      const change = last;
      last = undefined;
      return change;
    },
  };
}
