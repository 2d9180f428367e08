// Names of time zones as the API server knows them: those of the IANA database, spelled exactly so.

/** The names without an area; whatever is added to the database has one. Source: IANA tzdata, `backward` and `etcetera`. */
const plain = new Set(
  (
    "CET CST6CDT Cuba EET EST EST5EDT Egypt Eire Factory GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran " +
    "Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK Singapore " +
    "Turkey UCT UTC Universal W-SU WET Zulu posixrules"
  ).split(" "),
);

const areas = new Set(
  "Africa America Antarctica Arctic Asia Atlantic Australia Brazil Canada Chile Etc Europe Indian Mexico Pacific US right posix".split(
    " ",
  ),
);

/** Zones that an older program may not know yet. */
const recent = new Set(["America/Coyhaique"]);

/** Is it a name that the API server can load? `Local` is none. Old names count. */
export function isTimeZone(name: string): boolean {
  const slash = name.indexOf("/");
  if (slash === -1) return plain.has(name);
  const area = name.slice(0, slash);
  if (!areas.has(area)) return false;
  if (recent.has(name)) return true;
  const whole = area === "right" || area === "posix" ? name.slice(slash + 1) : name;
  const known = canonical(whole);
  // Programs take any case; the server opens a file of that name.
  return known !== undefined && (known === whole || known.toLowerCase() !== whole.toLowerCase());
}

/** The name that it stands for today; undefined where there is none. */
function canonical(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
