// The rule grace-period-zero: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";

const id = "grace-period-zero";

/** A workload `db` with a line in its Pod's `spec`. */
function workload(kind: string, line: string, { claim = false, more = "" } = {}): string {
  return [
    "apiVersion: apps/v1",
    `kind: ${kind}`,
    "metadata: {name: db}",
    "spec:",
    "  selector: {matchLabels: {app: db}}",
    "  template:",
    "    metadata: {labels: {app: db}}",
    "    spec:",
    ...(line === "" ? [] : [`      ${line}`]),
    ...(more === "" ? [] : [more]),
    "      containers: [{name: db, image: registry.example/db:1}]",
    ...(claim ? ["      volumes: [{name: data, persistentVolumeClaim: {claimName: db}}]"] : []),
    "",
  ].join("\n");
}

const zero = "terminationGracePeriodSeconds: 0";
const marker = (label: string) => `#                                    ^ ${label}`;

describe("reports", () => {
  it("a StatefulSet", () =>
    checkRule(
      id,
      workload("StatefulSet", zero, {
        more: marker(
          `${id} warning: A Pod that is deleted is not waited for: another one of its name may start while it still runs. Give it time to stop.`,
        ),
      }),
    ));

  it("a Deployment with a claim as a hint", () =>
    checkRule(
      id,
      workload("Deployment", zero, {
        claim: true,
        more: marker(
          `${id} hint: The Pods are killed at once: what they have not written to their claim by then is lost.`,
        ),
      }),
    ));
});

describe("is silent", () => {
  it.each([
    ["about a Deployment that keeps nothing", workload("Deployment", zero)],
    ["about a DaemonSet", workload("DaemonSet", zero)],
    ["about any other number", workload("StatefulSet", "terminationGracePeriodSeconds: 1")],
    ["about the default", workload("StatefulSet", "")],
    ["about what is no number", workload("StatefulSet", 'terminationGracePeriodSeconds: "0"')],
  ])("%s", (_, source) => checkRule(id, source));
});

describe("fixes", () => {
  it("sets it", () =>
    checkFix(
      id,
      "Set terminationGracePeriodSeconds to 30",
      workload("StatefulSet", `${zero} # quick`),
      workload("StatefulSet", "terminationGracePeriodSeconds: 30 # quick"),
    ));

  it("removes it", () =>
    checkFix(id, "Remove terminationGracePeriodSeconds", workload("StatefulSet", zero), workload("StatefulSet", "")));

  it("sets it in the patch that says it, where removing it would bring back the base's", () => {
    const files = [
      "#- base/kustomization.yaml",
      "resources: [db.yaml]",
      "#- base/db.yaml",
      workload("StatefulSet", ""),
      "#- overlay/kustomization.yaml",
      "resources: [../base]",
      "patches: [{path: quick.yaml}]",
      "#- overlay/quick.yaml",
      "apiVersion: apps/v1",
      "kind: StatefulSet",
      "metadata: {name: db}",
      "spec: {template: {spec: {terminationGracePeriodSeconds: 0}}}",
      "",
    ].join("\n");
    expect(fixTitles(id, files)).toEqual(["Set terminationGracePeriodSeconds to 30"]);
    checkFix(id, "Set terminationGracePeriodSeconds to 30", files, files.replace("Seconds: 0}", "Seconds: 30}"));
  });
});
