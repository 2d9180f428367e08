// Findings as SARIF 2.1.0: for code scanning, and for every tool that reads it.
import type { Location, Log, ReportingDescriptor, Result, Suppression } from "sarif";
import type { Severity } from "../config/severity";
import { documentationUrl } from "../rules/documentation";
import type { Rule } from "../rules/rule";
import type { Report, ReportedError, ReportedFinding, ReportedSuppression } from "./report";
import type { Range } from "./shown";

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/**
 * The whole log. Suppressed findings are results with the reason why; what could not be read is a result as well.
 * @param version of this program
 */
export function sarifOf(
  report: Report,
  suppressed: readonly ReportedSuppression[],
  rules: readonly Rule[],
  version: string,
): Log {
  const results: Result[] = [
    ...report.errors.map(errorResult),
    ...report.findings.map((finding) => findingResult(finding, [])),
    ...suppressed.map(({ finding, reason, isConfigured }) =>
      findingResult(finding, [{ kind: isConfigured ? "external" : "inSource", justification: reason }]),
    ),
  ];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Rightkind",
            semanticVersion: version,
            informationUri: "https://github.com/rightkind/rightkind",
            rules: rules.map(descriptor),
          },
        },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
}

function descriptor({ id, summary, severities, group }: Rule): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: summary },
    helpUri: documentationUrl(id),
    defaultConfiguration: { level: levels[severities[0]] },
    properties: { tags: [group] },
  };
}

function findingResult(finding: ReportedFinding, suppressions: readonly Suppression[]): Result {
  const { rule, severity, message, path, source, unit, range, object, related } = finding;
  const about = object ? `${object.kind}/${object.namespace ?? ""}/${object.name}` : "";
  return {
    ruleId: rule,
    level: levels[severity],
    message: { text: message },
    locations: [source === undefined ? locationOf(path, range) : fileLocation(source)],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((other) => ({
            ...locationOf(other.path, other.range),
            message: { text: other.message },
          })),
        }
      : {}),
    // By what it is about, not by its line: it stays the same finding when it moves.
    partialFingerprints: { "rightkind/v1": [rule, about, source ?? path].join(" ") },
    properties: { severity, ...(unit === undefined ? {} : { unit }) },
    ...(suppressions.length > 0 ? { suppressions: [...suppressions] } : {}),
  };
}

function errorResult({ code, message, path, range }: ReportedError): Result {
  return { ruleId: code, level: "error", message: { text: message }, locations: [locationOf(path, range)] };
}

/** Lines and columns count from 1 here; the end column is exclusive. */
function locationOf(path: string, { start, end }: Range): Location {
  const region = {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
  return { physicalLocation: { artifactLocation: { uri: uriOf(path) }, region } };
}

function fileLocation(path: string): Location {
  return { physicalLocation: { artifactLocation: { uri: uriOf(path) } } };
}

/** A relative reference: what `#`, `?` or `:` would begin in it is part of the name. */
function uriOf(path: string): string {
  return encodeURI(path).replace(/[#?:]/g, encodeURIComponent);
}
