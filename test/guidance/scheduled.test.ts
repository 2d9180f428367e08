// Work that comes again: loops with a long pause, cron daemons, Jobs in a series.
import { describe, expect, it } from "vitest";
import { advice, nothing, podOf, serviceOf, workloadOf } from "./advice";

function script(text: string, more = ""): string {
  return workloadOf(`
containers:
  - name: main
    image: private/x
    command: [/bin/sh, -c]
    args:
      - |
${text.trim().replace(/^(?=.)/gm, "        ")}
${more}`);
}

function leaning(...evidence: string[]) {
  return {
    recommended: "Deployment",
    leaning: "CronJob",
    score: evidence.reduce((sum, piece) => sum + Number(/^\+(\d)/.exec(piece)?.[1]), 0),
    evidence,
  };
}

describe("a Deployment that works now and then", () => {
  it.each([
    ["while true; do /report; sleep 3600; done", 3600],
    ["while :; do /report; sleep 1h; done", 3600],
    ["while true\ndo\n  /report || true # once a day\n  sleep $((60 * 60 * 24))\ndone", 86_400],
    ["while sleep 300; do /report; done", 300],
    ["until false; do /report; sleep ${PAUSE:-600}; done", 600],
    ["for ((;;)); do /report; sleep 5m; done", 300],
    ["set -e\nwhile [ 1 ]; do pg_dump -h db > /x/$(date +%F); sleep 86400; done", 86_400],
  ])("%s", (text, seconds) => expect(advice(script(text))).toEqual(leaning(`+4 a loop that sleeps ${seconds} s`)));

  it("reads the pause from its variables", () =>
    expect(
      advice(script("while true; do /report; sleep $PAUSE; done", "    env: [{name: PAUSE, value: '900'}]")),
    ).toEqual(leaning("+4 a loop that sleeps 900 s")));

  it.each([
    ["crond -f -l 8", "command: [crond, -f, -l, '8']"],
    ["/usr/sbin/cron -f", "command: [sh, -c, 'exec /usr/sbin/cron -f']"],
    ["supercronic /etc/crontab", "command: [supercronic, /etc/crontab]"],
  ])("runs a cron daemon: %s", (_, command) => {
    const given = advice(workloadOf(`containers: [{name: m, image: private/x, ${command}}]`));
    expect([given.leaning, given.score]).toEqual(["CronJob", 4]);
    expect(given.evidence).toEqual([expect.stringMatching(/^\+4 a cron daemon: \S/)]);
  });

  it("is given a schedule", () =>
    expect(
      advice(
        workloadOf("containers: [{name: m, image: private/x, env: [{name: CRON_SCHEDULE, value: '*/15 * * * *'}]}]"),
      ),
    ).toEqual(leaning("+4 variable CRON_SCHEDULE")));

  it("says when in an annotation", () =>
    expect(
      advice(
        script("while true; do /report; sleep 3600; done").replace(
          "metadata:\n",
          'metadata:\n  annotations: {schedule: "0 * * * *"}\n',
        ),
      ),
    ).toEqual(leaning("+4 a loop that sleeps 3600 s", "+1 annotation 0 * * * *")));

  it("says when in a comment", () =>
    expect(advice(`# every night: 0 3 * * *\n${script("while true; do /report; sleep 86400; done")}`)).toEqual(
      leaning("+4 a loop that sleeps 86400 s", "+1 comment 0 3 * * *"),
    ));

  it("as a bare Pod", () =>
    expect(
      advice(
        podOf(
          "containers: [{name: m, image: private/x, command: [sh, -c, 'while true; do /report; sleep 3600; done']}]",
        ),
      ),
    ).toEqual({
      recommended: "CronJob",
      score: 8,
      evidence: ["+4 a loop that sleeps 3600 s", "+4 a bare Pod is not replaced when its node goes"],
    }));
});

describe("fine as it is", () => {
  it.each([
    ["fp-reconcile-loop: every few seconds", "while true; do /reconcile; sleep 10; done"],
    ["fp-load-generator: no pause at all", "while true; do locust -f /x; done"],
    ["fp-unknown-pause", "while true; do /report; sleep $(pause); done"],
    ["fp-placeholder-loop: it only speaks", "while true; do echo hello; date; sleep 3600; done"],
    ["fp-wait-then-serve: a loop that ends", "while ! pg_isready; do sleep 60; done; exec /server"],
    ["fp-toolbox", "trap : TERM INT; sleep infinity & wait"],
  ])("%s", (_, text) => expect(advice(script(text))).toEqual(nothing("Deployment")));

  it("fp-sidecar-loop: a loop beside an application", () =>
    expect(
      advice(
        workloadOf(
          "containers: [{name: web, image: x}, {name: sync, image: z, command: [sh, -c, 'while true; do /sync; sleep 3600; done']}]",
        ),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-schedule-of-a-server: it is called through a Service", () =>
    expect(
      advice(
        workloadOf("containers: [{name: m, image: private/x, env: [{name: SCHEDULE, value: '@daily'}]}]") +
          serviceOf("s", "app"),
      ),
    ).toEqual({ ...nothing("Deployment"), suppressors: ["silent served"] }));

  it("fp-schedule-of-another-sort", () =>
    expect(
      advice(workloadOf("containers: [{name: m, image: private/x, env: [{name: SCHEDULE, value: round-robin}]}]")),
    ).toEqual(nothing("Deployment")));
});

describe("Jobs", () => {
  const job = (name: string, annotation = "") => `apiVersion: batch/v1
kind: Job
metadata:
  name: ${name}
${annotation}spec:
  template:
    spec: {restartPolicy: Never, containers: [{name: m, image: private/x}]}
`;

  it("that differ only in a date, with a schedule written", () =>
    expect(
      advice(`${job("report-2026-01-01", '  annotations: {when: "0 3 * * *"}\n')}---\n${job("report-2026-01-02")}`),
    ).toEqual({
      recommended: "Job",
      leaning: "CronJob",
      score: 4,
      evidence: ['+3 Job "report-2026-01-02" beside it', "+1 annotation 0 3 * * *"],
    }));

  it("fp-series-alone: a series may be finished", () =>
    expect(advice(`${job("report-1")}---\n${job("report-2")}`)).toEqual(nothing("Job")));

  it("fp-one-of-a-kind", () => expect(advice(`${job("report-1")}---\n${job("cleanup-1")}`)).toEqual(nothing("Job")));
});
