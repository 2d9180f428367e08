// Servers with a fault on purpose, as programs: what the fuzzer must see.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

/** Each as a piece of JavaScript that stands before the answer to a pull, which is the length of all open texts. */
const faults = {
  none: "",
  remembers: "items.push(finding('pull ' + pulls));",
  saysUnchanged: "if (previousResultId) return { kind: 'unchanged', resultId: previousResultId };",
  ends: "if (pulls > 2) process.exit(3);",
  errs: "if (pulls > 2) throw new Error('cannot');",
  logsErrors: "connection.console.error('rule x: failed');",
  writesToStandardError: "process.stderr.write('a warning');",
} as const;

/** @returns the path of a program that speaks the language server protocol on standard input and output */
export function faultyServer(fault: keyof typeof faults): string {
  const library = createRequire(import.meta.url).resolve("vscode-languageserver/node");
  const folder = path.resolve(import.meta.dirname, "../../node_modules/.cache/rightkind");
  const file = path.join(folder, `faulty-server-${fault}-${process.pid}.cjs`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    file,
    `const { createConnection, ProposedFeatures } = require(${JSON.stringify(library)});
const connection = createConnection(ProposedFeatures.all);
const place = { line: 0, character: 0 };
const finding = (message) => ({ message, code: "x", source: "rightkind", severity: 2, range: { start: place, end: place } });
let pulls = 0;
const texts = new Map();
connection.onInitialize(() => ({ capabilities: { textDocumentSync: 2, diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } } }));
connection.onInitialized(() => connection.sendNotification("rightkind/ready", {}));
connection.onDidOpenTextDocument(({ textDocument: { uri, text } }) => texts.set(uri, text));
connection.onDidChangeTextDocument(({ textDocument: { uri }, contentChanges: [{ text }] }) => texts.set(uri, text));
connection.onDidCloseTextDocument(({ textDocument: { uri } }) => texts.delete(uri));
connection.onDidChangeWatchedFiles(() => {});
connection.onHover(() => null);
connection.onCodeAction(() => []);
connection.languages.diagnostics.on(({ previousResultId }) => {
  pulls++;
  const length = [...texts.values()].join("").length;
  const items = length > 0 ? [finding(length + " characters are open")] : [];
  ${faults[fault]}
  return { kind: "full", resultId: "r" + pulls, items };
});
connection.languages.diagnostics.onWorkspace(() => ({ items: [] }));
connection.listen();
`,
  );
  return file;
}
