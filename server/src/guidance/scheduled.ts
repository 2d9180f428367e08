// What speaks for a CronJob: work that is done again and again with a pause between, or at written times.
import { podLabels } from "../kubernetes/workload";
import { asScalar, at, entriesOf } from "../yaml/navigate";
import { cronDaemon, mainWord, sleepLoop } from "./commands";
import type { Evidence, Suppressor } from "./evidence";
import { mainContainers } from "./one-shot";
import type { PodProfile, Variable } from "./pod-profile";

/** A CronJob starts at most once a minute, and each run pays the start of a Pod. */
const SHORTEST_PAUSE = 60;

/** For a Deployment, a ReplicaSet, a ReplicationController or a bare Pod. */
export function scheduledEvidence(profile: PodProfile): Evidence[] {
  if (!profile.main || mainContainers(profile) !== 1) return [];
  const decisive = rhythmEvidence(profile);
  return decisive.length > 0 ? [...decisive, ...expressionEvidence(profile)] : [];
}

/** For a Job: several that differ in a number or a date. */
export function repeatedEvidence(profile: PodProfile): Evidence[] {
  const { lookups, workload } = profile;
  const [other] = lookups.unit.series();
  const place = other && ({ object: other, path: ["metadata", "name"], part: "value" } as const);
  const twins: Evidence[] = place
    ? [{ text: `${workload.kind} "${other.facts.name}" beside it`, weight: 3, group: "series", source: { place } }]
    : [];
  return [...twins, ...expressionEvidence(profile)];
}

function rhythmEvidence({ main }: PodProfile): Evidence[] {
  if (!main) return [];
  const values = new Map(
    main.variables.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  );
  const loop = sleepLoop(main.words, values);
  if (loop && loop.seconds >= SHORTEST_PAUSE) {
    return [{ text: `a loop that sleeps ${loop.seconds} s`, weight: 4, group: "rhythm", source: { node: loop.node } }];
  }
  const daemon = cronDaemon(main.words);
  if (daemon) {
    const text = `a cron daemon: ${(mainWord(main.words)?.text ?? "").split(/\s+/).slice(0, 3).join(" ")}`;
    return [{ text, weight: 4, group: "rhythm", source: { node: daemon } }];
  }
  const schedule = main.variables.find(isSchedule);
  if (!schedule) return [];
  return [{ text: `variable ${schedule.name}`, weight: 4, group: "rhythm", source: { node: schedule.node } }];
}

function isSchedule({ name, value }: Variable): boolean {
  return /^(?:CRON_)?SCHEDULE$/.test(name) && (value === undefined || isCronExpression(value));
}

const CRON_FIELD = "(?:\\*|\\d+|[A-Z]{3})(?:[-,/](?:\\*|\\d+|[A-Z]{3}))*";
const CRON = new RegExp(
  `(?:^|\\s|["'])(?:@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)|${CRON_FIELD}(?:[ \\t]+${CRON_FIELD}){4,5})(?=\\s|["']|$)`,
);

function isCronExpression(value: string): boolean {
  return CRON.test(value);
}

/** An annotation or a comment that says when. */
function expressionEvidence({ workload, lookups }: PodProfile): Evidence[] {
  const { root, kindNode } = workload.resource;
  for (const metadata of [at(root, "metadata"), at(workload.podTemplate, "metadata")]) {
    for (const { value } of entriesOf(at(metadata, "annotations"))) {
      const text = asScalar(value)?.text ?? "";
      if (text.length < 60 && isCronExpression(text)) {
        return [{ text: `annotation ${text}`, weight: 1, group: "expression", source: { node: value } }];
      }
    }
  }
  for (const line of lookups.files.ownCommentLines) {
    const [, text = ""] = /(?:^|\s)#([^\n]*)/.exec(line) ?? [];
    const found = CRON.exec(text)?.[0].trim();
    if (found) return [{ text: `comment ${found}`, weight: 1, group: "expression", source: { node: kindNode } }];
  }
  return [];
}

/** Whoever is called through a Service is no matter of times. */
export function scheduledSuppressors({ workload, lookups }: PodProfile): Suppressor[] {
  const [service] = lookups.services.selecting(podLabels(workload) ?? {});
  if (!service) return [];
  const place = { object: service, path: ["spec", "selector"], part: "key" } as const;
  const text = `Service "${service.facts.name}" leads to it`;
  return [{ id: "served", text, kinds: ["CronJob", "Job"], effect: "silent", source: { place } }];
}
