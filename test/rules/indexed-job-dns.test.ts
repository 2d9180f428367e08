// The rule indexed-job-dns: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { cronJob, job, marked } from "./job-manifests";

const id = "indexed-job-dns";
const spec = "completions: 2\ncompletionMode: Indexed";
const title = "Create headless Service 'x'";

function indexed(label = "", subdomain = "peers"): string {
  const line = `subdomain: ${subdomain}`;
  return job({ spec, pod: `restartPolicy: Never\n${label ? marked(line, subdomain, label) : line}` });
}

const service = (clusterIP: string, name = "peers") =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {${clusterIP}selector: {job-name: work}}\n`;
const closed = (...texts: string[]) =>
  files({ "kustomization.yaml": "resources: [job.yaml]\n", "job.yaml": documents(...texts) });

describe("reports", () => {
  it("in a folder, where a Service may come from elsewhere", () =>
    checkRule(
      id,
      indexed(
        `${id} hint: subdomain "peers" names no headless Service here: unless one comes from elsewhere, work-0.peers never resolves. Add one.`,
      ),
    ));
  it("in a closed unit", () =>
    checkRule(
      id,
      closed(
        indexed(
          `${id} information: subdomain "peers" names no headless Service here: work-0.peers never resolves. Add one.`,
        ),
      ),
    ));
  it("a Service that is not headless", () => {
    const label = `${id} hint: subdomain "peers" names a Service that is not headless: work-0.peers never resolves. Name a headless one.`;
    const source = documents(indexed(label), service(""));
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(['Service "peers" has a virtual address']);
    expect(fixTitles(id, source)).toEqual([]);
    checkRule(id, closed(indexed(label.replace("hint", "information")), service("")));
  });
  it("where only another one is there", () =>
    checkRule(id, documents(indexed(id), service("clusterIP: None, ", "other"))));
});

describe("is silent", () => {
  it("fp-headless-service", () => checkRule(id, documents(indexed(), service("clusterIP: None, "))));
  it("fp-in-another-file", () =>
    checkRule(id, files({ "job.yaml": indexed(), "service.yaml": service("clusterIP: None, ") })));
  it("fp-not-indexed", () => checkRule(id, job({ pod: "restartPolicy: Never\nsubdomain: peers" })));
  it("fp-no-subdomain", () => checkRule(id, job({ spec })));
  it("fp-variable", () => checkRule(id, indexed("", "${PEERS}")));
  it("fp-cronjob", () => checkRule(id, cronJob({ spec, pod: "restartPolicy: Never\nsubdomain: peers" })));
  it("fp-not-read-yet", () => checkRule(id, indexed(), { ready: false }));
  it("fp-file-that-could-not-be-read", () => checkRule(id, indexed(), { unread: ["services.yaml"] }));
});

describe("the fix", () => {
  const made = (selector: string) =>
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: peers\nspec:\n  clusterIP: None\n  publishNotReadyAddresses: true\n  selector:\n    ${selector}\n`;
  it("makes one for the name of the Job", () =>
    checkFix(id, title, indexed(), documents(made("job-name: work"), indexed())));
  it("makes one for the labels that the Pods have", () => {
    const labelled = indexed().replace("  template:\n", "  template:\n    metadata: {labels: {app: work}}\n");
    checkFix(id, title, labelled, documents(made("app: work"), labelled));
  });
  it("looks for others with these labels", () => {
    const labelled = indexed().replace("  template:\n", "  template:\n    metadata: {labels: {app: work}}\n");
    const other =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: other, labels: {app: work}}\nspec: {containers: [{name: a, image: registry.example/a:1}]}\n";
    checkFix(id, title, documents(labelled, other), documents(made("job-name: work"), labelled, other));
  });
  it("is none where a build gives other names, and for what is no name", () => {
    const renamed = files({ "kustomization.yaml": "resources: [job.yaml]\nnamePrefix: a-\n", "job.yaml": indexed() });
    expect(fixTitles(id, renamed)).toEqual([]);
    expect(fixTitles(id, indexed("", "two.words"))).toEqual([]);
    expect(fixTitles(id, indexed("", "1st"), { settings: { kubernetesVersion: "1.35" } })).toEqual([]);
    expect(fixTitles(id, indexed("", "1st"))).toHaveLength(1);
  });
});
