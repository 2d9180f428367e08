// The rule rollback-not-reproducible: its conditions, its traps and its fixes.
import { describe, it } from "vitest";
import { checkFix, checkRule } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";

const id = "rollback-not-reproducible";
const strict = (named: Readonly<Record<string, string>>) => files({ ".rightkind.yaml": "profile: strict\n", ...named });

/** @param label of the finding on the image */
function web(image: string, label = "", { kind = "Deployment", spec = "" } = {}): string {
  return [
    "apiVersion: apps/v1",
    `kind: ${kind}`,
    "metadata: {name: web}",
    "spec:",
    ...(spec === "" ? [] : spec.split("\n").map((line) => (line.startsWith("#") ? line : `  ${line}`))),
    "  selector: {matchLabels: {app: web}}",
    "  template:",
    "    metadata: {labels: {app: web}}",
    "    spec:",
    "      containers:",
    "        - name: web",
    `          image: ${image}`,
    ...(label === "" ? [] : [`#                ${"^".repeat(image.length)} ${label}`]),
    "",
  ].join("\n");
}

const reports = (image: string, label: string, more = {}) =>
  checkRule(id, strict({ "web.yaml": web(image, label, more) }));

describe("reports", () => {
  it("the tag latest", () =>
    reports(
      "registry.example/web:latest",
      `${id} hint: The image has the tag latest: a rollback or a new Pod may start another program than the one that ran before. Name a version or a digest.`,
    ));
  it("no tag", () =>
    reports(
      "localhost:5000/web",
      `${id} hint: The image has no tag, which means latest: a rollback or a new Pod may start another program than the one that ran before. Name a version or a digest.`,
    ));
  it("a StatefulSet", () => reports("nginx", id, { kind: "StatefulSet" }));
  it("an init container", () =>
    checkRule(
      id,
      strict({
        "web.yaml": `${web("nginx:1.29")}      initContainers:\n        - name: a\n          image: busybox\n#                ^^^^^^^ ${id}\n`,
      }),
    ));
  it("revisionHistoryLimit 0", () =>
    reports("nginx:1.29", "", {
      spec: `revisionHistoryLimit: 0\n#                       ^ ${id} hint: revisionHistoryLimit 0: no former revision of Deployment "web" is kept, so there is nothing to roll back to. Remove it.`,
    }));
});

describe("is silent", () => {
  it.each([
    "nginx:1.29",
    "registry.example:5000/web:v1",
    "nginx:latest@sha256:0000000000000000000000000000000000000000000000000000000000000000",
    "nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000",
    "${IMAGE}",
    "nginx:${TAG}",
  ])("fp-image: %s", (image) => checkRule(id, strict({ "web.yaml": web(image) })));
  it("fp-tag-from-the-kustomization", () =>
    checkRule(
      id,
      strict({
        "kustomization.yaml": "resources: [web.yaml]\nimages: [{name: nginx, newTag: '1.29'}]\n",
        "web.yaml": web("nginx"),
      }),
    ));
  it.each(["1", "10", "${LIMIT}"])("fp-history: %s", (limit) =>
    checkRule(id, strict({ "web.yaml": web("nginx:1.29", "", { spec: `revisionHistoryLimit: ${limit}` }) })),
  );
  it("fp-daemon-set", () => checkRule(id, strict({ "web.yaml": web("nginx", "", { kind: "DaemonSet" }) })));
  it("outside the profile strict", () => checkRule(id, web("nginx")));
});

it("removes the limit", () =>
  checkFix(
    id,
    "Remove revisionHistoryLimit",
    strict({ "web.yaml": web("nginx:1.29", "", { spec: "revisionHistoryLimit: 0" }) }),
    strict({ "web.yaml": web("nginx:1.29") }),
  ));
