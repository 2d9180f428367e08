// The schedules that the API server takes: five fields or a macro, in the grammar of robfig/cron v3 (kubernetes.md 1.8).

/** The times of a schedule. The sets hold what is written, names and steps resolved. */
export interface CronTimes {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** Is every day of the month meant (`*`), so that the weekday alone decides, or the other way round? */
  readonly anyDay: boolean;
  readonly anyWeekday: boolean;
}

/** Why a schedule is none. */
export interface CronFault {
  readonly fault: "zone" | "macro" | "count" | "field";
  /** What is wrong, in words that follow "schedule "…": `. */
  readonly text: string;
}

export type CronSchedule = CronFault | { readonly times: CronTimes } | { readonly every: number };

interface Bounds {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words?: readonly string[];
}

const fields: readonly Bounds[] = [
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  { name: "day of month", min: 1, max: 31 },
  { name: "month", min: 1, max: 12, words: "jan feb mar apr may jun jul aug sep oct nov dec".split(" ") },
  { name: "day of week", min: 0, max: 6, words: "sun mon tue wed thu fri sat".split(" ") },
];

const macros: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

/** A time zone before the fields, and the schedule behind it; undefined where there is none. */
export function zonePrefix(schedule: string): { readonly zone: string; readonly rest: string } | undefined {
  const prefix = /^(?:CRON_)?TZ=(\S*)\s*/.exec(schedule);
  return prefix ? { zone: prefix[1] ?? "", rest: schedule.slice(prefix[0].length).trim() } : undefined;
}

/** Reads a schedule as the API server does; never throws. */
export function cronSchedule(schedule: string): CronSchedule {
  // The server looks for it anywhere, and says the same of each.
  if (/TZ/.test(schedule)) return { fault: "zone", text: "a time zone belongs in timeZone" };
  if (schedule.startsWith("@")) return macro(schedule);
  const words = schedule.trim().split(/\s+/);
  if (words.length !== fields.length) {
    const seconds = words.length === 6 ? " (there is no field for seconds or years)" : "";
    return { fault: "count", text: `it has ${words.length} fields, not 5${seconds}` };
  }
  const values = fields.map((bounds, index) => field(words[index] ?? "", bounds));
  const wrong = values.find((value): value is CronFault => "fault" in value);
  if (wrong) return wrong;
  const [minutes, hours, days, months, weekdays] = values as readonly Field[];
  if (!minutes || !hours || !days || !months || !weekdays) return { fault: "count", text: "it has no 5 fields" };
  return {
    times: {
      minutes: minutes.values,
      hours: hours.values,
      days: days.values,
      months: months.values,
      weekdays: weekdays.values,
      anyDay: days.any,
      anyWeekday: weekdays.any,
    },
  };
}

function macro(text: string): CronSchedule {
  const known = Object.hasOwn(macros, text) ? macros[text] : undefined;
  if (known !== undefined) return cronSchedule(known);
  const every = text.startsWith("@every ") ? seconds(text.slice("@every ".length)) : undefined;
  if (every !== undefined) return { every: Math.max(1, Math.floor(every)) };
  return { fault: "macro", text: `${text.split(/\s/)[0]} is no macro of Kubernetes` };
}

const unitSeconds: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** A duration as Go reads it (`1h30m`); undefined for anything else. */
function seconds(duration: string): number | undefined {
  if (/^[+-]?0$/.test(duration)) return 0;
  if (!/^[+-]?(?:(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:h|ms|m|s|us|µs|ns)){1,9}$/.test(duration)) return undefined;
  let sum = 0;
  for (const [, count, unit] of duration.matchAll(/(\d+(?:\.\d*)?|\.\d+)(h|ms|m|s|us|µs|ns)/g))
    sum += Number(count) * (unitSeconds[unit ?? ""] ?? 0);
  return duration.startsWith("-") ? 0 : sum;
}

interface Field {
  readonly values: ReadonlySet<number>;
  /** Does a plain `*` or `?` stand in it? */
  readonly any: boolean;
}

function field(text: string, bounds: Bounds): Field | CronFault {
  const values = new Set<number>();
  let any = false;
  for (const part of text.split(",")) {
    if (part === "") continue;
    const range = rangeOf(part, bounds);
    if (!range) return { fault: "field", text: faultText(part, bounds) };
    any ||= range.any;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  return { values, any };
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly any: boolean;
}

/** `*`, `5`, `1-5`, each with `/step`; `5/10` runs to the end. */
function rangeOf(part: string, bounds: Bounds): Range | undefined {
  const [span = "", stepText, ...moreSteps] = part.split("/");
  const [low = "", high, ...moreEnds] = span.split("-");
  const step = stepText === undefined ? 1 : numberOf(stepText, undefined);
  if (moreSteps.length > 0 || moreEnds.length > 0 || !step) return undefined;
  if (low === "*" || low === "?") return { from: bounds.min, to: bounds.max, step, any: step === 1 };
  const from = numberOf(low, bounds.words, bounds.min);
  const end = high === undefined ? from : numberOf(high, bounds.words, bounds.min);
  const to = high === undefined && stepText !== undefined ? bounds.max : end;
  if (from === undefined || to === undefined || from < bounds.min || to > bounds.max || from > to) return undefined;
  return { from, to, step, any: false };
}

function numberOf(text: string, words: readonly string[] | undefined, first = 0): number | undefined {
  const word = words?.indexOf(text.toLowerCase()) ?? -1;
  if (word >= 0) return word + first;
  return /^\+?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function faultText(part: string, { name, min, max }: Bounds): string {
  const shown = part.length > 20 ? `${part.slice(0, 20)}…` : part;
  const letters = name === "month" || name === "day of week" ? ", or names of three letters" : "";
  return `"${shown}" is no ${name} (${min}-${max}${letters})`;
}

/** Does it run every so many seconds or oftener, in the hours in which it runs? */
export function runsEvery(schedule: CronSchedule, limit: number): boolean {
  if ("every" in schedule) return schedule.every <= limit;
  if (!("times" in schedule)) return false;
  const minutes = [...schedule.times.minutes].sort((a, b) => a - b);
  const [first] = minutes;
  if (first === undefined) return false;
  const pauses = minutes.map((minute, index) => (minutes[index + 1] ?? first + 60) - minute);
  return Math.max(...pauses) * 60 <= limit;
}

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The first day that it asks for although none of its months has it; undefined where there is such a day. */
export function dayThatNeverComes({ days, months, anyDay, anyWeekday }: CronTimes): number | undefined {
  // Where both are restricted either is enough, and every weekday comes.
  if (anyDay || !anyWeekday) return undefined;
  const most = Math.max(0, ...[...months].map((month) => longest[month - 1] ?? 31));
  const first = Math.min(...days);
  return first > most ? first : undefined;
}
