// Tells the server which commands of this client its code actions may name.
import type { ClientCapabilities, StaticFeature } from "vscode-languageclient";

export function ownCommands(commands: readonly string[]): StaticFeature {
  return {
    fillClientCapabilities(capabilities: ClientCapabilities) {
      const { experimental } = capabilities;
      capabilities.experimental = { ...(typeof experimental === "object" ? experimental : {}), commands: { commands } };
    },
    initialize() {},
    getState: () => ({ kind: "static" }),
    clear() {},
  };
}
