// Workload kinds: the value of every key `kind`, and nothing that only looks like one.
import { describe, test } from "vitest";
import { workloadKinds } from "../../server/src/kubernetes/kinds";
import { checkScopes } from "./scope-markers";
import { tokenizer, yamlGrammars } from "./yaml-grammars";

const WORKLOAD = "entity.name.type.workload.rightkind";

describe.each(yamlGrammars)("in YAML's grammar: $name", async (yaml) => {
  const tokenize = await tokenizer(yaml, { injected: true });

  test.each(workloadKinds)("%s", (kind) => {
    checkScopes(
      tokenize,
      `kind: ${kind}\n#     ${"^".repeat(kind.length)} ${WORKLOAD}\nmetadata:\n# <-------- entity.name.tag`,
    );
  });

  test("in block style", () => {
    checkScopes(
      tokenize,
      `
apiVersion: apps/v1
kind:   Deployment  # the shop
#       ^^^^^^^^^^ ${WORKLOAD}
#       ^^^^^^^^^^ string.unquoted.plain
#                   ^^^^^^^^^^ comment.line.number-sign
spec:
  scaleTargetRef:
    kind: StatefulSet
    #     ^^^^^^^^^^^ ${WORKLOAD}
    name: mysql
    # ^^ entity.name.tag
items:
  - kind: Pod
  #       ^^^ ${WORKLOAD}
  - - kind: Job
  #         ^^^ ${WORKLOAD}
  - name: a
  # ^^^^ entity.name.tag
`,
    );
  });

  test("quoted", () => {
    checkScopes(
      tokenize,
      `
kind: "Deployment"
#      ^^^^^^^^^^ ${WORKLOAD}
#     ^^^^^^^^^^^^ string.quoted.double
'kind': 'CronJob' # nightly
#        ^^^^^^^ ${WORKLOAD}
#                 ^^^^^^^^^ comment.line.number-sign
a: b
# <- entity.name.tag
`,
    );
  });

  test("in flow style and JSON", () => {
    checkScopes(
      tokenize,
      `
target: {kind: Deployment, name: mysql}
#              ^^^^^^^^^^ ${WORKLOAD}
#                          ^^^^ entity.name.tag
last: {name: mysql, kind: Deployment }
#                         ^^^^^^^^^^ ${WORKLOAD}
list: [{kind: 'Pod'}, {"kind":"Job"}]
#              ^^^ ${WORKLOAD}
#                              ^^^ ${WORKLOAD}
object: {
  "apiVersion": "apps/v1",
  "kind": "DaemonSet",
  #        ^^^^^^^^^ ${WORKLOAD}
  "metadata": {} }
  # ^^^^^^ entity.name.tag
`,
    );
  });

  test("other kinds, other keys, other text", () => {
    checkScopes(
      tokenize,
      `
kind: Service
kind: PodDisruptionBudget
kind: Pod-like
kind: Pod Security
kind: deployment
kind: my/Deployment
kind: #Deployment
subkind: Deployment
sub-kind: Deployment
kind.of: Deployment
Deployment: kind
name: Deployment
text: "kind: Deployment"
text: 'see {kind: Deployment}'
flow: {subkind: Job, name: Pod}
# kind: Deployment
note: "a" # {kind: Deployment}
`,
    );
  });

  test("in a block scalar it is text", () => {
    checkScopes(
      tokenize,
      `
data:
  manifest.yaml: |
    kind: Deployment
    # ^^^^^^^^^^^^^^ string.unquoted.block
    spec: {kind: Pod}
  other.yaml: >-
    kind: Job
kind: Deployment
#     ^^^^^^^^^^ ${WORKLOAD}
`,
    );
  });
});
