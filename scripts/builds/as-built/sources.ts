// `check` over sources must say the worst of the builds, each finding once.
import type { Analysis } from "../../../server/src/analysis/analysis";
import type { Finding } from "../../../server/src/analysis/finding";
import type { Severity } from "../../../server/src/config/severity";
import type { ToldObject } from "./told";

const order: readonly Severity[] = ["hint", "information", "warning", "error"];

/** One token: of the document, or of the object as it is built where a patch brought it. */
function keyOf({
  document,
  index,
  rule,
  span,
  builtPath,
}: Pick<Finding, "document" | "rule" | "span" | "builtPath"> & { readonly index: number }): string {
  const place = builtPath ?? `${span.start}-${span.end}`;
  return `${document.path} ${document.start} object ${index}: ${rule} at ${place}`;
}

/**
 * @param told what is said in every unit, by unit
 * @returns sentences; none where `check` says what the builds say
 */
export function sourceDifferences(analysis: Analysis, told: ReadonlyMap<string, readonly ToldObject[]>): string[] {
  const wanted = new Map<string, Severity>();
  const paths = new Set<string>();
  for (const { document, index, findings } of [...told.values()].flat()) {
    paths.add(document.path);
    for (const { rule, severity, span, path, own } of findings) {
      const key = keyOf({ document, index, rule, span, builtPath: own ? undefined : path });
      const known = wanted.get(key);
      if (known === undefined || order.indexOf(severity) > order.indexOf(known)) wanted.set(key, severity);
    }
  }
  const found = new Map<string, Severity[]>();
  for (const path of paths) {
    const { findings, suppressed } = analysis.judgedFindings(path);
    for (const one of [...findings, ...suppressed.map(({ finding }) => finding)]) {
      if (!one.object) continue;
      const key = keyOf({ ...one, index: one.object.index });
      found.set(key, [...(found.get(key) ?? []), one.severity]);
    }
  }
  return [...new Set([...wanted.keys(), ...found.keys()])].flatMap((key) => {
    const said = found.get(key) ?? [];
    const worst = wanted.get(key);
    if (said.length === 1 && said[0] === worst) return [];
    return [`${key}: the builds say ${worst ?? "nothing"}, check says ${said.join(", ") || "nothing"}`];
  });
}
