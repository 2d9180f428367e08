// Pages that the server writes, each in a tab of its own: rules, kinds, workloads, and what to know of a change.
import { commands, type Disposable, type Position, Range, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { serverCommands } from "../../../server/src/transport/protocol";
import { pageHtml } from "./page-html";

const viewType = "rightkind.page";

export interface Documentation extends Disposable {
  showRule(rule: string): Promise<void>;
  showKind(kind: string): Promise<void>;
  /** What the server says about the object there; false where it has nothing to say. */
  showObject(uri: Uri, position: Position): Promise<boolean>;
  /** Markdown that somebody has already. */
  showText(title: string, text: string): Promise<void>;
}

/** Says all that is needed to write a page, so that it is there again after the window was reloaded. */
type Source = { readonly command: string; readonly argument: unknown } | { readonly text: string };

interface Page {
  readonly title: string;
  readonly source: Source;
}

export function documentation(client: BaseLanguageClient): Documentation {
  const open = new Map<string, WebviewPanel>();

  async function written({ source }: Page): Promise<string | undefined> {
    if ("text" in source) return source.text;
    await client.start(); // after a reload the page may be asked for before the server is there
    const { command, argument } = source;
    const answer: unknown = await client.sendRequest(ExecuteCommandRequest.type, { command, arguments: [argument] });
    return typeof answer === "string" ? answer : undefined;
  }

  async function fill(panel: WebviewPanel, page: Page, text: string): Promise<void> {
    panel.title = page.title;
    panel.webview.html = pageHtml(await rendered(text), page);
  }

  function keep(panel: WebviewPanel, page: Page): void {
    const key = JSON.stringify(page.source);
    open.set(key, panel);
    panel.onDidDispose(() => open.delete(key));
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const href = typeof message === "object" && message !== null && "href" in message ? message.href : undefined;
      if (typeof href === "string") void openLink(href);
    });
  }

  async function show(page: Page, text: string): Promise<void> {
    const known = open.get(JSON.stringify(page.source));
    known?.reveal();
    const options = { enableScripts: true, enableFindWidget: true, localResourceRoots: [] };
    const panel = known ?? window.createWebviewPanel(viewType, page.title, ViewColumn.Active, options);
    if (!known) keep(panel, page);
    await fill(panel, page, text);
  }

  async function showWritten(page: Page): Promise<void> {
    const text = await written(page);
    if (text !== undefined) await show(page, text);
    else void window.showInformationMessage(`Rightkind has no page about '${page.title}'.`);
  }

  const serializer = window.registerWebviewPanelSerializer(viewType, {
    async deserializeWebviewPanel(panel, page: Page | undefined) {
      if (!page?.source) return panel.dispose();
      keep(panel, page);
      await fill(panel, page, (await written(page)) ?? "Rightkind has nothing to say here any more.");
    },
  });

  return {
    showRule: (rule) =>
      showWritten({ title: rule, source: { command: serverCommands.explainRule, argument: { rule } } }),
    showKind: (kind) =>
      showWritten({ title: kind, source: { command: serverCommands.explainKind, argument: { kind } } }),
    async showObject(uri, { line, character }) {
      const argument = { uri: uri.toString(), position: { line, character } };
      const source = { command: serverCommands.explainObject, argument };
      const text = await written({ title: "", source });
      if (text === undefined) return false;
      // The page begins with its title: `Deployment "mysql"`.
      await show({ title: (/^# (.*)/.exec(text)?.[1] ?? "Workload").replaceAll('"', ""), source }, text);
      return true;
    },
    showText: (title, text) => show({ title, source: { text } }, text),
    dispose() {
      serializer.dispose();
      for (const panel of open.values()) panel.dispose();
    },
  };
}

/** Links to `file:` addresses are none to VS Code's Markdown: it would show them as they are written. */
const passing = "rightkind-file:";

/** By VS Code's own Markdown; as it is written where that has been turned off. */
async function rendered(text: string): Promise<string> {
  try {
    return await commands.executeCommand<string>("markdown.api.render", text.replaceAll("](file:", `](${passing}`));
  } catch {
    return `<pre>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</pre>`;
  }
}

/** A place in a file, as `file:///k8s/mysql.yaml#L2`. */
async function openLink(href: string): Promise<void> {
  const target = Uri.parse(href.replace(passing, "file:"));
  const line = Number(/^L(\d+)$/.exec(target.fragment)?.[1] ?? 1) - 1;
  await window.showTextDocument(target.with({ fragment: "" }), { selection: new Range(line, 0, line, 0) });
}
