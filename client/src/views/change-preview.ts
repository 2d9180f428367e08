// Shows what a change would do: a comparison of all files with virtual documents, nothing touched, from which it can be applied.
import { commands, type Disposable, type Tab, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ChangedFile } from "../../../server/src/transport/protocol";
import { sayApplied } from "../changes/applied";
import { carryOut, type Prepared, prepared, type WantedChange } from "../changes/prepared";
import type { Documentation } from "./documentation";

const scheme = "rightkind-preview";
/** For the menus: is there a preview, and is it what the window shows? */
const isOpenKey = "rightkind.previewIsOpen";
const isActiveKey = "rightkind.previewIsActive";

export interface ChangePreview extends Disposable {
  show(change: WantedChange): Promise<void>;
  /** Applies what is shown; where that is out of date, it is shown anew instead. */
  apply(): Promise<void>;
  whatToKnow(): Promise<void>;
}

interface Shown {
  readonly change: WantedChange;
  readonly prepared: Prepared;
  /** Was there a tab of it? That comes some time after it was asked for. */
  readonly isThere: boolean;
}

export function changePreview(client: BaseLanguageClient, pages: Documentation): ChangePreview {
  const texts = new Map<string, string>();
  let number = 0;
  let shown: Shown | undefined;
  let checking: Promise<Shown | undefined> | undefined;
  const provider = workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (page) => texts.get(page.toString()) ?? "",
  });

  /** Each comparison has addresses of its own, or VS Code would show the texts of an earlier one. */
  function page(side: "before" | "after", { uri, [side]: text }: ChangedFile): Uri {
    const address = Uri.from({ scheme, authority: side, path: Uri.parse(uri).path, query: String(number) });
    texts.set(address.toString(), text);
    return address;
  }

  /** VS Code names a comparison by its title, and some time later counts the files behind it; nothing else tells its tab. */
  function isOurs({ label }: Tab): boolean {
    return shown !== undefined && (label === shown.change.title || label.startsWith(`${shown.change.title} (`));
  }

  function tab(): Tab | undefined {
    return window.tabGroups.all.flatMap(({ tabs }) => tabs).find(isOurs);
  }

  function tellMenus(): void {
    const isThere = tab() !== undefined;
    if (shown?.isThere && !isThere) shown = undefined;
    if (shown && isThere) shown = { ...shown, isThere };
    const active = window.tabGroups.activeTabGroup.activeTab;
    void commands.executeCommand("setContext", isOpenKey, shown !== undefined);
    void commands.executeCommand("setContext", isActiveKey, active !== undefined && isOurs(active));
  }

  async function close(): Promise<void> {
    const open = tab();
    shown = undefined;
    texts.clear();
    if (open) await window.tabGroups.close(open);
    tellMenus();
  }

  async function open(change: WantedChange, ready: Prepared): Promise<void> {
    await close();
    number += 1;
    const rows = ready.files.map((file) => [Uri.parse(file.uri), page("before", file), page("after", file)] as const);
    shown = { change, prepared: ready, isThere: false };
    await commands.executeCommand("vscode.changes", change.title, rows);
    tellMenus();
  }

  /** @returns what is to be done, where that is what the comparison shows; else it has been shown anew, or closed, and said so */
  function upToDate(): Promise<Shown | undefined> {
    checking ??= check().finally(() => {
      checking = undefined;
    });
    return checking;
  }

  async function check(): Promise<Shown | undefined> {
    if (!shown) return undefined;
    const { change } = shown;
    const now = await prepared(client, change);
    if (!now) {
      await close();
      return undefined;
    }
    if (JSON.stringify(now.files) === JSON.stringify(shown.prepared.files)) {
      shown = { ...shown, prepared: now };
      return shown;
    }
    await open(change, now);
    const words = "The files have changed: the preview shows what would be done now. Nothing was applied.";
    void window.showInformationMessage(`Rightkind: ${words}`);
    return undefined;
  }

  const listeners = [
    window.tabGroups.onDidChangeTabs(({ changed }) => {
      tellMenus();
      const isBack = shown?.isThere === true && changed.some((one) => one.isActive && isOurs(one));
      if (isBack) void upToDate();
    }),
    window.tabGroups.onDidChangeTabGroups(tellMenus),
  ];

  return {
    async show(change) {
      const ready = await prepared(client, change);
      if (ready) await open(change, ready);
    },
    async apply() {
      const current = await upToDate();
      if (!current) return;
      const { change, prepared: ready } = current;
      if (!(await carryOut(client, ready))) {
        await upToDate();
        return;
      }
      await close();
      await sayApplied({ title: change.title, files: ready.files, page: ready.page }, pages);
    },
    async whatToKnow() {
      if (shown) await pages.showText(`What to know: ${shown.change.title}`, shown.prepared.page);
    },
    dispose() {
      for (const listener of [provider, ...listeners]) listener.dispose();
      texts.clear();
    },
  };
}
