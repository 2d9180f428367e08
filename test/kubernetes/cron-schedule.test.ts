// Schedules in the grammar of the API server: what it takes, what it rejects, how often they run, days that never come.
import { describe, expect, it } from "vitest";
import {
  type CronTimes,
  cronSchedule,
  dayThatNeverComes,
  runsEvery,
  zonePrefix,
} from "../../server/src/kubernetes/cron-schedule";

function times(schedule: string): CronTimes {
  const read = cronSchedule(schedule);
  if (!("times" in read)) throw new Error(`${schedule} has no times`);
  return read.times;
}

describe("takes", () => {
  it.each([
    ..."*/5 * * * *|0 3 * * MON-FRI|0 0 1 jan ?|0 0 31 2 *|0 0 1-15/3,20 * *|0  3 * * *| 0 3 * * * |0\t3 * * *".split(
      "|",
    ),
    ..."@hourly|@daily|@midnight|@weekly|@monthly|@yearly|@annually".split("|"),
    ..."@every 1h30m|@every -5m|@every 1.5h|@every 1.h|@every .5h|@every 0|@every 100ms|@every 1µs".split("|"),
    ..."*-5 * * * *|,, * * * *|1,,2 * * * *|+5 * * * *|5/10 * * * *|? ? ? ? ?|0 3 * * 0/7|*/70 * * * *|001 3 * * *".split(
      "|",
    ),
    ..."0 0 * JAN-mar Sun|59 23 31 12 6|0 0 1 1 0".split("|"),
  ])("%s", (schedule) => expect(cronSchedule(schedule)).not.toHaveProperty("fault"));
});

describe("rejects", () => {
  it.each([
    ["count", "0 0 3 * * *|0 3 * *|daily||0 3 * * * # nightly"],
    [
      "field",
      "0 0 L * *|0 0 1W * *|0 0 * * 1#2|60 * * * *|0 24 * * *|0 0 0 * *|0 0 32 * *|0 0 * 0 *|0 0 * 13 *|0 0 * * 7|0 0 * * 5-1|*/0 * * * *",
    ],
    [
      "field",
      "0 3 * * MONDAY|H 3 * * *|1-5-7 * * * *|1/2/3 * * * *|-5 * * * *|5- * * * *|jan * * * *|*/x * * * *|1.5 * * * *",
    ],
    ["macro", "@reboot|@every x|@every 5|@every  5m|@every 1d|@Daily|@daily |@every|@constructor"],
    ["zone", "TZ=UTC 0 3 * * *|CRON_TZ=Europe/Berlin 0 3 * * *|0 3 * * * TZ=UTC"],
  ])("by %s: %s", (fault, schedules) => {
    for (const schedule of schedules.split("|")) expect(cronSchedule(schedule), schedule).toMatchObject({ fault });
  });
  it("and says what is wrong", () => {
    const text = (schedule: string) => {
      const read = cronSchedule(schedule);
      return "fault" in read ? read.text : undefined;
    };
    expect(text("0 0 3 * * *")).toBe("it has 6 fields, not 5 (there is no field for seconds or years)");
    expect(text("0 3 * *")).toBe("it has 4 fields, not 5");
    expect(text("60 * * * *")).toBe('"60" is no minute (0-59)');
    expect(text("0 0 * * 7")).toBe('"7" is no day of week (0-6, or names of three letters)');
    expect(text("@reboot")).toBe("@reboot is no macro of Kubernetes");
    expect(text(`${"1".repeat(50)} * * * *`)).toBe(`"${"1".repeat(20)}…" is no minute (0-59)`);
  });
});

describe("reads", () => {
  it("ranges, steps, lists and names", () => {
    expect([...times("1,5-9/2,50/5 * * * *").minutes]).toEqual([1, 5, 7, 9, 50, 55]);
    expect([...times("0 0 * feb,11 Mon-wed").months]).toEqual([2, 11]);
    expect([...times("0 0 * * Mon-wed").weekdays]).toEqual([1, 2, 3]);
    expect([...times("@weekly").weekdays]).toEqual([0]);
  });
  it("a star with a step as a restriction, as the controller does", () => {
    expect(times("0 0 * * 1")).toMatchObject({ anyDay: true, anyWeekday: false });
    expect(times("0 0 */2 * ?")).toMatchObject({ anyDay: false, anyWeekday: true });
    expect(times("0 0 */1 * *")).toMatchObject({ anyDay: true });
  });
  it("a time zone before the fields", () => {
    expect(zonePrefix("CRON_TZ=Asia/Tokyo  0 3 * * *")).toEqual({ zone: "Asia/Tokyo", rest: "0 3 * * *" });
    expect(zonePrefix("TZ= 0 3 * * *")).toEqual({ zone: "", rest: "0 3 * * *" });
    expect(zonePrefix("0 3 * * *")).toBeUndefined();
  });
});

describe("runs every five minutes or oftener", () => {
  const often = (schedule: string) => runsEvery(cronSchedule(schedule), 300);
  it.each(["*/5 * * * *", "* * * * *", "*/4 * * * *", "3/5 * * * *", "*/5 9-17 * * 1-5", "@every 5m", "@every 30s"])(
    "%s",
    (schedule) => expect(often(schedule)).toBe(true),
  );
  it.each([
    "*/6 * * * *",
    "0 3 * * *",
    "0,5 3 * * *",
    "0-30/5 * * * *",
    "@hourly",
    "@every 301s",
    "no schedule",
    ",, * * * *",
  ])("not %s", (schedule) => expect(often(schedule)).toBe(false));
});

describe("a day that never comes", () => {
  it.each([
    ["0 0 31 2 *", 31],
    ["0 0 30 2 ?", 30],
    ["0 0 31 4,6,9,11 *", 31],
    ["0 0 30,31 feb *", 30],
  ])("%s", (schedule, day) => expect(dayThatNeverComes(times(schedule))).toBe(day));
  it.each([
    "0 0 29 2 *",
    "0 0 31 * *",
    "0 0 31 2,3 *",
    "0 0 31 2 1",
    "0 0 30 4 *",
    "0 0 1,31 2 *",
    "0 0 * 2 *",
    "0 0 31 2 */2",
  ])("comes: %s", (schedule) => expect(dayThatNeverComes(times(schedule))).toBeUndefined());
});
