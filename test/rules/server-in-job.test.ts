// The rule server-in-job: its conditions and its traps.
import { describe, expect, it } from "vitest";
import { checkRule, relatedOf } from "../support/check-rule";
import { documents } from "./deployment-rwo-claim";

const id = "server-in-job";
const ports = "ports: [{containerPort: 80}]";
const probe = (name: string) => `${name}: {tcpSocket: {port: 80}}`;
const service = "apiVersion: v1\nkind: Service\nmetadata: {name: api}\nspec: {selector: {app: api}}\n";

function job(container: readonly string[], marker = "", list = "containers"): string {
  return `apiVersion: batch/v1
kind: Job
${marker ? `#     ^^^ ${marker}\n` : ""}metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      restartPolicy: Never
      ${list === "containers" ? "" : "containers: [{name: work, image: work}]\n      "}${list}:
        - name: api
          image: registry.example/api:1
${container.map((line) => `          ${line}\n`).join("")}`;
}

describe("hints", () => {
  it.each(["readinessProbe", "livenessProbe"])("of ports, a %s and a Service", (name) =>
    checkRule(
      id,
      documents(
        job(
          [ports, probe(name)],
          `${id} hint: Service "api" leads to it and a probe watches it: a server never completes, so neither does the Job. Use a Deployment.`,
        ),
        service,
      ),
    ),
  );
  it("of a CronJob", () =>
    checkRule(
      id,
      documents(
        `apiVersion: batch/v1
kind: CronJob
#     ^^^^^^^ ${id} hint
metadata: {name: api}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        metadata: {labels: {app: api}}
        spec:
          restartPolicy: Never
          containers: [{name: api, image: api, ${ports}, ${probe("readinessProbe")}}]
`,
        service,
      ),
    ));
  it("rests on the Service and the probe", () =>
    expect(relatedOf(id, documents(job([ports, probe("readinessProbe")]), service))).toEqual([
      'Service "api" selects its Pods',
      'A probe of container "api"',
    ]));
});

describe("is silent", () => {
  it("fp-metrics-port", () => checkRule(id, job([ports])));
  it("fp-no-service", () => checkRule(id, job([ports, probe("readinessProbe")])));
  it("fp-no-port", () => checkRule(id, documents(job([probe("readinessProbe")]), service)));
  it("fp-no-probe", () => checkRule(id, documents(job([ports]), service)));
  it("fp-startup-probe-alone", () => checkRule(id, documents(job([ports, probe("startupProbe")]), service)));
  it("fp-native-sidecar", () =>
    checkRule(
      id,
      documents(job(["restartPolicy: Always", ports, probe("readinessProbe")], "", "initContainers"), service),
    ));
  it("fp-service-of-others", () =>
    checkRule(id, documents(job([ports, probe("readinessProbe")]), service.replace("app: api", "app: web"))));
  it("fp-owned", () =>
    checkRule(
      id,
      documents(
        job([ports, probe("readinessProbe")]).replace(
          "{name: api}",
          "{name: api, ownerReferences: [{kind: X, name: x}]}",
        ),
        service,
      ),
    ));
});
