// A schedule that Kubernetes does not read, a time zone that it does not know, or a day that never comes.
import { type CronSchedule, cronSchedule, dayThatNeverComes, zonePrefix } from "../../../kubernetes/cron-schedule";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { isTimeZone } from "../../../kubernetes/time-zone";
import { gatedState } from "../../../kubernetes/versions";
import { insert, replace } from "../../../yaml/edit-script";
import { asScalar, child, isNullish } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { Scalar } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { scheduleOf } from "../../shared/schedule";
import { written } from "../../shared/written";

const moveZone = "Move the time zone to timeZone";

export const rule = defineRule({
  id: "cronjob-schedule",
  group: "jobs",
  severities: ["error", "warning"],
  kinds: ["CronJob"],
  summary: "A schedule or a time zone that Kubernetes does not read, or a day that never comes.",
  fixes: [{ title: moveZone, safe: true }],
  check(context) {
    const { workload, report } = context;
    const zone = asScalar(child(workload?.spec, "timeZone"));
    if (typeof zone?.value === "string" && !isPlaceholder(zone.value) && !isTimeZone(zone.value))
      report(zone, zoneMessage(zone.value));
    const said = asScalar(child(workload?.spec, "schedule"));
    if (said?.value === "") report(said, "The API server rejects this schedule: it is empty. Say when it runs.");
    const schedule = scheduleOf(workload);
    if (!schedule) return;
    const read = cronSchedule(schedule.text);
    if ("fault" in read) {
      const fixes = read.fault === "zone" ? zoneFix(context, schedule.node, schedule.text) : [];
      report(schedule.node, faultMessage(schedule.text, read), { fixes });
      return;
    }
    const day = "times" in read ? dayThatNeverComes(read.times) : undefined;
    if (day === undefined) return;
    const message = `The schedule asks for day ${day} of months that have none: it never runs. Choose a day that comes.`;
    report(schedule.node, message, { severity: "warning" });
  },
});

function faultMessage(text: string, { fault, text: what }: Extract<CronSchedule, { fault: string }>): string {
  if (fault === "zone")
    return "The API server rejects a time zone in the schedule (TZ=): it belongs in timeZone. Move it there.";
  const dialect = /[LW#]/.test(text) && fault === "field" ? " L, W and # are not part of cron here." : "";
  return `The API server rejects this schedule: ${what}.${dialect || " Mend it."}`;
}

function zoneMessage(zone: string): string {
  const name = zone.length > 40 ? `${zone.slice(0, 40)}…` : zone;
  return `The API server rejects timeZone "${name}": it must be a name of the IANA database, like Etc/UTC or Europe/Berlin.`;
}

/** Only where the schedule is in order without it, no other zone is named, and the target has the field. */
function zoneFix(context: RuleContext, node: Scalar, text: string): Fix[] {
  const { workload, lookups } = context;
  const prefix = zonePrefix(text);
  if (!prefix || !isTimeZone(prefix.zone) || "fault" in cronSchedule(prefix.rest)) return [];
  if (!isNullish(child(workload?.spec, "timeZone"))) return [];
  if (gatedState("CronJob.timeZone", lookups.assumptions.kubernetesVersion)) return [];
  const place = written(context, node);
  if (place?.path.at(-1) !== "schedule") return [];
  const { document, path } = place;
  const script = [
    // A star in front cannot stand without quotes.
    replace(path, quoted(prefix.rest, "plain", true)),
    insert(path.slice(0, -1), { after: "schedule" }, `timeZone: ${prefix.zone}`),
  ];
  return [{ title: moveZone, safe: true, changes: () => [{ document, script }] }];
}
