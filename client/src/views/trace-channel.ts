// Writes what the client and the server say to each other into the output, where the setting `rightkind.trace.server` wants it.
import { type Disposable, EventEmitter, LogLevel, type LogOutputChannel, workspace } from "vscode";

/**
 * The language client traces where its channel's log level is `Trace`. That level belongs to VS Code and hides a trace from a user who
 * has set our setting alone; so this one's level is what the setting says, and a trace is written as information.
 */
export function traceChannel(output: LogOutputChannel): LogOutputChannel & Disposable {
  const changed = new EventEmitter<LogLevel>();
  const level = () =>
    workspace.getConfiguration("rightkind").get("trace.server", "off") === "off" ? output.logLevel : LogLevel.Trace;
  const listeners = [
    changed,
    output.onDidChangeLogLevel(() => changed.fire(level())),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("rightkind.trace.server")) changed.fire(level());
    }),
  ];
  return {
    name: output.name,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    trace: (message, ...parts) => output.info(message, ...parts),
    debug: output.debug.bind(output),
    info: output.info.bind(output),
    warn: output.warn.bind(output),
    error: output.error.bind(output),
    append: output.append.bind(output),
    appendLine: output.appendLine.bind(output),
    replace: output.replace.bind(output),
    clear: output.clear.bind(output),
    show: () => output.show(),
    hide: output.hide.bind(output),
    dispose() {
      for (const listener of listeners) listener.dispose();
    },
  };
}
