// The rule pre-stop-exceeds-grace: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { marked, patch, patched, workload } from "./rollout-workload";

const id = "pre-stop-exceeds-grace";
const error = `${id} error`;
const warning = `${id} warning`;
const grace = (seconds: number | string) => ({ pod: `terminationGracePeriodSeconds: ${seconds}` });
const hook = (lines: string) => `lifecycle:\n  preStop:\n    ${lines}`;
const native = (seconds: number | string, more = {}) =>
  workload({ container: hook(`sleep: {seconds: ${seconds}}`), ...more });
const command = (words: string, more = {}) => workload({ container: hook(`exec: {command: ${words}}`), ...more });

describe("reports what the API server rejects", () => {
  it("in words", () =>
    checkRule(
      id,
      marked(
        native("«31»"),
        `${error}: The preStop hook of "app" sleeps 31 s, and the Pod has 30 s to stop: the API server rejects it. Give it 46.`,
      ),
    ));
  it("of a time that is written", () => checkRule(id, marked(native("«11»", grace(10)), error)));
  it("of no time at all", () => checkRule(id, marked(native("«1»", grace(0)), error)));
  it("of a StatefulSet below 1.34, which is accepted without its Pods", () =>
    checkRule(
      id,
      marked(
        native("«31»", { kind: "StatefulSet" }),
        `${error}: The preStop hook of "app" sleeps 31 s, and the Pod has 30 s to stop: the API server rejects its Pods. Give it 46.`,
      ),
      { settings: { kubernetesVersion: "1.33" } },
    ));
  it.each(["Pod", "ReplicaSet", "DaemonSet", "StatefulSet", "Job"])("%s", (kind) => {
    const apiVersion = { Pod: "v1", Job: "batch/v1" }[kind] ?? "apps/v1";
    return checkRule(id, marked(native("«31»", { kind, apiVersion }), error));
  });
});

describe("warns of what leaves no time", () => {
  it("in words, of an equal number", () =>
    checkRule(
      id,
      marked(
        native("«30»"),
        `${warning}: The preStop hook of "app" sleeps 30 s, and the Pod has 30 s to stop: the program is killed before it can end by itself. Give it 45.`,
      ),
    ));
  it.each([
    ["a command", '[sleep, "«30»"]'],
    ["a command that is longer", '[/bin/sleep, "«90»"]'],
    ["minutes", "[sleep, «1m»]"],
    ["a script", "[sh, -c, sleep «30»]"],
    ["a script in quotes", '[/bin/sh, -c, "nginx -s quit; sleep «60»"]'],
    ["the longest of a script", '[sh, -c, "sleep 5 && kill 1 && exec sleep «45s» && sleep 2"]'],
  ])("%s", (_, words) => {
    const text = command(words);
    // Quotes belong to the token of a word, and are no part of a number in a script.
    const shown = words.includes("-c") ? text : text.replace(/"«([^»]*)»"/, '«"$1"»');
    checkRule(id, marked(shown, warning));
  });
  it("a script in block style", () =>
    checkRule(
      id,
      marked(
        workload({
          container:
            "lifecycle:\n  preStop:\n    exec:\n      command:\n        - sh\n        - -c\n        - |\n          # let them know\n          sleep «60»",
        }),
        warning,
      ),
    ));
  it("each container by itself", () =>
    checkRule(
      id,
      marked(
        native("«30»").replace(
          "      containers:\n",
          "      containers:\n        - name: proxy\n          image: proxy\n          lifecycle: {preStop: {exec: {command: [sleep, «40»]}}}\n",
        ),
        warning,
      ),
    ));
  it("of a script that a patch brings, at the kind", () =>
    checkRule(
      id,
      patched(
        workload({ marker: warning }),
        patch(
          "Deployment",
          "template: {spec: {containers: [{name: app, lifecycle: {preStop: {exec: {command: [sh, -c, sleep 60]}}}}]}}",
        ),
      ),
    ));
  it("with the time as what it rests on", () => {
    expect(relatedOf(id, native(10, grace(10)))).toEqual(["terminationGracePeriodSeconds of the Pod"]);
    expect(relatedOf(id, native(30))).toEqual([]);
  });
});

describe("is silent", () => {
  it("fp-shorter", () => {
    checkRule(id, native(29));
    checkRule(id, native(30, grace(31)));
    checkRule(id, command('[sleep, "29"]'));
    checkRule(id, command("[sh, -c, sleep 59]", grace(60)));
  });
  it("fp-null-is-the-default", () => checkRule(id, native(29, grace("null"))));
  it("fp-other-commands", () => {
    checkRule(id, command("[sh, -c, echo sleep 60]"));
    checkRule(id, command("[/app/sleep-well, '60']"));
    checkRule(id, command("[sh, -c, 'sleep $DELAY']"));
    checkRule(id, command("[sleep, infinity]"));
    checkRule(id, command("[sleep]"));
  });
  it("fp-post-start", () =>
    checkRule(id, workload({ container: 'lifecycle: {postStart: {exec: {command: [sleep, "60"]}}}' })));
  it("fp-main-command", () => checkRule(id, workload({ container: 'command: [sleep, "3600"]' })));
  it("fp-no-sleep-at-all", () => checkRule(id, native(0, grace(0))));
  it("fp-variable", () => {
    checkRule(id, native(60, grace("${GRACE}")));
    checkRule(id, native("${DELAY}"));
  });
});

describe("Set terminationGracePeriodSeconds to N + 15", () => {
  const title = "Set terminationGracePeriodSeconds to N + 15";
  it("says the number", () => expect(fixTitles(id, native(60))).toEqual(["Set terminationGracePeriodSeconds to 75"]));
  it("writes it above the containers", () => checkFix(id, title, native(60), native(60, grace(75))));
  it("keeps comments", () => checkFix(id, title, native(60, grace("60 # long")), native(60, grace("75 # long"))));
  it("is enough for the longest hook", () => {
    const two = (more = {}) =>
      native(60, more).replace(
        "      containers:\n",
        "      containers:\n        - name: proxy\n          image: proxy\n          lifecycle: {preStop: {sleep: {seconds: 90}}}\n",
      );
    expect(fixTitles(id, two())).toEqual(Array(2).fill("Set terminationGracePeriodSeconds to 105"));
  });
  it("in the patch that says how long", () =>
    checkFix(
      id,
      title,
      patched(native(20), patch("Deployment", "template: {spec: {terminationGracePeriodSeconds: 20}}")),
      patched(native(20), patch("Deployment", "template: {spec: {terminationGracePeriodSeconds: 35}}")),
    ));
  it("is not written for all builds where only one has the hook", () =>
    expect(
      fixTitles(
        id,
        patched(
          workload(),
          patch(
            "Deployment",
            "template: {spec: {containers: [{name: app, lifecycle: {preStop: {sleep: {seconds: 60}}}}]}}",
          ),
        ),
      ),
    ).toEqual([]));
});
