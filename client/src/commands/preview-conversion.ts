// Command "Rightkind: Preview Conversion": all files that a conversion would change, before and after, and what to know of it.
import { window } from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest } from "vscode-languageclient";
import { type PreviewedFile, serverCommands } from "../../../server/src/transport/protocol";
import type { Documentation } from "../views/documentation";
import type { Preview } from "../views/preview";
import { applyConversion } from "./apply-conversion";
import { type ChosenConversion, chooseConversion } from "./choose-conversion";

export async function previewConversion(
  client: BaseLanguageClient,
  preview: Preview,
  pages: Documentation,
): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const chosen = await chooseConversion(client, editor, "Preview which conversion?");
  if (!chosen) return;
  const files: unknown = await client.sendRequest(ExecuteCommandRequest.type, {
    command: serverCommands.preview,
    arguments: [chosen.request],
  });
  if (!Array.isArray(files)) {
    void window.showInformationMessage("Rightkind: the workload has changed meanwhile. Try again.");
    return;
  }
  await preview.show(chosen.title, files as readonly PreviewedFile[]);
  await askWhetherToApply(client, chosen, pages);
}

const apply = "Apply";
const explain = "What to Know";

/** Asks once more after the page was opened: a notification goes when one of its buttons is pressed. */
async function askWhetherToApply(
  client: BaseLanguageClient,
  { title, request }: ChosenConversion,
  pages: Documentation,
): Promise<void> {
  for (;;) {
    const answer = await window.showInformationMessage(`${title}: nothing is changed yet.`, apply, explain);
    if (answer === apply) await applyConversion(client, request);
    if (answer !== explain) return;
    await pages.showConversion(request);
  }
}
