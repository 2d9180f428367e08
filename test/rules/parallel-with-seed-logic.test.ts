// The rule parallel-with-seed-logic: its condition, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, documents, files, marked, patch, patched, workload } from "./rollout-workload";

const id = "parallel-with-seed-logic";
const title = "Set podManagementPolicy to OrderedReady (recreates the object)";
const policy = (value = "«Parallel»", replicas: number | string = 3) =>
  `replicas: ${replicas}\npodManagementPolicy: ${value}`;
const script = (text: string) => `command:\n  - bash\n  - -c\n  - |\n    ${text}`;
const set = (text: string, spec = policy()) => workload({ kind: "StatefulSet", spec, container: script(text) });
const bare = (text: string) => text.replace(/[«»]/g, "");
const seed = 'if [ "$HOSTNAME" = "app-0" ]; then init; fi';

describe("hints", () => {
  it("in words", () =>
    checkRule(
      id,
      marked(
        set(seed),
        `${id} hint: A script asks whether it runs in Pod 0, as if that one came first: Parallel starts all Pods at once. Check that, or use OrderedReady.`,
      ),
    ));
  it.each([
    'if [ "$HOSTNAME" != "app-0" ]; then join; fi',
    'if [ "${HOSTNAME}" == "app-0" ]; then init; fi',
    "[[ $(hostname) == *-0 ]] && init",
    '[ "$(hostname -s)" = "app-0" ] && init',
    "[[ $POD_NAME =~ -0$ ]] && init",
    'case "$HOSTNAME" in *-0) init ;; *) join ;; esac',
    "case $(hostname) in app-1|app-0) init ;; esac",
    "[[ ${HOSTNAME##*-} -eq 0 ]] && init",
    "if [[ $ordinal -eq 0 ]]; then init; fi",
    'if [ "${ORDINAL}" == "0" ]; then init; fi',
    "if (( ${POD_INDEX} == 0 )); then init; fi",
    "id=${HOSTNAME##*-}; if [ $id -eq 0 ]; then init; fi",
    'n="${POD_NAME##*-}"; [[ "$n" == "0" ]] && init',
    "n=$(hostname | awk -F'-' '{print $NF}'); if (( n == 0 )); then init; fi",
    "n=$(echo $HOSTNAME | sed 's/.*-//'); [ $n -ne 0 ] && join",
    "[[ $(hostname) =~ -([0-9]+)$ ]] || exit 1; me=${BASH_REMATCH[1]}; [ $me -eq 0 ] && init",
    "[[ $(hostname) =~ -([0-9]+)$ ]] || exit 1; if [[ ${BASH_REMATCH[1]} -ne 0 ]]; then join; fi",
  ])("%s", (text) => checkRule(id, marked(set(text), id)));
  it("of an init container", () =>
    checkRule(
      id,
      marked(
        workload({
          kind: "StatefulSet",
          spec: policy(),
          pod: `initContainers: [{name: init, image: init, args: [sh, -c, '[ "$HOSTNAME" = "app-0" ] && init']}]`,
        }),
        id,
      ),
    ));
  const mountingConfig = (pod: string) => workload({ kind: "StatefulSet", spec: policy(), pod });
  const config = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: scripts}\ndata:\n  other.sh: echo\n  init.sh: |\n    ${seed}\n`;
  it.each([
    ["a ConfigMap", "volumes: [{name: scripts, configMap: {name: scripts}}]"],
    ["a projected ConfigMap", "volumes: [{name: scripts, projected: {sources: [{configMap: {name: scripts}}]}}]"],
  ])("of a script in %s that it mounts", (_, pod) => {
    checkRule(id, documents(marked(mountingConfig(pod), id), config));
    expect(relatedOf(id, documents(bare(mountingConfig(pod)), config))).toEqual([
      '"init.sh" of ConfigMap "scripts" asks HOSTNAME" = "app-0"',
    ]);
  });
  it("not of a ConfigMap that it does not mount", () => checkRule(id, documents(bare(mountingConfig("")), config)));
  it("with an autoscaler that allows several", () =>
    checkRule(id, documents(marked(set(seed, policy(undefined, 1)), id), autoscaler(1, 2, "StatefulSet"))));
  it("with the test as what it rests on", () =>
    expect(relatedOf(id, bare(set(seed)))).toEqual(['It asks HOSTNAME" = "app-0"']));
});

describe("is silent", () => {
  it("fp-ordered", () => {
    checkRule(id, set(seed, policy("OrderedReady")));
    checkRule(id, set(seed, "replicas: 3"));
    checkRule(id, set(seed, policy("${POLICY}")));
  });
  it("fp-one-replica", () => checkRule(id, set(seed, policy("Parallel", 1))));
  it.each([
    "exec server",
    'if [ "$HOSTNAME" = "app-1" ]; then init; fi',
    'if [ "$HOSTNAME" = "app-10" ]; then init; fi',
    'if [ "$HOSTNAME" = "app-0.app" ]; then init; fi',
    "if [ $? -eq 0 ]; then init; fi",
    "id=${HOSTNAME##*-}; start $id; if [ $failed -eq 0 ]; then stop; fi",
    "id=${HOSTNAME##*-}; [ $id -eq 01 ] && join",
    "n=$(hostname); [ $n -eq 0 ] && init",
    "if [[ $ordinal -eq 01 ]]; then init; fi",
    "[[ $replicas -gt 0 ]] && join app-0",
    "join --peer=app-0.peers --name=$HOSTNAME",
    "echo $HOSTNAME; test app-0",
  ])("fp-%s", (text) => checkRule(id, bare(set(text))));
  it("fp-deployment", () => checkRule(id, bare(set(seed)).replace("kind: StatefulSet", "kind: Deployment")));
});

describe(title, () => {
  it("keeps comments", () =>
    checkFix(id, title, set(seed, policy("Parallel # fast")), set(seed, policy("OrderedReady # fast"))));
  it("in the patch that says it", () =>
    checkFix(
      id,
      title,
      patched(set(seed, "replicas: 3"), patch("StatefulSet", "podManagementPolicy: Parallel")),
      patched(set(seed, "replicas: 3"), patch("StatefulSet", "podManagementPolicy: OrderedReady")),
    ));
  it("is not offered in the text of a kustomization", () =>
    expect(
      fixTitles(
        id,
        files({
          "kustomization.yaml":
            "resources: [app.yaml]\npatches:\n  - target: {kind: StatefulSet}\n    patch: |\n      - op: add\n        path: /spec/podManagementPolicy\n        value: Parallel\n",
          "app.yaml": set(seed, "replicas: 3"),
        }),
      ),
    ).toEqual([]));
});
