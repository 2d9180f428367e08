// Findings for people: one a line, with what each rests on below it.
import type { Severity } from "../config/severity";
import type { Report } from "./report";
import type { Range } from "./shown";

interface Line {
  readonly path: string;
  readonly range: Range;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly source?: string;
  readonly related: readonly { readonly path: string; readonly range: Range; readonly message: string }[];
}

const codes: Readonly<Record<Severity, string>> = { error: "31", warning: "33", information: "34", hint: "36" };

/** Lines and columns count from 1 here, as compilers and editors show them. Empty where nothing was found. */
export function textOf(report: Report, { colours }: { readonly colours: boolean }): string {
  const paint = (code: string, text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  const blocks: string[] = [];
  let path: string | undefined;
  for (const { path: file, range, severity, code, message, source, related } of linesOf(report)) {
    if (path !== undefined && path !== file) blocks.push("");
    path = file;
    const place = printable(placeText(file, range));
    const from = source === undefined ? "" : ` ${paint("2", `(${printable(source)})`)}`;
    const said = `${paint(codes[severity], severity)} ${paint("2", code)} ${printable(message)}`;
    blocks.push(`${paint("1", place)} ${said}${from}`);
    for (const other of related) {
      blocks.push(`  ${paint("2", printable(placeText(other.path, other.range)))} ${printable(other.message)}`);
    }
  }
  return blocks.map((line) => `${line}\n`).join("");
}

/** How much was looked at and what came of it, in one sentence. */
export function summaryOf({ files, documents, errors, findings }: Report, rules: number): string {
  if (documents === 0 && errors.length === 0 && findings.length === 0) {
    return "No Kubernetes objects found.";
  }
  const counts: [number, string, string][] = [
    [errors.length, "unreadable", "unreadable"],
    ...(["error", "warning", "information", "hint"] as const).map((severity): [number, string, string] => [
      findings.filter((finding) => finding.severity === severity).length,
      severity,
      severity === "information" ? "information" : `${severity}s`,
    ]),
  ];
  const found = counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  const objects = `${documents} ${documents === 1 ? "object" : "objects"} in ${files} ${files === 1 ? "file" : "files"}`;
  return `${objects}, ${rules} rules: ${found.length > 0 ? found.join(", ") : "nothing found"}.`;
}

/** Sorted by place; findings and faults together. */
function linesOf({ errors, findings }: Report): Line[] {
  const lines: Line[] = [
    ...errors.map(({ code, ...error }) => ({ ...error, severity: "error" as const, code, related: [] })),
    ...findings.map(({ rule, ...finding }) => ({ ...finding, code: rule })),
  ];
  return lines.sort(
    (a, b) =>
      (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character,
  );
}

function placeText(path: string, { start }: Range): string {
  return `${path}:${start.line + 1}:${start.character + 1}`;
}

/** Names come from files: nothing in them may steer a terminal or break the line. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are meant
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, "\ufffd");
}
