// What the command line says of the same files, in the shape in which the server says it.
import { execFile } from "node:child_process";
import * as path from "node:path";
import type { Diagnostic, Range } from "vscode-languageserver-protocol";
import { URI } from "vscode-uri";

/** A finding in the words that both have. */
export interface CommonFinding {
  readonly severity: number | undefined;
  readonly code: string;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly { readonly uri: string; readonly range: Range; readonly message: string }[];
}

export interface CommandLineFinding extends CommonFinding {
  readonly titles: readonly string[];
}

/** What `check --format json` prints, as far as it is compared. */
interface Report {
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly path: string;
    readonly range: Range;
    readonly related: readonly { readonly path: string; readonly range: Range; readonly message: string }[];
    readonly fixes: readonly { readonly title: string }[];
  }[];
}

const severities: readonly string[] = ["error", "warning", "information", "hint"];

/**
 * Runs `check` in a workspace folder.
 * @param paths in it; `.` for all of it
 * @returns findings by address; a text where the run failed
 */
export async function commandLineView(
  program: string,
  folder: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly CommandLineFinding[]> | string> {
  const given = [program, "check", "--root", ".", "--format", "json", "--fail-on", "never", ...paths];
  const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve) => {
    const options = { cwd: folder, encoding: "utf8" as const, maxBuffer: 200_000_000 };
    execFile(process.execPath, given, options, (_, out, err) => resolve({ stdout: out, stderr: err }));
  });
  try {
    const report: Report = JSON.parse(stdout);
    const found = new Map<string, CommandLineFinding[]>();
    for (const finding of report.findings) {
      const uri = uriOf(folder, finding.path);
      found.set(uri, [...(found.get(uri) ?? []), commandLineFinding(folder, finding)]);
    }
    return found;
  } catch {
    return `check ${paths.join(" ")} in ${folder} prints no report: ${stderr || stdout.slice(0, 400)}`;
  }
}

export function commonFinding({ severity, code, message, range, relatedInformation = [] }: Diagnostic): CommonFinding {
  const related = relatedInformation.map(({ location, message: why }) => ({ ...location, message: why }));
  const text = typeof message === "string" ? message : message.value;
  return { severity, code: String(code), message: text, range, related };
}

function commandLineFinding(folder: string, finding: Report["findings"][number]): CommandLineFinding {
  const { rule, severity, message, range, related, fixes } = finding;
  return {
    severity: severities.indexOf(severity) + 1,
    code: rule,
    message,
    range,
    related: related.map((place) => ({ uri: uriOf(folder, place.path), range: place.range, message: place.message })),
    titles: fixes.map(({ title }) => title),
  };
}

function uriOf(folder: string, shown: string): string {
  return URI.file(path.resolve(folder, shown)).toString();
}
