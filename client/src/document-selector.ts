// Which documents Rightkind looks at.

/**
 * Real files, and what becomes one when it is saved; not the other side of a diff (`git:`) nor what another extension shows. JSON is not
 * among them: hardly any JSON file in an editor is a manifest.
 */
export const documentSelector = ["file", "untitled", "vscode-remote", "vscode-vfs", "vscode-test-web"].map(
  (scheme) => ({
    language: "yaml",
    scheme,
  }),
);
