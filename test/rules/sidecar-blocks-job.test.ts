// The rule sidecar-blocks-job: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { container, cronJob, type JobVariation, job } from "./job-manifests";

const id = "sidecar-blocks-job";
const title = "Move 'x' to initContainers with restartPolicy: Always";
const work = container("work", "registry.example/work:1");
const proxyImage = "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.0";

/** A Job of a container that works and one beside it. */
function both(
  beside: string,
  { label = "", worker = work, ...more }: JobVariation & { readonly label?: string; readonly worker?: string } = {},
): string {
  const [first = "", ...rest] = beside.split("\n");
  const name = first.slice("- name: ".length);
  const mark = label === "" ? [] : [`#       ${"^".repeat(name.length)} ${label}`];
  return job({ containers: [worker, first, ...mark, ...rest].join("\n"), ...more });
}

describe("reports", () => {
  it("says what is here, what will happen and what to do", () =>
    checkRule(
      id,
      both(container("proxy", proxyImage), {
        label: `${id} warning: Container "proxy" (Cloud SQL proxy) never exits, so the Job is never complete. Run it as an init container with restartPolicy Always.`,
      }),
    ));
  it("says what helps below 1.29", () => {
    const source = both(container("proxy", proxyImage), {
      label: `${id} warning: Container "proxy" (Cloud SQL proxy) never exits, so the Job is never complete. Tell it to quit when "work" is done.`,
    });
    checkRule(id, source, { settings: { kubernetesVersion: "1.28" } });
    expect(fixTitles(id, source, { settings: { kubernetesVersion: "1.28" } })).toEqual([]);
    expect(fixTitles(id, source, { settings: { kubernetesVersion: "1.29" } })).toHaveLength(1);
  });
  it("a CronJob", () =>
    checkRule(id, cronJob({ containers: `${work}\n- name: proxy\n#       ^^^^^ ${id}\n  image: ${proxyImage}` })));
  it("each of several", () =>
    checkRule(
      id,
      job({
        containers: `- name: proxy\n#       ^^^^^ ${id}\n  image: ${proxyImage}\n${work}\n- name: logs\n#       ^^^^ ${id}\n  image: fluent/fluent-bit:4.0`,
      }),
    ));
  it.each([
    "gcr.io/cloudsql-docker/gce-proxy:1.33",
    "istio/proxyv2:1.24.0",
    "docker.io/istio/proxyv2:1.24.0-distroless",
    "cr.l5d.io/linkerd/proxy:edge-25.1.1",
    "gcr.io/linkerd-io/proxy:stable-2.10",
    "envoyproxy/envoy:v1.32-latest",
    "envoyproxy/envoy-alpine:v1.21",
    "hashicorp/vault-agent:1",
    "cr.fluentbit.io/fluent/fluent-bit:4.0",
    "public.ecr.aws/aws-observability/aws-for-fluent-bit:2",
    "otel/opentelemetry-collector-contrib:0.116.0",
    "registry.example/otel-collector@sha256:0000000000000000000000000000000000000000000000000000000000000000",
    "docker:dind",
    "docker:27-dind-rootless",
    "docker:27.3.1-dind",
  ])("%s", (image) => checkRule(id, both(container("beside", image), { label: id })));
  it("Vault as an agent", () =>
    checkRule(
      id,
      both(container("agent", "hashicorp/vault:1.18", "args: [agent, -config=/etc/vault.hcl]"), { label: id }),
    ));
  it("a proxy with its own program as the command", () =>
    checkRule(
      id,
      both(container("proxy", proxyImage, 'command: ["/cloud_sql_proxy", "-instances=a:b:c"]'), { label: id }),
    ));
});

describe("is silent", () => {
  const proxy = container("proxy", proxyImage);
  it("fp-alone: nothing is waited for", () => checkRule(id, job({ containers: proxy })));
  it("fp-native-sidecar", () =>
    checkRule(
      id,
      job({
        pod: `restartPolicy: Never\ninitContainers:\n- {name: proxy, image: "${proxyImage}", restartPolicy: Always}`,
      }),
    ));
  it("fp-two-workers", () => checkRule(id, both(container("more", "registry.example/more:1"))));
  it("fp-shared-process-namespace", () =>
    checkRule(id, both(proxy, { pod: "restartPolicy: Never\nshareProcessNamespace: true" })));
  it("a namespace that is not shared does not count", () =>
    checkRule(id, both(proxy, { label: id, pod: "restartPolicy: Never\nshareProcessNamespace: false" })));
  it.each([
    ["quitquitquit", `command: [sh, -c, "./work; curl -X POST localhost:9091/quitquitquit"]`],
    ["linkerd-await", "command: [linkerd-await, --shutdown, --, ./work]"],
    ["kubexit", "command: [/kubexit/kubexit, ./work]"],
    ["pkill", `args: ["./work && pkill proxy"]`],
    ["scuttle", "command: [scuttle, ./work]"],
    ["an environment variable", "env: [{name: QUIT_URL, value: http://localhost:15020/quitquitquit}]"],
    ["a hook", "lifecycle: {preStop: {exec: {command: [sh, -c, killall proxy]}}}"],
  ])("fp-quit-call: %s", (_, line) =>
    checkRule(id, both(proxy, { worker: container("work", "registry.example/work:1", line) })),
  );
  it("fp-quit-flag", () => checkRule(id, both(container("proxy", proxyImage, "args: [--quitquitquit, a:b:c]"))));
  it("fp-exit-after-auth", () =>
    checkRule(id, both(container("agent", "hashicorp/vault:1.18", "args: [agent, -exit-after-auth]"))));
  it("fp-quit-in-a-script-of-a-ConfigMap", () => {
    const script = (text: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: script}\ndata:\n  run.sh: |\n    ./work\n    ${text}\n`;
    checkRule(id, documents(both(proxy), script("curl -X POST localhost:9091/quitquitquit")));
    checkRule(id, documents(both(proxy, { label: id }), script("echo done")));
  });
  it("not by what another Job of the unit calls", () => {
    const other = job({
      containers: `${container("work", "registry.example/work:1", "command: [sh, -c, curl localhost:9091/quitquitquit]")}\n${proxy}`,
    }).replace("name: work", "name: other");
    checkRule(id, documents(both(proxy, { label: id }), other));
  });
  it("fp-shell-around-it: it may watch for a file", () =>
    checkRule(
      id,
      both(container("proxy", proxyImage, `command: ["/bin/sh", "-c", "/cloud_sql_proxy & wait-for /tmp/done"]`)),
    ));
  it("fp-validation", () =>
    checkRule(id, both(container("check", "envoyproxy/envoy:v1.32", "args: [--mode, validate, -c, /etc/envoy.yaml]"))));
  it("fp-vault-client", () =>
    checkRule(id, both(container("login", "hashicorp/vault:1.18", "args: [kv, get, secret/a]"))));
  it.each([
    "docker:27-cli",
    "docker:27",
    "envoyproxy/gateway:v1",
    "registry.example/envoy-config:1",
    "fluent/fluent-bit-helper:1",
  ])("fp-other-image: %s", (image) => checkRule(id, both(container("beside", image))));
  it("fp-deployment", () =>
    checkRule(
      id,
      both(proxy)
        .replace("batch/v1\nkind: Job", "apps/v1\nkind: Deployment")
        .replace("  template:\n", "  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n"),
    ));
});

describe("the fix", () => {
  const restarted = container("proxy", proxyImage, "restartPolicy: Always", "args: [a]");
  const beside = container("proxy", proxyImage, "args: [a]");
  const moved = (inits: string) =>
    job({ pod: `restartPolicy: Never\ninitContainers:\n${inits.replace(/^/gm, "  ")}`, containers: work });
  it("makes the list of init containers", () => checkFix(id, title, both(beside), moved(restarted)));
  it("puts it behind those that ran without it", () => {
    const first = container("first", "registry.example/first:1");
    const pod = `restartPolicy: Never\ninitContainers:\n${first.replace(/^/gm, "  ")}`;
    checkFix(id, title, both(beside, { pod }), moved(`${first}\n${restarted}`));
  });
  it("fills an empty list", () => {
    checkFix(id, title, both(beside, { pod: "restartPolicy: Never\ninitContainers: []" }), moved(restarted));
    checkFix(id, title, both(beside, { pod: "restartPolicy: Never\ninitContainers:" }), moved(restarted));
  });
  it("sets the policy that is there", () =>
    checkFix(id, title, both(container("proxy", proxyImage, "restartPolicy: Never", "args: [a]")), moved(restarted)));
  it("is none where a patch has a say in the container", () => {
    const unit = files({
      "kustomization.yaml": "resources: [job.yaml]\npatches: [{path: patch.yaml}]\n",
      "job.yaml": both(beside),
      "patch.yaml": `apiVersion: batch/v1\nkind: Job\nmetadata: {name: work}\nspec: {template: {spec: {containers: [{name: proxy, args: [b]}]}}}\n`,
    });
    expect(fixTitles(id, unit)).toEqual([]);
  });
});
