// Command "Rightkind: Show Output".
import type { OutputChannel } from "vscode";

export function showOutput(output: OutputChannel): void {
  output.show();
}
