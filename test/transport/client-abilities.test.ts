// What a client says of itself, also where it says null.
import { describe, expect, it } from "vitest";
import type { ClientCapabilities } from "vscode-languageserver";
import { clientAbilities, transportAbilities } from "../../server/src/transport/client-abilities";

/** As clients send it, which the types do not allow. */
function said(capabilities: unknown): ClientCapabilities {
  return capabilities as ClientCapabilities;
}

describe("a client that says null", () => {
  const nulls = said({
    workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: null }, diagnostics: null },
    textDocument: {
      diagnostic: null,
      hover: null,
      codeAction: { honorsChangeAnnotations: true, resolveSupport: null },
    },
    window: null,
    experimental: null,
  });

  it("is pushed to: it does not pull", () => {
    expect(transportAbilities(nulls)).toEqual(transportAbilities({}));
  });

  it("gets edits without annotations, and whole", () => {
    expect(clientAbilities(nulls)).toEqual({ ...clientAbilities({}), documentChanges: true });
  });

  it("of everything is one that can do nothing", () => {
    const all = said({ workspace: null, textDocument: null, window: null, experimental: null });
    expect([transportAbilities(all), clientAbilities(all)]).toEqual([transportAbilities({}), clientAbilities({})]);
  });
});

it("a client that does not say what it resolves gets whole edits", () => {
  const { resolvesEdits } = clientAbilities(
    said({ textDocument: { codeAction: { dataSupport: true, resolveSupport: {} } } }),
  );
  expect(resolvesEdits).toBe(false);
});
