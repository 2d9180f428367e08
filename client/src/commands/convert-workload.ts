// Command "Rightkind: Convert Workload…": carries out a conversion of the workload at the cursor.
import { window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { sayApplied } from "../changes/applied";
import { carryOut, prepared } from "../changes/prepared";
import type { Documentation } from "../views/documentation";
import { chooseConversion } from "./choose-conversion";

export async function convertWorkload(client: BaseLanguageClient, pages: Documentation): Promise<void> {
  const editor = window.activeTextEditor;
  const chosen = editor && (await chooseConversion(client, editor, (workload) => `Convert ${workload} to which kind?`));
  const change = chosen && (await prepared(client, chosen));
  if (!change || !(await carryOut(client, change))) return;
  await sayApplied({ title: chosen.title, files: change.files, page: change.page }, pages);
}
