// The rule one-shot-in-deployment: its conditions and its traps.
import { describe, expect, it } from "vitest";
import { checkRule, relatedOf } from "../support/check-rule";
import { documents } from "./deployment-rwo-claim";

const id = "one-shot-in-deployment";

/** @param container lines of the only container */
function deployment(container: string, marker = "", more = ""): string {
  return `apiVersion: apps/v1
kind: Deployment
${marker ? `#     ^^^^^^^^^^ ${marker}\n` : ""}metadata: {name: work}
spec:
  selector: {matchLabels: {app: work}}
  template:
    metadata: {labels: {app: work}}
    spec:
      containers:
        - name: work
          image: registry.example/work:1
          ${container}
${more}`;
}

const service = "apiVersion: v1\nkind: Service\nmetadata: {name: work}\nspec: {selector: {app: work}}\n";

describe("hints at a Job", () => {
  it("says what happens now", () =>
    checkRule(
      id,
      deployment(
        "command: [alembic, upgrade, head]",
        `${id} hint: A Deployment starts it again whenever it ends (command alembic upgrade head): it runs for ever, or in CrashLoopBackOff. Make it a Job.`,
      ),
    ));
  it.each(["[flyway, migrate]", "[pg_dump, mydb]", "[rake, 'db:migrate']", "[restic, backup, /data]"])(
    "of %s",
    (command) => checkRule(id, deployment(`command: ${command}`, `${id} hint`)),
  );
  it("rests on the evidence", () =>
    expect(relatedOf(id, deployment("command: [flyway, migrate]"))).toEqual([
      "command flyway migrate",
      "no port, no probe, no Service",
    ]));
});

describe("hints at a CronJob", () => {
  it("where it sleeps a minute or more", () =>
    checkRule(
      id,
      deployment(
        'command: [sh, -c, "while true; do backup; sleep 60; done"]',
        `${id} hint: It mostly waits for its next run (a loop that sleeps 60 s), and a failed run goes unnoticed. Make it a CronJob.`,
      ),
    ));
  it("where it runs a cron daemon", () => checkRule(id, deployment("command: [crond, -f]", `${id} hint`)));
});

describe("is silent", () => {
  it("fp-short-sleep", () => checkRule(id, deployment('command: [sh, -c, "while true; do sync; sleep 59; done"]')));
  it("fp-migrate-then-exec", () => {
    checkRule(id, deployment('command: [sh, -c, "alembic upgrade head && exec uvicorn app"]'));
    checkRule(id, deployment('command: [sh, -c, "alembic upgrade head; exec uvicorn app"]'));
  });
  it("fp-variable-called-schedule", () => checkRule(id, deployment("env: [{name: SCHEDULE, value: '0 3 * * *'}]")));
  it("fp-served", () => checkRule(id, documents(deployment("command: [flyway, migrate]"), service)));
  it("fp-sidecar-loop", () =>
    checkRule(
      id,
      deployment(
        'command: [sh, -c, "while true; do sync; sleep 300; done"]',
        "",
        "        - {name: web, image: nginx}\n",
      ),
    ));
  it("fp-toolbox", () => checkRule(id, deployment("command: [sleep, infinity]")));
  it("fp-worker", () => checkRule(id, deployment("command: [celery, worker]")));
});
