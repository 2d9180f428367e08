// Who is right where the trial of a conversion in the sources and in the output differ: the converted sources are built.
import type { Analysis } from "../../../server/src/analysis/analysis";
import { untriedConversion } from "../../../server/src/analysis/conversion";
import { identity, isGrave } from "../../../server/src/analysis/fix-law";
import { applyEdits } from "../../../server/src/text/edit";
import type { Texts } from "../folder";
import type { Build } from "../kustomize";
import type { Difference, Doubt } from "./differences";
import { findingsOfRendered } from "./rendered";
import { optionsOf } from "./told";

export interface TrialBuilds {
  /** What Kustomize makes of the sources as they are. */
  readonly before: { readonly objects: readonly string[] };
  readonly configuration: string | undefined;
  /** Gives what it makes of them where some files have other texts. */
  readonly build: (after: Texts) => Promise<Build>;
}

/** @returns undefined where the trial of the sources was right */
export async function trialDifference(
  analysis: Analysis,
  { object, conversion, isRefused }: Doubt,
  { before, configuration, build }: TrialBuilds,
): Promise<Difference | undefined> {
  const after = convertedTexts(analysis, object, conversion);
  const built = await build(after);
  const worse = "error" in built ? built.error : newWarning(before.objects, built.objects, configuration);
  if ((worse !== undefined) === isRefused) return undefined;
  return {
    aspect: "refusal",
    identity: object.identity,
    built: `${conversion}: ${isRefused ? "R-RESULT" : "nothing"}`,
    rendered: `converted and built, ${worse ?? "nothing is worse"}`,
  };
}

function convertedTexts(analysis: Analysis, { document, index, ways }: Doubt["object"], conversion: string): Texts {
  const way = ways.get(conversion);
  if (!way) throw new Error(`There is no conversion ${conversion}`);
  const planned = untriedConversion(analysis, { document, index, to: way.to, options: optionsOf(way) });
  if ("refused" in planned) throw new Error(`${conversion}: ${planned.message}`);
  const changed = planned.files.map(({ path, edits }): [string, string] => [
    path,
    applyEdits(analysis.workspace.file(path)?.text ?? "", edits),
  ]);
  return new Map([...changed, ...planned.created.map(({ path, text }): [string, string] => [path, text])]);
}

/** The law of fixes, over output: the first error or warning that is new by rule, name and namespace, in words. */
function newWarning(
  before: readonly string[],
  after: readonly string[],
  configuration: string | undefined,
): string | undefined {
  const findings = (objects: readonly string[]) => findingsOfRendered(objects.join("---\n"), configuration);
  const known = new Set(findings(before).filter(isGrave).map(identity));
  const worse = findings(after).find((finding) => isGrave(finding) && !known.has(identity(finding)));
  return worse && `${worse.severity} ${worse.rule}: ${worse.message}`;
}
