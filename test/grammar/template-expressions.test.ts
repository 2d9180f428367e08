// Template expressions: `{{ … }}` in values, on lines of their own and inside strings, and the YAML around them as it was.
import { describe, test } from "vitest";
import { checkScopes } from "./scope-markers";
import { tokenizer, yamlGrammars } from "./yaml-grammars";

describe.each(yamlGrammars)("in YAML's grammar: $name", async (yaml) => {
  const tokenize = await tokenizer(yaml, { injected: true });

  test("begin, end, variable", () => {
    checkScopes(
      tokenize,
      `
replicas: {{ .Values.web.replicas }}
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^ meta.template.expression.rightkind
#         ^^ punctuation.definition.template-expression.begin.rightkind
#            ^^^^^^^^^^^^^^^^^^^^ variable.other.template.rightkind
#                                 ^^ punctuation.definition.template-expression.end.rightkind
name: {{- .Release.Name -}}-web # why
#     ^^^^^^^^^^^^^^^^^^^^^ meta.template.expression.rightkind
#     ^^^ punctuation.definition.template-expression.begin.rightkind
#         ^^^^^^^^^^^^^ variable.other.template.rightkind
#                       ^^^ punctuation.definition.template-expression.end.rightkind
#                          ^^^^ string.unquoted.plain
#                               ^^^^^ comment.line.number-sign
next: 1
# <---- entity.name.tag
`,
    );
  });

  test("lines of their own, the first line too", () => {
    checkScopes(
      tokenize,
      `
{{- if and .Values.web $.Values.on }}
#   ^^ keyword.control.template.rightkind
#      ^^^ keyword.operator.word.template.rightkind
#          ^^^^^^^^^^^ variable.other.template.rightkind
#                      ^^^^^^^^^^^ variable.other.template.rightkind
kind: Deployment
#     ^^^^^^^^^^ entity.name.type.workload.rightkind
# <---- entity.name.tag
metadata:
  {{- with .Values.labels }}
  #   ^^^^ keyword.control.template.rightkind
  #        ^^^^^^^^^^^^^^ variable.other.template.rightkind
  labels:
  # ^^^^ entity.name.tag
    {{- toYaml . | nindent 4 }}
    #   ^^^^^^ support.function.template.rightkind
    #          ^ variable.language.dot.template.rightkind
    #            ^ keyword.operator.template.rightkind
    #              ^^^^^^^ support.function.template.rightkind
    #                      ^ constant.numeric.template.rightkind
  {{- else }}
  #   ^^^^ keyword.control.template.rightkind
  name: web
  # ^^ entity.name.tag
  {{- end }}
  #   ^^^ keyword.control.template.rightkind
spec: {}
# <---- entity.name.tag
{{- end }}
#   ^^^ keyword.control.template.rightkind
`,
    );
  });

  test("keywords, variables, literals, comments", () => {
    checkScopes(
      tokenize,
      `
{{- define "shop.labels" }}
#   ^^^^^^ keyword.control.template.rightkind
#          ^^^^^^^^^^^^^ string.quoted.double.template.rightkind
{{- range $i, $host := .Values.hosts }}
#   ^^^^^ keyword.control.template.rightkind
#         ^^ variable.other.template.rightkind
#             ^^^^^ variable.other.template.rightkind
#                   ^^ keyword.operator.template.rightkind
#                      ^^^^^^^^^^^^^ variable.other.template.rightkind
{{ template "a" . }}
#  ^^^^^^^^ keyword.control.template.rightkind
#           ^^^ string.quoted.double.template.rightkind
#               ^ variable.language.dot.template.rightkind
{{ include \`a\` (dict "on" true) }}
#  ^^^^^^^ keyword.control.template.rightkind
#          ^^^ string.quoted.other.template.rightkind
#               ^^^^ support.function.template.rightkind
#                    ^^^^ string.quoted.double.template.rightkind
#                         ^^^^ constant.language.template.rightkind
{{- /* two Pods }} of it */ -}}
#   ^^^^^^^^^^^^^^^^^^^^^^^ comment.block.template.rightkind
{{ with-dashes .if $end ifs 1.5 }}
#              ^^^ variable.other.template.rightkind
#                  ^^^^ variable.other.template.rightkind
#                           ^^^ constant.numeric.template.rightkind
`,
    );
  });

  test("inside strings of every kind", () => {
    checkScopes(
      tokenize,
      String.raw`
image: "{{ .Values.image }}:{{ .Values.tag }}" # both
#          ^^^^^^^^^^^^^ variable.other.template.rightkind
#                              ^^^^^^^^^^^ variable.other.template.rightkind
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double
#                                              ^^^^^^ comment.line.number-sign
escaped: "{{ index .Values \"my key\" }} b"
#            ^^^^^ support.function.template.rightkind
#                  ^^^^^^^ variable.other.template.rightkind
#                          ^^^^^^^^^^ string.quoted.double.template.rightkind
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double
single: '{{ default "x" .a }}'
#           ^^^^^^^ support.function.template.rightkind
#                   ^^^ string.quoted.double.template.rightkind
#                       ^^ variable.other.template.rightkind
#       ^^^^^^^^^^^^^^^^^^^^^^ string.quoted.single
plain: a-{{ .b }}-c
#           ^^ variable.other.template.rightkind
flow: [{{ .a }}, "{{ .b }}", c]
#         ^^ variable.other.template.rightkind
#                    ^^ variable.other.template.rightkind
#                            ^ string.unquoted.plain
text: |
  a {{ .c }} b
  #    ^^ variable.other.template.rightkind
  #          ^ string.unquoted.block
{{ .key }}: value
#  ^^^^ variable.other.template.rightkind
#         ^ punctuation.separator.map.value
#           ^^^^^ string.unquoted.plain
last: 1
# <---- entity.name.tag
`,
    );
  });

  test("what is not closed on its line, or would take a quote along, is none", () => {
    checkScopes(
      tokenize,
      `
a: "{{ .b"
#  ^^^^^^^ string.quoted.double
b: "{{ d" # }}
#  ^^^^^^ string.quoted.double
#         ^^^^ comment.line.number-sign
c: "{ {a} }"
d: {f: {g: {}}}
e: {{ /* }} */ g
#     ^^^^^^^^ comment.block.template.rightkind
last: 1
# <---- entity.name.tag
`,
    );
  });
});
