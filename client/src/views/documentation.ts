// Pages that the server writes, shown as rendered Markdown in read-only documents of a scheme of their own.
import { commands, type Disposable, EventEmitter, type Position, Uri, workspace } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { type ConversionRequest, serverCommands } from "../../../server/src/transport/protocol";

const scheme = "rightkind-doc";

export interface Documentation extends Disposable {
  showRule(rule: string): Promise<void>;
  /** What the server says about the object there; false where it has nothing to say. */
  showObject(uri: Uri, position: Position): Promise<boolean>;
  /** What a conversion would change, and what people should know before. */
  showConversion(request: ConversionRequest): Promise<void>;
}

/** A page's address says all that is needed to write it, so that a page is still there after the window was reloaded. */
export function documentation(client: BaseLanguageClient): Documentation {
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: async (page) => (await written(page)) ?? "Rightkind has nothing to say here any more.",
  });

  async function written(page: Uri): Promise<string | undefined> {
    const [command, argument] = request(page);
    await client.start(); // after a reload the page may be asked for before the server is there
    const answer: unknown = await client.sendRequest(ExecuteCommandRequest.type, { command, arguments: [argument] });
    return typeof answer === "string" ? answer : undefined;
  }

  async function show(page: Uri): Promise<void> {
    changed.fire(page); // the page of an object may be open and out of date
    await commands.executeCommand("markdown.showPreview", page);
  }

  return {
    showRule: (rule) => show(Uri.from({ scheme, authority: "rule", path: `/${rule}.md` })),
    async showObject(uri, position) {
      const query = JSON.stringify({ uri: uri.toString(), line: position.line, character: position.character });
      const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
      const page = Uri.from({ scheme, authority: "object", path: `/${name}.md`, query });
      if ((await written(page)) === undefined) return false;
      await show(page);
      return true;
    },
    showConversion: (asked) =>
      show(
        Uri.from({ scheme, authority: "conversion", path: `/Convert to ${asked.to}.md`, query: JSON.stringify(asked) }),
      ),
    dispose() {
      provider.dispose();
      changed.dispose();
    },
  };
}

/** The server command, with its argument, that writes a page. */
function request(page: Uri): [command: string, argument: unknown] {
  if (page.authority === "rule") return [serverCommands.explainRule, { rule: page.path.slice(1, -".md".length) }];
  if (page.authority === "conversion") return [serverCommands.explainConversion, JSON.parse(page.query)];
  const { uri, line, character } = JSON.parse(page.query);
  return [serverCommands.explainObject, { uri, position: { line, character } }];
}
