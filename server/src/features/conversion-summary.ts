// What matters most about a conversion, in one line of a menu: `Convert Workload…` and `Preview Conversion` show it below the title.

/** A line of a picker is cut off behind about so many characters. */
const LONGEST = 90;

/** What a menu says of each consequence, the weightiest first. Those that are not named here are counted. */
const words: Readonly<Record<string, string>> = {
  "W-REPLICAS": "new, empty volumes",
  "W-DATA": "data stays in the old claim",
  "W-PVCNAME": "takes over a claim that is there",
  "W-PVC-MISSING": "a claim was not found",
  "W-PVC-SHARED": "others may use the claim",
  "W-CLAIM": "volumes may have to be made by hand",
  "W-BACKUP": "a backup names the claim",
  "W-REUSE": "uses the claim of the set's first Pod",
  "W-IDENTITY": "the Pod uses its name",
  "W-LIVE": "the live object is made anew",
  "W-STAYS": "a claim stays as it is",
  "W-SCALER": "an autoscaler is left behind",
};

/**
 * @param files how many are changed or created
 * @param codes of the consequences
 */
export function conversionSummary(files: number, codes: Iterable<string>): string {
  const all = new Set(codes);
  const named = Object.keys(words).filter((code) => all.has(code));
  const counted = `${files} ${files === 1 ? "file" : "files"}`;
  for (let count = named.length; ; count--) {
    const left = all.size - count;
    const more = left > 0 && count > 0 ? [`${left} more to know`] : left > 0 ? [`${left} to know`] : [];
    const line = [counted, ...named.slice(0, count).map((code) => words[code] ?? ""), ...more].join(" · ");
    if (line.length <= LONGEST || count === 0) return line;
  }
}

/** Why it cannot be done, as far as it fits. */
export function refusalSummary(message: string): string {
  if (message.length <= LONGEST) return message;
  return `${message.slice(0, LONGEST).replace(/\s+\S*$/, "")}…`;
}
