// Findings as commands of GitHub Actions, which shows them beside the lines of a pull request.
import type { Severity } from "../config/severity";
import type { Report } from "./report";
import type { Range } from "./shown";
import { standardInput } from "./standard-input";

const commands: Readonly<Record<Severity, "error" | "warning" | "notice">> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

interface Line {
  readonly path: string;
  readonly source?: string;
  readonly range: Range;
  readonly command: "error" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

/** One command a line; empty where nothing was found. Source: docs.github.com, workflow-commands-for-github-actions. */
export function githubOf({ errors, findings }: Report): string {
  const lines: Line[] = [
    ...errors.map(({ code, ...error }) => ({ ...error, command: "error" as const, title: code })),
    ...findings.map(({ rule, severity, ...finding }) => ({ ...finding, command: commands[severity], title: rule })),
  ];
  return lines.map((line) => `::${line.command} ${properties(line)}::${data(line.message)}\n`).join("");
}

/** Lines and columns count from 1, the end is inclusive. What was rendered from a file is shown at that file, without a line. */
function properties({ path, source, range: { start, end }, title }: Line): string {
  const file = source ?? (path === standardInput ? undefined : path);
  const isOneLine = start.line === end.line;
  const place =
    source !== undefined || file === undefined
      ? []
      : [
          ["line", `${start.line + 1}`],
          ["endLine", `${end.line + 1}`],
          // Columns of several lines are not shown.
          ...(isOneLine && end.character > start.character
            ? [
                ["col", `${start.character + 1}`],
                ["endColumn", `${end.character}`],
              ]
            : []),
        ];
  const all = [...(file === undefined ? [] : [["file", file]]), ...place, ["title", title]];
  return all.map(([name, value = ""]) => `${name}=${property(value)}`).join(",");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
