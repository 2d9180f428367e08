// Shows what a conversion would do: a comparison of all files with virtual documents, nothing touched.
import { commands, type Disposable, Uri, workspace } from "vscode";
import type { PreviewedFile } from "../../../server/src/transport/protocol";

const scheme = "rightkind-preview";

export interface Preview extends Disposable {
  show(title: string, files: readonly PreviewedFile[]): Promise<void>;
}

export function preview(): Preview {
  const texts = new Map<string, string>();
  let number = 0;
  const provider = workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (page) => texts.get(page.toString()) ?? "",
  });

  /** Each preview has addresses of its own: an editor of an earlier one goes on showing what it showed. */
  function page(side: "before" | "after", uri: Uri, text: string): Uri {
    const address = Uri.from({ scheme, authority: side, path: uri.path, query: String(number) });
    texts.set(address.toString(), text);
    return address;
  }

  return {
    async show(title, files) {
      number += 1;
      const rows = files.map(({ uri, before, after }) => {
        const file = Uri.parse(uri);
        return [file, page("before", file, before), page("after", file, after)] as const;
      });
      await commands.executeCommand("vscode.changes", title, rows);
    },
    dispose() {
      provider.dispose();
      texts.clear();
    },
  };
}
