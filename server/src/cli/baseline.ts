// What was found as a baseline: the file that keeps all of it from being reported again.
import { type BaselineFinding, baselineReason, baselineText } from "../config/baseline";
import type { Report, ReportedFinding, ReportedSuppression } from "./report";
import { standardInput } from "./standard-input";

/**
 * Findings of objects in files, and those that the present baseline holds back. Paths are those of the report: relative to the
 * working directory, which is to be the folder of the configuration.
 */
export function baselineOf({ findings }: Report, suppressions: readonly ReportedSuppression[]): string {
  const held = suppressions.filter(({ reason, isConfigured }) => isConfigured && reason === baselineReason);
  return baselineText([...findings, ...held.map(({ finding }) => finding)].flatMap(entry));
}

function entry({ path, rule, object }: ReportedFinding): BaselineFinding[] {
  if (path === standardInput || !object) return [];
  const { kind, name, namespace } = object;
  return [{ path, rule, kind, name: name ?? "", namespace: namespace ?? undefined }];
}
