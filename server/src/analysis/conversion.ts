// Carries out a conversion: finds the subject, asks for the plan, makes edits of it, and tries the result.
import {
  type Consequence,
  type ConversionOptions,
  isRefused,
  type Plan,
  type RefusalCode,
  type Subject,
  type SubjectSituation,
  type TextFile,
} from "../conversions/conversion";
import { plan } from "../conversions/plan";
import type { WorkloadKind } from "../kubernetes/kinds";
import { workload } from "../kubernetes/workload";
import { built } from "../workspace/build";
import type { Document } from "../workspace/document";
import { isRefusal, type RefusalReason } from "../yaml/edit-script";
import type { Analysis } from "./analysis";
import { type FileEdits, fileEdits } from "./changes";
import { conversionSubject, templateRefusal } from "./conversion-subject";
import type { Finding } from "./finding";
import { lookupsOf, notStanding } from "./situation";
import { trial } from "./trial";

export interface ConversionTarget {
  readonly document: Document;
  /** The object's place among the resources of the document. */
  readonly index: number;
  readonly to: WorkloadKind;
  readonly options: ConversionOptions;
  /** Scripts and other texts of the workload's units, in which its kind may be named. */
  readonly texts?: readonly TextFile[];
}

export interface Converted {
  readonly files: readonly FileEdits[];
  readonly created: readonly TextFile[];
  readonly consequences: readonly Consequence[];
  /** Ids of rules that say something lower about the result which they did not say before. */
  readonly follow: readonly string[];
}

export interface NotConverted {
  readonly refused: RefusalCode;
  readonly message: string;
}

/** Everything at once, or the reason why not. Nothing is changed. */
export function converted(analysis: Analysis, target: ConversionTarget): Converted | NotConverted {
  analysis.sync();
  const planned = analysis.workspace.tracker.session(() => plannedEdits(analysis, target));
  return "refused" in planned ? planned : tried(analysis, target, planned);
}

interface PlannedEdits {
  readonly plan: Plan;
  readonly files: readonly FileEdits[];
}

function plannedEdits(analysis: Analysis, target: ConversionTarget): PlannedEdits | NotConverted {
  const subject = subjectOf(analysis, target);
  if ("refused" in subject) return subject;
  const planned = plan(subject, target.to, target.options);
  if (isRefused(planned)) return { refused: planned.refused, message: planned.message };
  const files = fileEdits(planned.changes);
  if (isRefusal(files)) return { refused: refusalCode(files.refused), message: files.why };
  return { plan: planned, files };
}

/** What refuses a conversion before anything is planned. */
function subjectOf(analysis: Analysis, { document, index, texts = [] }: ConversionTarget): Subject | NotConverted {
  const { workspace } = analysis;
  if (!workspace.ready) return { refused: "R-SCANNING", message: "Still reading the workspace." };
  const file = workspace.file(document.path);
  const isChart = workspace.roleOf(document.path) === "chart-template";
  if (isChart || file?.documents.some((other) => !other.parses())) return templateRefusal;
  if (
    (document.content === "patch" && !analysis.isGuided(document)) ||
    workspace.roleOf(document.path) === "kustomize-patch"
  ) {
    return { refused: "R-PATCH", message: "It is a patch: convert the object that it is laid over." };
  }
  const resource = document.resource(index);
  const situations = analysis.situations(document, index);
  const subject = resource && conversionSubject({ document, resource, situations });
  if (!subject || !analysis.isGuided(document))
    return { refused: "R-PAIR", message: "There is no workload that could be converted." };
  return { ...subject, removals: removals(analysis, subject, index), texts };
}

/** Where a patch takes the object out of a build, nothing is judged; but that patch names its kind. */
function removals(analysis: Analysis, { document, resource }: Subject, index: number): SubjectSituation[] {
  const { workspace, configurations } = analysis;
  const written = document.objects[index];
  if (!written) return [];
  return workspace.membershipsOf(document.path).flatMap(({ unit, layers }): SubjectSituation[] => {
    if (layers.length === 0) return [];
    const whole = built(resource, { document, index, unit, layers }, workspace);
    const view = whole.deleted ? workload(whole.resource) : undefined;
    if (!view) return [];
    const lookups = lookupsOf(workspace, configurations, notStanding(written, { unit, layers }));
    return [{ resource: whole.resource, workload: view, lookups, patches: whole.patches }];
  });
}

function refusalCode(reason: RefusalReason): RefusalCode {
  return reason === "syntax" ? "R-TEMPLATE" : "R-ALIAS";
}

/** The law of fixes: no error and no warning may be new, compared by rule, name and namespace. */
function tried(
  analysis: Analysis,
  { options }: ConversionTarget,
  { plan: { created, consequences }, files }: PlannedEdits,
): Converted | NotConverted {
  const { before, after } = trial(analysis, files, created);
  const known = new Set(before.filter(isGrave).map(identity));
  // Whoever chose that the updates stand still is told so, and is not refused.
  const chosen = options.choices.get("paused") === "partition" ? "statefulset-partition-blocks-rollout" : undefined;
  const isLower = (finding: Finding) => !isGrave(finding) || finding.rule === chosen;
  const worse = after.find((finding) => !isLower(finding) && !known.has(identity(finding)));
  if (worse)
    return {
      refused: "R-RESULT",
      message: `The result would have a new ${worse.severity} (${worse.rule}): ${worse.message}`,
    };
  const said = new Set(before.map(identity));
  const follow = after.filter((finding) => isLower(finding) && !said.has(identity(finding))).map(({ rule }) => rule);
  return { files, created, consequences, follow: [...new Set(follow)].sort() };
}

function isGrave({ severity }: Finding): boolean {
  return severity === "error" || severity === "warning";
}

/** The kind is left out: it has just been changed. */
function identity({ rule, object }: Finding): string {
  return `${rule} ${object?.name ?? ""} ${object?.namespace ?? ""}`;
}
