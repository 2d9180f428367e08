// The rule cronjob-name-too-long: the limits of CronJobs, Jobs and Indexed Jobs.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";

const id = "cronjob-name-too-long";
const error = `${id} error`;
const of = (length: number) => "a".repeat(length);
const caret = (name: string, marker: string) => (marker === "" ? "" : `#       ${"^".repeat(name.length)} ${marker}\n`);
const pod = "{spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}";

const cron = (name: string, marker = "") =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: ${name}\n${caret(name, marker)}spec:\n  schedule: "0 3 * * *"\n  jobTemplate: {spec: {template: ${pod}}}\n`;
const job = (name: string, marker = "", spec = "") =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: ${name}\n${caret(name, marker)}spec:\n${spec}  template: ${pod}\n`;
const indexed = (completions: string) => `  completionMode: Indexed\n  completions: ${completions}\n`;

describe("is an error", () => {
  it("of a CronJob from 53 characters on", () => {
    checkRule(id, cron(of(52)));
    checkRule(
      id,
      cron(of(53), `${error}: The name has 53 characters: the API server takes 52, as each Job adds 11. Shorten it.`),
    );
  });
  it("of a Job from 64 characters on", () => {
    checkRule(id, job(of(63)));
    checkRule(
      id,
      job(
        of(64),
        `${error}: The name has 64 characters: the Pods carry it in a label, which takes 63, and the API server rejects it. Shorten it.`,
      ),
    );
  });
  it("of an Indexed Job where the last host name is longer than 63", () => {
    checkRule(id, job(of(61), "", indexed("10")));
    checkRule(
      id,
      job(
        of(61),
        `${error}: The host name of Pod 10 would have 64 characters, more than 63: the API server rejects it. Shorten the name.`,
        indexed("11"),
      ),
    );
    checkRule(id, job(of(62), error, indexed("1")));
  });
  it("of an Indexed Job whose host names are no labels", () =>
    checkRule(
      id,
      job(
        "report.v2",
        `${error}: The host name "report.v2-2" of an Indexed Job is no DNS label: the API server rejects it. Use lower-case letters, digits, hyphens.`,
        indexed("3"),
      ),
    ));
  it("with what a build adds", () => {
    const built = (length: number, marker: string) =>
      files({ "kustomization.yaml": "namePrefix: dev-\nresources: [a.yaml]\n", "a.yaml": cron(of(length), marker) });
    checkRule(id, built(48, ""));
    checkRule(id, built(49, error));
  });
});

describe("is silent", () => {
  it("fp-variable-in-the-name", () => checkRule(id, cron(`\${NAME}-${of(60)}`)));
  it("fp-variable-completions", () => checkRule(id, job(of(62), "", indexed("${COUNT}"))));
  it("fp-completions-of-a-job-that-is-not-indexed", () => {
    checkRule(id, job(of(62), "", "  completions: 100\n"));
    checkRule(id, job("report.v2", "", "  completions: 100\n"));
  });
  it("fp-generated-name", () => checkRule(id, job("x").replace("name: x", `generateName: ${of(60)}-`)));
});

describe("Rename to 'x' (recreates the object)", () => {
  const title = "Rename to 'x' (recreates the object)";
  it("of a CronJob", () => checkFix(id, title, cron(`${of(48)}-nightly`), cron(of(48))));
  it("of an Indexed Job, with room for the index", () =>
    checkFix(id, title, job(of(63), "", indexed("100")), job(of(60), "", indexed("100"))));
  it("is not offered where another one has that name", () =>
    expect(fixTitles(id, documents(cron(`${of(48)}-nightly`), cron(of(48))))).toEqual([]));
  it("is not offered where length is not the fault", () =>
    expect(fixTitles(id, job("report.v2", "", indexed("3")))).toEqual([]));
});
