// Suppression comments: directive, rules and reason, coloured where the checker takes them for what they are.
import { describe, test } from "vitest";
import { checkScopes } from "./scope-markers";
import { tokenizer, yamlGrammars } from "./yaml-grammars";

describe.each(yamlGrammars)("in YAML's grammar: $name", async (yaml) => {
  const tokenize = await tokenizer(yaml, { injected: true });

  test("directive, rules, reason", () => {
    checkScopes(
      tokenize,
      `
# rightkind-ignore-next-line bare-pod, cronjob-overlap: see: the wiki
# <- punctuation.definition.comment
# ^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.rightkind
#                            ^^^^^^^^ support.constant.rule.rightkind
#                                    ^ punctuation.separator.rules.rightkind
#                                      ^^^^^^^^^^^^^^^ support.constant.rule.rightkind
#                                                     ^ punctuation.separator.reason.rightkind
#                                                       ^^^^^^^^^^^^^ comment.line.reason.rightkind
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.number-sign
apiVersion: v1
# <---------- entity.name.tag
`,
    );
  });

  test("a whole file", () => {
    checkScopes(
      tokenize,
      `
# rightkind-ignore-file: upstream
# ^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.rightkind
#                        ^^^^^^^^ comment.line.reason.rightkind
# rightkind-ignore-file bare-pod: upstream
# ^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.rightkind
#                       ^^^^^^^^ support.constant.rule.rightkind
#                                 ^^^^^^^^ comment.line.reason.rightkind
---
a: 1
`,
    );
  });

  test("in a mapping, in a list, in flow style, behind a value", () => {
    checkScopes(
      tokenize,
      `
spec:
  # rightkind-ignore-next-line bare-pod: yes
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.rightkind
  #                            ^^^^^^^^ support.constant.rule.rightkind
  #                                      ^^^ comment.line.reason.rightkind
  replicas: 3
  # ^^^^^^ entity.name.tag
  items:
    # rightkind-ignore-next-line bare-pod: yes
    # ^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.rightkind
    #                            ^^^^^^^^ support.constant.rule.rightkind
    #                                      ^^^ comment.line.reason.rightkind
    - name: a # rightkind-ignore-file: b
    #           ^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.rightkind
    #                                  ^ comment.line.reason.rightkind
    # ^^^^ entity.name.tag
flow: {
  # rightkind-ignore-next-line bare-pod: yes
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.rightkind
  #                            ^^^^^^^^ support.constant.rule.rightkind
  #                                      ^^^ comment.line.reason.rightkind
  name: a }
# ^^^^ entity.name.tag
`,
    );
  });

  test("written tersely, written oddly", () => {
    checkScopes(
      tokenize,
      `
#rightkind-ignore-next-line bare-pod:on purpose
#^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.rightkind
#                           ^^^^^^^^ support.constant.rule.rightkind
#                                    ^^^^^^^^^^ comment.line.reason.rightkind
##  rightkind-ignore-next-line  bare-pod cronjob-overlap : both
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.rightkind
#                               ^^^^^^^^ support.constant.rule.rightkind
#                                        ^^^^^^^^^^^^^^^ support.constant.rule.rightkind
#                                                          ^^^^ comment.line.reason.rightkind
`,
    );
  });

  test("without a colon there is no reason, and the words behind a rule are none", () => {
    checkScopes(
      tokenize,
      `
# rightkind-ignore-next-line bare-pod because I say so
# ^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.rightkind
#                            ^^^^^^^^ support.constant.rule.rightkind
# rightkind-ignore-next-line bare-pod, cronjob-overlap
# ^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.rightkind
#                            ^^^^^^^^ support.constant.rule.rightkind
#                                      ^^^^^^^^^^^^^^^ support.constant.rule.rightkind
# rightkind-ignore-next-line
# ^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.rightkind
`,
    );
  });

  test("other comments and other text stay as they are", () => {
    checkScopes(
      tokenize,
      `
# runbook: ask the people on call
# see rightkind-ignore-file: x
# rightkind-ignore-files: x
# rightkind-ignore-next-line-now a: x
# kind: Pod
# {{ .Values.a }}
a: "# rightkind-ignore-file: x"
#   ^^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double
b: x#rightkind-ignore-file
c: |
  # rightkind-ignore-file: x
# ^^^^^^^^^^^^^^^^^^^^^^^^^^ string.unquoted.block
d: e
# <- entity.name.tag
`,
    );
  });
});
