// The rule ordinal-used-outside-statefulset: where a number out of the Pod's name is used, and where it is only a name.
import { describe, expect, it } from "vitest";
import { checkRule, fixesOf } from "../support/check-rule";
import { workload } from "./network-objects";

const id = "ordinal-used-outside-statefulset";
const information = `${id} information`;

/** A Deployment whose container runs a script; the marker stands under some words of it. */
function script(text: string, words = "", kind = "Deployment", label = information): string {
  const lines = text.split("\n").flatMap((line) => {
    const at = words === "" ? -1 : line.indexOf(words);
    return [`    ${line}`, ...(at === -1 ? [] : [`#${" ".repeat(at + 13)}${"^".repeat(words.length)} ${label}`])];
  });
  return workload({ kind, container: ["command:", "  - sh", "  - -c", "  - |", ...lines].join("\n") });
}

const variable = (field: string, marker = "") =>
  workload({
    kind: "Deployment",
    container: `env:\n  - name: INDEX\n    valueFrom:\n      fieldRef:\n        fieldPath: ${field}${marker && `\n${marker}`}`,
  });

describe("informs", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      script(
        "exec start --id $((${HOSTNAME##*-} + 1))",
        "${HOSTNAME##*-}",
        "Deployment",
        `${information}: \${HOSTNAME##*-} is no number here: the names of the Pods of a Deployment end in random characters. Use a StatefulSet.`,
      ),
    ));
  it.each([
    ["a comparison", "[ ${HOSTNAME##*-} -eq 0 ] && init", "${HOSTNAME##*-}"],
    ["a comparison from behind", "[ 0 -eq ${POD_NAME##*-} ] && init", "${POD_NAME##*-}"],
    ["a host name", "join db-${HOSTNAME##*-}.db", "${HOSTNAME##*-}"],
    ["a variable in arithmetic", "N=${HOSTNAME##*-}\nstart $((N + 1))", "${HOSTNAME##*-}"],
    ["a variable in a comparison", 'N="${PODNAME##*-}"\nif [ "$N" -gt 0 ]; then join; fi', "${PODNAME##*-}"],
    ["a variable compared from behind", 'N=${HOSTNAME##*-}\n[ 0 -lt "$N" ]', "${HOSTNAME##*-}"],
    ["a variable in a host name", "export N=${HOSTNAME##*-}; join db-$N.db:80", "${HOSTNAME##*-}"],
    ["a variable in expr", "N=${HOSTNAME##*-}\nexpr 1 + $N", "${HOSTNAME##*-}"],
    ["hostname cut", "N=$(hostname | cut -d- -f2)\nstart $((N))", "hostname | cut -d- -f2"],
    [
      "hostname through awk",
      "N=`hostname -s | awk -F- '{print $2}'`\nstart $(($N+1))",
      "hostname -s | awk -F- '{print $2}'",
    ],
    ["the last character", "start $((${HOSTNAME: -1}))", "${HOSTNAME: -1}"],
  ])("%s", (_, text, words) => checkRule(id, script(text, words)));
  it("of a DaemonSet", () => checkRule(id, script("[ ${HOSTNAME##*-} -eq 0 ]", "${HOSTNAME##*-}", "DaemonSet")));
  it("of the label in a variable", () =>
    checkRule(
      id,
      variable(
        "metadata.labels['apps.kubernetes.io/pod-index']",
        `#${" ".repeat(45)}${"^".repeat(28)} ${information}: Pods of a Deployment do not get the label apps.kubernetes.io/pod-index: what is read from it is empty. Use a StatefulSet.`,
      ),
    ));
  it("of the label in a file", () =>
    checkRule(
      id,
      workload({
        kind: "Deployment",
        pod: `volumes:\n  - name: info\n    downwardAPI:\n      items:\n        - path: index\n          fieldRef:\n            fieldPath: metadata.labels['apps.kubernetes.io/pod-index']\n#${" ".repeat(45)}${"^".repeat(28)} ${information}`,
      }),
    ));
});

describe("is silent", () => {
  it.each([
    ["fp-suffix-of-a-log", "echo started ${HOSTNAME##*-} >> /var/log/start"],
    ["fp-tag-of-metrics", "ID=${HOSTNAME##*-}\nexec start --tag $ID"],
    ["fp-whole-host-name", "exec start --name ${HOSTNAME} --peer db-0.db"],
    ["fp-other-variable-in-arithmetic", "ID=${HOSTNAME##*-}\nstart --tag $ID --n $((COUNT + 1))"],
    ["fp-arithmetic-before-it", "start $((COUNT + 1)) --tag ${HOSTNAME##*-}"],
    ["fp-other-comparison", "ID=${HOSTNAME##*-}\n[ $COUNT -eq 0 ] && start --tag $ID"],
    ["fp-host-name-of-something-else", "ID=${HOSTNAME##*-}\ncurl db-$OTHER.db/$ID"],
  ])("%s", (_, text) => checkRule(id, script(text)));
  it("fp-stateful-set", () => checkRule(id, script("[ ${HOSTNAME##*-} -eq 0 ]", "", "StatefulSet")));
  it("fp-other-label", () => checkRule(id, variable("metadata.labels['app']")));
  it("fp-label-in-the-template", () =>
    checkRule(
      id,
      variable("metadata.labels['apps.kubernetes.io/pod-index']").replace(
        "labels: {app: db}}\n    spec",
        'labels: {app: db, apps.kubernetes.io/pod-index: "0"}}\n    spec',
      ),
    ));
});

describe("Convert to StatefulSet", () => {
  it("is a conversion", () =>
    expect(fixesOf(id, script("[ ${HOSTNAME##*-} -eq 0 ]"))).toEqual([
      { title: "Convert to StatefulSet", safe: false, conversion: { to: "StatefulSet", storage: "auto" } },
    ]));
});
