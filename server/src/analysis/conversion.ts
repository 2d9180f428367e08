// Carries out a conversion: finds the subject, asks for the plan, makes edits of it, and tries the result.
import {
  isRefused,
  type Plan,
  type RefusalCode,
  type Refused,
  type Subject,
  type SubjectSituation,
} from "../conversions/conversion";
import { plan } from "../conversions/plan";
import { refusals } from "../conversions/refusal";
import { isDeploymentLike } from "../kubernetes/kinds";
import type { Resource } from "../kubernetes/resource";
import { workload } from "../kubernetes/workload";
import { built } from "../workspace/build";
import { relative } from "../workspace/paths";
import { isRefusal, type RefusalReason } from "../yaml/edit-script";
import type { Analysis } from "./analysis";
import { type FileEdits, fileEdits } from "./changes";
import type { ConversionTarget, Converted, NotConverted, Planned } from "./conversion-outcome";
import { conversionSubject, templateRefusal } from "./conversion-subject";
import type { Finding } from "./finding";
import { identity, isGrave } from "./fix-law";
import { lookupsOf } from "./situation";
import { type TrialResult, trial } from "./trial";
import type { Verdict } from "./trials";

/** Everything at once, or the reason why not: planned anew, and tried where no trial of the same edits still holds. Nothing is changed. */
export function converted(analysis: Analysis, target: ConversionTarget): Converted | NotConverted {
  analysis.sync();
  const { value: planned, keys } = analysis.workspace.tracker.noting(() => plannedEdits(analysis, target));
  if ("refused" in planned) {
    if (planned.refused === "R-ALIAS") kept(analysis, target, { refused: planned, follow: [], edits: "" }, keys);
    return planned;
  }
  const { plan: whole, files } = planned;
  const edits = JSON.stringify([files, whole.created]);
  const known = analysis.trials.known(target);
  const { refused, follow } = known?.edits === edits ? known : tried(analysis, target, { ...planned, edits, keys });
  return refused ?? { files, created: whole.created, consequences: whole.consequences, follow };
}

/** `converted` without a trial: one that was made before and still holds may refuse it. */
export function plannedConversion(analysis: Analysis, target: ConversionTarget): Planned | NotConverted {
  const planned = untriedConversion(analysis, target);
  return "refused" in planned ? planned : (analysis.trials.known(target)?.refused ?? planned);
}

/** `converted` as if there were no trials. */
export function untriedConversion(analysis: Analysis, target: ConversionTarget): Planned | NotConverted {
  analysis.sync();
  const planned = analysis.workspace.tracker.session(() => plannedEdits(analysis, target));
  if ("refused" in planned) return planned;
  const {
    plan: { created, consequences },
    files,
  } = planned;
  return { files, created, consequences };
}

/**
 * What refuses some conversions of one object, as far as it is known without a trial: by their plans, or by a trial that was
 * made before and still holds.
 * @returns an answer for each, in their order; undefined where nothing is known to refuse it
 */
export function knownRefusals(
  analysis: Analysis,
  object: Pick<ConversionTarget, "document" | "index">,
  ways: readonly Pick<ConversionTarget, "to" | "options">[],
): (NotConverted | undefined)[] {
  analysis.sync();
  return analysis.workspace.tracker.session(() => {
    const subject = subjectOf(analysis, object);
    if ("refused" in subject) return ways.map(() => subject);
    const requests = ways.map(({ to, options: { storage } }) => ({ to, storage }));
    return refusals(subject, requests).map((refusal, index) => {
      if (refusal) return notConverted(refusal);
      const way = ways[index];
      return way && analysis.trials.known({ ...object, ...way })?.refused;
    });
  });
}

/** So many conversions that the findings of one file offer are tried without being asked for, the first ones. */
const MOST_OFFERED = 20;

/** The conversions that the findings of a file offer are to be tried when there is time. */
export function wantOffered(analysis: Analysis, path: string): void {
  const { newResources } = analysis.configurations;
  const offered = analysis.findings(path).flatMap(({ document, object, fixes }) =>
    fixes.flatMap((fix): ConversionTarget | [] => {
      if (!object || !("conversion" in fix)) return [];
      const { to, storage } = fix.conversion;
      return { document, index: object.index, to, options: { storage, choices: new Map(), newResources } };
    }),
  );
  for (const target of offered.slice(0, MOST_OFFERED)) analysis.trials.want(target);
}

interface PlannedEdits {
  readonly plan: Plan;
  readonly files: readonly FileEdits[];
}

function plannedEdits(analysis: Analysis, target: ConversionTarget): PlannedEdits | NotConverted {
  const subject = subjectOf(analysis, target);
  return "refused" in subject ? subject : planEdits(subject, target);
}

function planEdits(
  subject: Subject,
  { to, options }: Pick<ConversionTarget, "to" | "options">,
): PlannedEdits | NotConverted {
  const planned = plan(subject, to, options);
  if (isRefused(planned)) return notConverted(planned);
  const files = fileEdits(planned.changes);
  if (isRefusal(files)) return { refused: refusalCode(files.refused), message: files.why };
  return { plan: planned, files };
}

/** Without its place: whoever asked knows the object. */
function notConverted({ refused, message, choice }: Refused): NotConverted {
  return { refused, message, ...(choice ? { choice } : {}) };
}

/** What refuses a conversion before anything is planned. */
export function subjectOf(
  analysis: Analysis,
  { document, index, texts = [] }: Pick<ConversionTarget, "document" | "index" | "texts">,
): Subject | NotConverted {
  const { workspace } = analysis;
  if (!workspace.ready) return { refused: "R-SCANNING", message: "Still reading the workspace." };
  const file = workspace.file(document.path);
  const role = workspace.units.roleOf(document.path);
  if (role === "chart-template" || file?.documents.some((other) => !other.parses())) return templateRefusal;
  if (role === "kustomize-data")
    return {
      refused: "R-PAIR",
      message: "A kustomization puts this file into a ConfigMap or Secret: nothing applies it.",
    };
  if ((document.content === "patch" && !analysis.isGuided(document)) || role === "kustomize-patch")
    return { refused: "R-PATCH", message: "It is a patch: convert the object that it is laid over." };
  const resource = document.resource(index);
  const situations = analysis.situations(document, index);
  const subject = resource && conversionSubject({ document, resource, situations });
  if (!subject || !analysis.isGuided(document)) return { refused: "R-PAIR", message: noWorkload(resource) };
  return { ...subject, removals: removals(analysis, subject, index), texts };
}

function noWorkload(resource: Resource | undefined): string {
  if (!resource || !isDeploymentLike(resource.apiVersion, resource.kind))
    return "There is no workload that could be converted.";
  return `A ${resource.kind} is read like a Deployment, and converted to nothing: the software that runs it makes its Pods.`;
}

/** Where a patch takes the object out of a build, nothing is judged; but that patch names its kind. */
function removals(analysis: Analysis, { document, resource }: Subject, index: number): SubjectSituation[] {
  const { workspace, configurations } = analysis;
  const written = document.objects[index];
  if (!written) return [];
  return workspace.units.membershipsOf(document.path).flatMap(({ unit, layers }): SubjectSituation[] => {
    if (layers.length === 0) return [];
    const whole = built(resource, { document, index, unit, layers }, workspace.builds);
    const view = whole.deleted ? workload(whole.resource) : undefined;
    if (!view) return [];
    const lookups = lookupsOf(workspace, configurations, workspace.outsiders.at(written, { unit, layers }));
    return [{ resource: whole.resource, workload: view, lookups, patches: whole.patches }];
  });
}

function refusalCode(reason: RefusalReason): RefusalCode {
  return reason === "syntax" ? "R-TEMPLATE" : "R-ALIAS";
}

interface Untried extends PlannedEdits {
  /** The edits as a text. */
  readonly edits: string;
  /** What the plan rests on. */
  readonly keys: ReadonlySet<string>;
}

/** The law of fixes: no error and no warning may be new, compared by rule, name and namespace. */
function tried(
  analysis: Analysis,
  target: ConversionTarget,
  { plan: { created }, files, edits, keys }: Untried,
): Verdict {
  const { before, after, faults, keys: read } = trial(analysis, files, created);
  const known = new Set(before.filter(isGrave).map(identity));
  // Whoever chose that the updates stand still is told so, and is not refused.
  const isStill = target.options.choices.get("paused") === "partition";
  const chosen = isStill ? "statefulset-partition-blocks-rollout" : undefined;
  const isLower = (finding: Finding) => !isGrave(finding) || finding.rule === chosen;
  const worse = after.find((finding) => !isLower(finding) && !known.has(identity(finding)));
  const said = new Set(before.map(identity));
  const follow = after.filter((finding) => isLower(finding) && !said.has(identity(finding))).map(({ rule }) => rule);
  const message = worse && `The result would have a new ${worse.severity} (${worse.rule}): ${worse.message}`;
  const result: NotConverted | undefined = message === undefined ? undefined : { refused: "R-RESULT", message };
  const verdict: Verdict = {
    refused: unbuilt(analysis, faults) ?? result,
    follow: [...new Set(follow)].sort(),
    edits,
  };
  kept(analysis, target, verdict, new Set([...keys, ...read]));
  return verdict;
}

/** A selector in a kustomization may mean the new kind, or the new Service, without anybody having thought of it. */
function unbuilt({ workspace }: Analysis, [fault]: TrialResult["faults"]): NotConverted | undefined {
  if (!fault) return undefined;
  const { object, path, what } = fault;
  const where = relative(workspace.rootOf(path) ?? "", path);
  const own = `${object.facts.kind} "${object.facts.name}"`;
  const message = {
    patch: `A patch in ${where} means ${own} and does not fit it: the build would fail. Name those that it is for.`,
    field: `A replacement in ${where} means ${own}, which has no such field: the build would fail. Name those that it is for.`,
    source: `A replacement in ${where} would have two sources, ${own} among them: the build would fail. Name the one that it means.`,
  }[what];
  return { refused: "R-PATCH", message };
}

/** Only of what somebody has open. */
function kept(analysis: Analysis, target: ConversionTarget, verdict: Verdict, keys: ReadonlySet<string>): void {
  const file = analysis.workspace.file(target.document.path);
  if (file?.open || analysis.keepsAll) analysis.trials.keep(target, verdict, keys);
}
