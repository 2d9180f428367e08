// The acceptance cases of the converter once more, as an editor meets them: code action, resolve, apply; with the same bytes.
import { afterEach, describe, expect, it } from "vitest";
import { type CodeAction, type Position, ResponseError, type WorkspaceEdit } from "vscode-languageserver-protocol";
import { parseAllDocuments } from "yaml";
import { appliedEdit } from "../protocol/applied-edit";
import { ServerProcess } from "../protocol/server-process";
import { type Case, caseFiles, caseNames, caseOf, isForLater, startFiles } from "./acceptance-cases";

/** An editor asks no questions: what is chosen by an option belongs to the command line. So does a folder with many workloads. */
const cases = caseNames.filter((name) => {
  const wanted = caseOf(name);
  return wanted.choose === undefined && wanted.refused !== "R-MANY" && !isForLater(wanted);
});

let server: ServerProcess;

afterEach(async () => {
  expect(await server.stop()).toBe(0);
});

describe.each(cases)("%s", (name) => {
  const wanted = caseOf(name);
  const before = startFiles(name);

  it("is the same in an editor", async () => {
    const { kubernetesVersion = "", newResources = "sameFile" } = wanted;
    server = await ServerProcess.start({ files: before, configuration: { kubernetesVersion, newResources } });
    const place = placeOf(wanted, before);
    await server.open(place.file, before[place.file] ?? "");
    const { edit, refused } = await outcome(wanted, place);
    expect(refused).toBe(wanted.refused);
    const files = new Map(Object.entries(before).map(([file, text]) => [server.uri(file), text]));
    const after = Object.entries(caseFiles(name, "after")).map(([file, text]): [string, string] => [
      server.uri(file),
      text,
    ]);
    expect(edit ? appliedEdit(files, edit) : files).toEqual(new Map(after));
  });
});

interface Place {
  readonly file: string;
  readonly position: Position;
}

interface Outcome {
  readonly edit?: WorkspaceEdit;
  readonly refused: string | null;
}

/** Through the menu of the light bulb where it shows the conversion, else through the command that asks for it by name. */
async function outcome({ to, storage }: Case, { file, position }: Place): Promise<Outcome> {
  const uri = server.uri(file);
  const actions: (CodeAction & { data?: { storage?: string } })[] = await server.connection.sendRequest(
    "textDocument/codeAction",
    {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only: [`refactor.rewrite.rightkind.${to}`] },
    },
  );
  const action = actions.find(({ data }) => data?.storage === storage);
  if (action?.disabled) return { refused: codeOf(action.disabled.reason) };
  if (action) {
    try {
      const { edit }: CodeAction = await server.connection.sendRequest("codeAction/resolve", action);
      return { refused: null, ...(edit ? { edit } : {}) };
    } catch (error) {
      // What was offered untried may turn out to be impossible.
      if (error instanceof ResponseError) return { refused: codeOf(error.message) };
      throw error;
    }
  }
  const answer: WorkspaceEdit | { refused: string } | null = await server.connection.sendRequest(
    "workspace/executeCommand",
    { command: "rightkind.convert", arguments: [{ uri, position, to, storage }] },
  );
  if (answer === null) throw new Error("the command does not answer");
  return "refused" in answer ? { refused: answer.refused } : { edit: answer as WorkspaceEdit, refused: null };
}

function codeOf(reason: string): string | null {
  return /^(R-[A-Z-]+): ./.exec(reason)?.[1] ?? reason;
}

/** The `kind` of the workload that a case is about; by its lines, for some do not parse. */
function placeOf({ path: start = "", object }: Case, files: Readonly<Record<string, string>>): Place {
  const [kind = "(?:Deployment|ReplicaSet|ReplicationController|StatefulSet)"] = object?.split("/") ?? [];
  const name = object?.split("/").at(-1) ?? "\\S+";
  const line = (key: string, value: string) => `"?${key}"?: *"?${value}"?,?\\s*(?:#.*)?$`;
  for (const [file, text] of Object.entries(files)) {
    if (start !== "" && file !== start && !file.startsWith(`${start}/`)) continue;
    for (const part of parseAllDocuments(text, { logLevel: "silent" })) {
      const [from, , to] = part.range;
      const own = text.slice(from, to);
      // What points at a workload names its kind too, but is of another kind itself.
      const [, outer = ""] = new RegExp(line("kind", "(\\w+)"), "m").exec(own) ?? [];
      const found = new RegExp(line("kind", `(${kind})`), "m").exec(own);
      const [, word = ""] = found ?? [];
      if (!found || (outer !== word && outer !== "List") || !new RegExp(`name"?: *"?${name}\\b`).test(own)) continue;
      const lines = text.slice(0, from + found.index + found[0].indexOf(word)).split("\n");
      return { file, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
    }
  }
  throw new Error(`there is no ${object ?? "workload"}`);
}
