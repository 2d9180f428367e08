// What our grammars leave alone: every scope that YAML's own grammar gives, on every character.
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { isOwn } from "./scope-markers";
import { contributions, projectFolder, type Token, tokenizer, yamlGrammars } from "./yaml-grammars";

const examples = fs
  .readdirSync(path.join(projectFolder, "examples"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => ({ name: file, text: fs.readFileSync(path.join(projectFolder, "examples", file), "utf8") }));

const texts = [
  ...examples,
  {
    name: "suppression comments and kinds, everywhere",
    text: `# rightkind-ignore-file: all
--- # rightkind-ignore-next-line a: b
kind: Deployment
# rightkind-ignore-next-line a, b: c
spec: # rightkind-ignore-next-line a
  - kind: "Pod" # kind
  - {kind: Job, "kind":'CronJob', a: [kind: Pod]}
  - |
    kind: Pod
    # rightkind-ignore-file
  - kind: Job
    more words: on
  - &anchor
    kind: !!str Pod
  - <<: *anchor
...
---
kind: StatefulSet
`,
  },
  {
    name: "templates inside strings",
    text: `a: "{{ .b }}"
c: 'x {{ include "d" . }}' # {{ .e }}
f: g{{ .h }}
i: >-
  {{ .j | quote }}
  k
l: [ "{{ .m }}", n ]
"{{ .o }}": p
q: r
`,
  },
];

describe.each(yamlGrammars)("in YAML's grammar: $name", async (yaml) => {
  const withOurs = await tokenizer(yaml, { injected: true });
  const alone = await tokenizer(yaml, { injected: false });

  test.each(texts)("$name", ({ text }) => {
    for (const newline of ["\n", "\r\n"]) {
      const given = text.replaceAll("\n", newline);
      expect(withOurs(given).map(yamlScopes)).toEqual(alone(given).map(yamlScopes));
    }
  });

  test("lines beside template expressions", () => {
    const text = `{{- if .Values.a }}
apiVersion: apps/v1
metadata:
  name: {{ .Release.Name }}
  labels:
    {{- include "labels" . | nindent 4 }}
  annotations:
{{ toYaml .Values.annotations | indent 4 }}
spec:
  args:
    - {{ .Values.arg | quote }}
    - --flag
  {{- with .Values.b }}
  replicas: {{ . }}
  {{- end }}
  paused: true
{{- end }}
---
kind: Pod
`;
    const isPlain = (_: unknown, line: number): boolean => !text.split("\n")[line]?.includes("{{");
    expect(withOurs(text).map(yamlScopes).filter(isPlain)).toEqual(alone(text).map(yamlScopes).filter(isPlain));
  });

  test("a long line takes no long time", () => {
    for (const part of ['{{ "', "{{ x }} ", "kind: Pod, ", "# "]) {
      const text = `a: "${part.replaceAll('"', '\\"').repeat(20_000 / part.length)}"`; // VS Code colours no longer ones
      const started = performance.now();
      withOurs(text);
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });
});

test("the examples were read", () => {
  expect(examples.map(({ name }) => name)).toContain(path.join("database", "deployment.yaml"));
});

test("every grammar is contributed under its own name, to YAML", () => {
  const files = fs.readdirSync(path.join(projectFolder, "syntaxes")).map((file) => `./syntaxes/${file}`);
  expect(contributions.map((each) => each.path).sort()).toEqual(files.sort());
  for (const { path: file, scopeName, injectTo } of contributions) {
    const grammar = JSON.parse(fs.readFileSync(path.join(projectFolder, file), "utf8"));
    expect(grammar.scopeName).toBe(scopeName);
    expect(injectTo).toEqual(["source.yaml"]);
  }
});

/** For each character of a line its scopes without ours. */
function yamlScopes(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ start, end, scopes }) =>
    Array.from({ length: Math.max(0, end - start) }, () => scopes.filter((scope) => !isOwn(scope)).join(" ")),
  );
}
