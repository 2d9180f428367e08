// The rule cronjob-schedule: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixesOf, fixTitles } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { cronJob, marked } from "./job-manifests";

const id = "cronjob-schedule";
const title = "Move the time zone to timeZone";

function scheduled(schedule: string, label = "", more = ""): string {
  const line = `schedule: ${schedule}`;
  return cronJob({ cron: `${label ? marked(line, schedule, label) : line}${more && `\n${more}`}` });
}

function zoned(zone: string, label = ""): string {
  const line = `timeZone: ${zone}`;
  return cronJob({ cron: `schedule: "0 3 * * *"\n${label ? marked(line, zone, label) : line}` });
}

describe("reports", () => {
  it.each([
    ["0 0 3 * * *", "it has 6 fields, not 5 (there is no field for seconds or years). Mend it."],
    ["0 3 * *", "it has 4 fields, not 5. Mend it."],
    ["0 0 L * *", '"L" is no day of month (1-31). L, W and # are not part of cron here.'],
    ["0 0 1W * *", '"1W" is no day of month (1-31). L, W and # are not part of cron here.'],
    ["0 0 * * 1#2", '"1#2" is no day of week (0-6, or names of three letters). L, W and # are not part of cron here.'],
    ["60 * * * *", '"60" is no minute (0-59). Mend it.'],
    ["0 0 * * 7", '"7" is no day of week (0-6, or names of three letters). Mend it.'],
    ["H 3 * * *", '"H" is no minute (0-59). Mend it.'],
    ["@reboot", "@reboot is no macro of Kubernetes. Mend it."],
  ])("%s", (schedule, what) =>
    checkRule(id, scheduled(`"${schedule}"`, `${id} error: The API server rejects this schedule: ${what}`)),
  );
  it.each(["TZ=UTC 0 3 * * *", "CRON_TZ=UTC 0 3 * * *"])("a time zone in the schedule: %s", (schedule) =>
    checkRule(
      id,
      scheduled(
        schedule,
        `${id} error: The API server rejects a time zone in the schedule (TZ=): it belongs in timeZone. Move it there.`,
      ),
    ),
  );
  it.each(["Local", "Europe/Nowhere", "europe/berlin", "UTC+2", "PST"])("time zone %s", (zone) =>
    checkRule(
      id,
      zoned(
        zone,
        `${id} error: The API server rejects timeZone "${zone}": it must be a name of the IANA database, like Etc/UTC or Europe/Berlin.`,
      ),
    ),
  );
  it("an empty schedule", () =>
    checkRule(
      id,
      scheduled('""', `${id} error: The API server rejects this schedule: it is empty. Say when it runs.`),
    ));
  it("an empty time zone", () => checkRule(id, zoned('""', id)));
  it("both", () =>
    checkRule(
      id,
      cronJob({ cron: `${marked("schedule: daily", "daily", id)}\n${marked("timeZone: Local", "Local", id)}` }),
    ));
  it("a day that never comes", () =>
    checkRule(
      id,
      scheduled(
        '"0 0 31 2 *"',
        `${id} warning: The schedule asks for day 31 of months that have none: it never runs. Choose a day that comes.`,
      ),
    ));
});

describe("is silent", () => {
  it.each(['"*/5 * * * *"', '"0 3 * * MON-FRI"', '"0 0 1 jan ?"', '"@every 1h30m"', '"0 0 29 2 *"', '"0 0 31 2 1"'])(
    "fp-schedule: %s",
    (schedule) => checkRule(id, scheduled(schedule)),
  );
  it.each(["${SCHEDULE}", "$(SCHEDULE)", "${MINUTE} 3 * * *"])("fp-variable: %s", (schedule) =>
    checkRule(id, scheduled(`"${schedule}"`)),
  );
  it.each(["Europe/Berlin", "UTC", "US/Pacific", "${ZONE}", "null"])("fp-zone: %s", (zone) =>
    checkRule(id, zoned(zone)),
  );
  it("fp-no-schedule-and-no-string", () => {
    checkRule(id, scheduled(""));
    checkRule(id, scheduled("5"));
    checkRule(id, cronJob({ cron: "suspend: true" }));
  });
  it("fp-schedule-of-another-kind", () =>
    checkRule(id, scheduled('"H 3 * * *"').replace("batch/v1", "example.com/v1")));
});

describe("the fix", () => {
  it("moves the zone, and keeps quotes and comment", () =>
    checkFix(
      id,
      title,
      scheduled("'CRON_TZ=Europe/Berlin 0 3 * * *' # at night"),
      scheduled("'0 3 * * *' # at night", "", "timeZone: Europe/Berlin"),
    ));
  it("quotes what cannot stand without quotes", () =>
    checkFix(id, title, scheduled("TZ=UTC * * * * *"), scheduled('"* * * * *"', "", "timeZone: UTC")));
  it("is safe", () => expect(fixesOf(id, scheduled("TZ=UTC 0 3 * * *"))).toMatchObject([{ title, safe: true }]));
  it("moves it in the patch that says it", () => {
    const unit = (patch: string) =>
      files({
        "kustomization.yaml": "resources: [cron.yaml]\npatches: [{path: patch.yaml}]\n",
        "cron.yaml": cronJob(),
        "patch.yaml": `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: work}\nspec:\n  ${patch}\n`,
      });
    checkFix(id, title, unit("schedule: TZ=UTC 0 3 * * *"), unit("schedule: 0 3 * * *\n  timeZone: UTC"));
  });
  it.each([
    ["where another zone is named", "TZ=UTC 0 3 * * *", "timeZone: Europe/Berlin"],
    ["where the zone is none", "TZ=Local 0 3 * * *", ""],
    ["where there is none", "TZ= 0 3 * * *", ""],
    ["where the rest is no schedule", "TZ=UTC 0 0 3 * * *", ""],
    ["where it stands elsewhere", "0 3 * * TZ=UTC", ""],
  ])("is not offered %s", (_, schedule, more) => expect(fixTitles(id, scheduled(schedule, "", more))).toEqual([]));
  it("is not offered below 1.25, which drops the field", () => {
    const source = scheduled("TZ=UTC 0 3 * * *");
    expect(fixTitles(id, source, { settings: { kubernetesVersion: "1.24" } })).toEqual([]);
    expect(fixTitles(id, source, { settings: { kubernetesVersion: "1.25" } })).toEqual([title]);
  });
});
