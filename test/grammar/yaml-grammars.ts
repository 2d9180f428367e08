// The YAML grammars that ours are tested in: the stand-in beside this file, and VS Code's own wherever one is installed for the tests.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import * as oniguruma from "vscode-oniguruma";
import * as textmate from "vscode-textmate";

export const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/** A YAML grammar: the files of its scopes. */
interface YamlGrammar {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
}

/** A part of a line, its end exclusive, with its scopes from the outermost to the innermost. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** What `contributes.grammars` says. */
interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo: readonly string[];
}

export const yamlGrammars: readonly YamlGrammar[] = [
  { name: "stand-in", files: scopesIn([path.join(projectFolder, "test/grammar/yaml-stand-in.tmLanguage.json")]) },
  ...installed(),
];

/** The grammars that the extension contributes, as its manifest names them. */
export const contributions: readonly Contribution[] = JSON.parse(
  fs.readFileSync(path.join(projectFolder, "package.json"), "utf8"),
).contributes.grammars;

/** It can be loaded once only. */
const engine = loadedOniguruma();

/**
 * Colours YAML as VS Code would.
 * @param injected with our grammars, or YAML's alone
 * @returns a function that gives for each line of a text its tokens
 */
export async function tokenizer(
  yaml: YamlGrammar,
  { injected }: { readonly injected: boolean },
): Promise<(text: string) => Token[][]> {
  const ours = new Map(contributions.map(({ scopeName, path: file }) => [scopeName, path.join(projectFolder, file)]));
  const registry = new textmate.Registry({
    onigLib: engine,
    loadGrammar: async (scope) => {
      const file = yaml.files.get(scope) ?? ours.get(scope);
      return file === undefined ? null : textmate.parseRawGrammar(fs.readFileSync(file, "utf8"), file);
    },
    getInjections: (scope) =>
      injected ? contributions.filter((each) => each.injectTo.includes(scope)).map((each) => each.scopeName) : [],
  });
  const grammar = await registry.loadGrammar("source.yaml");
  if (!grammar) throw new Error(`the grammar "${yaml.name}" has no source.yaml`);
  return (text) => {
    let state = textmate.INITIAL;
    return text.split(/\r?\n/).map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.map(({ startIndex, endIndex, scopes }) => ({
        start: startIndex,
        end: Math.min(endIndex, line.length), // the last one runs over the line end
        scopes,
      }));
    });
  };
}

async function loadedOniguruma(): Promise<textmate.IOnigLib> {
  await oniguruma.loadWASM(
    fs.readFileSync(path.join(projectFolder, "node_modules/vscode-oniguruma/release/onig.wasm")),
  );
  return {
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  };
}

/** Where scripts/setup-vscode.mjs puts VS Code; a folder under its final name is whole. */
function installed(): YamlGrammar[] {
  const cache =
    process.env.RIGHTKIND_VSCODE_CACHE ??
    path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"), "vscode-for-tests");
  if (!fs.existsSync(cache)) return [];
  return fs
    .readdirSync(cache)
    .filter((name) => name.startsWith("code-server-") && !name.includes(".part"))
    .flatMap((name) => {
      const folder = path.join(cache, name, "node_modules/code-server/lib/vscode/extensions/yaml/syntaxes");
      if (!fs.existsSync(folder)) return [];
      const files = fs.readdirSync(folder).filter((file) => file.endsWith(".tmLanguage.json"));
      return [{ name: `VS Code's, ${name}`, files: scopesIn(files.map((file) => path.join(folder, file))) }];
    });
}

function scopesIn(files: readonly string[]): Map<string, string> {
  return new Map(files.map((file) => [JSON.parse(fs.readFileSync(file, "utf8")).scopeName, file]));
}
