// What the commands about conversions answer: the edit, the preview, the list of ways, and what to know before.
import type { Position, WorkspaceEdit } from "vscode-languageserver-types";
import { converted } from "../analysis/conversion";
import type { Converted, NotConverted, Planned } from "../analysis/conversion-outcome";
import type { TextFile } from "../conversions/conversion";
import type { StorageChoice } from "../guidance/conversion-request";
import type { WorkloadKind } from "../kubernetes/kinds";
import { changedFiles, type PreviewedFile } from "./changed-files";
import { titleWithAnswer, withoutChoice } from "./choice-words";
import { conversionPageOf } from "./conversion-page";
import { conversionSummary, refusalSummary } from "./conversion-summary";
import {
  type Choices,
  conversionWorkspaceEdit,
  isChoices,
  isKind,
  isNamed,
  isStorage,
  outcomeOf,
  plannedOutcome,
  type Way,
  waysOf,
} from "./conversions";
import type { Snapshot, VersionOf } from "./snapshot";
import { type FoundWorkload, workloadsOf } from "./workloads";

/** Parameters of the commands: the workload by position or by `Kind/[namespace/]name`. */
export interface ConversionParameters {
  readonly uri: string;
  readonly position?: Position;
  readonly object?: string;
  readonly to: WorkloadKind;
  readonly storage: StorageChoice;
  readonly choices?: Choices | undefined;
}

/** Reads what a client sends; undefined where it makes no sense. */
export function conversionParameters(value: unknown): ConversionParameters | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { uri, position, object, to, storage = "auto", choices = {} } = value as Partial<ConversionParameters>;
  if (typeof uri !== "string" || !isKind(to) || !isStorage(storage) || !isChoices(choices)) return undefined;
  return {
    uri,
    to,
    storage,
    choices,
    ...(typeof position?.line === "number" && typeof position.character === "number" ? { position } : {}),
    ...(typeof object === "string" ? { object } : {}),
  };
}

/** `rightkind.convert`: the edit, or why there is none. */
export function conversionEdit(
  snapshot: Snapshot,
  parameters: ConversionParameters,
  versionOf: VersionOf,
): WorkspaceEdit | NotConverted | undefined {
  const outcome = askedFor(snapshot, parameters);
  if (!outcome || "refused" in outcome) return outcome;
  return conversionWorkspaceEdit(snapshot, outcome, `Convert to ${parameters.to}`, versionOf);
}

/** One way to convert a workload, as a menu shows it. */
export interface ListedConversion {
  /** Such as `Deployment mysql`: the question of the menu names it. */
  readonly workload: string;
  readonly title: string;
  readonly to: WorkloadKind;
  readonly storage: StorageChoice;
  /** Answers to questions that it leaves open otherwise. */
  readonly choices: Choices;
  /** Why it cannot be done. */
  readonly refused: CodedMessage | null;
  /** What matters most, in one line. */
  readonly summary: string;
  /** What people should know before they apply it. */
  readonly consequences: readonly CodedMessage[];
}

export interface CodedMessage {
  readonly code: string;
  readonly message: string;
}

/** `rightkind.listConversions`: the ways to convert the workload at a position, untried; undefined where there is none. */
export function listedConversions(
  snapshot: Snapshot,
  { uri, position }: { readonly uri: string; readonly position: Position },
  texts: readonly TextFile[],
): ListedConversion[] | undefined {
  const path = snapshot.uris.pathOf(uri);
  const refusal = notConvertible(snapshot, path, position, "StatefulSet");
  if (refusal) {
    const title = "Convert to StatefulSet";
    return [{ workload: "the workload", title, to: "StatefulSet", storage: "auto", choices: {}, ...told(refusal) }];
  }
  const [found] = at(snapshot, path, workloadsOf(snapshot, path), position);
  if (!found) return undefined;
  const { kind, name } = found.workload.resource;
  const workload = `${kind} ${name}`.trim();
  return waysOf(snapshot, found).flatMap((way) => {
    const outcome = plannedOutcome(snapshot, found, way, texts);
    const listed = (one: Way, planned: Planned | NotConverted): ListedConversion => {
      const { title, to, storage, choices = {} } = one;
      return { workload, title, to, storage, choices, ...told(planned) };
    };
    const chosen = answers(outcome).map(({ name, value }): Way => {
      return { ...way, title: titleWithAnswer(way.title, name, value), choices: { [name]: value } };
    });
    return [listed(way, outcome), ...chosen.map((one) => listed(one, plannedOutcome(snapshot, found, one, texts)))];
  });
}

/** What may be answered to the questions that are left open, one by one. */
function answers(
  outcome: Pick<Planned, "consequences"> | NotConverted,
): { readonly name: string; readonly value: string }[] {
  const open = "refused" in outcome ? [outcome] : outcome.consequences;
  const found = open.flatMap(({ choice }) => choice?.values.map((value) => ({ name: choice.name, value })) ?? []);
  return [...new Map(found.map((one) => [`${one.name}=${one.value}`, one])).values()];
}

function told(outcome: Planned | NotConverted): Pick<ListedConversion, "refused" | "summary" | "consequences"> {
  if ("refused" in outcome) {
    const { refused: code, message } = outcome;
    return { refused: { code, message }, summary: refusalSummary(withoutChoice(message)), consequences: [] };
  }
  const consequences = outcome.consequences.map(({ code, message }) => ({ code, message }));
  const summary = conversionSummary(
    outcome.files.length + outcome.created.length,
    consequences.map(({ code }) => code),
  );
  return { refused: null, summary, consequences };
}

/** `rightkind.explainConversion`: what would change where, and what to know, as Markdown; undefined where there is nothing to convert. */
export function conversionPage(
  snapshot: Snapshot,
  parameters: ConversionParameters,
  texts: readonly TextFile[],
): string | undefined {
  const outcome = askedFor(snapshot, parameters, texts);
  return outcome && conversionPageOf(snapshot, outcome, parameters);
}

/** `rightkind.preview`: every file of the edit, before and after; nothing is touched. */
export function conversionPreview(
  snapshot: Snapshot,
  parameters: ConversionParameters,
): PreviewedFile[] | NotConverted | undefined {
  const outcome = askedFor(snapshot, parameters);
  if (!outcome || "refused" in outcome) return outcome;
  return changedFiles(snapshot, outcome).map(({ uri, before, after }) => ({ uri, before, after }));
}

/** What comes of a conversion that a client asks for; undefined where there is no workload. */
export function askedFor(
  snapshot: Snapshot,
  parameters: ConversionParameters,
  texts: readonly TextFile[] = [],
): Converted | NotConverted | undefined {
  const found = workloadMeant(snapshot, parameters);
  if (!found || "refused" in found) return found;
  return outcomeOf(snapshot, found, parameters, texts);
}

/** The one workload that is meant; or why there is none to convert. */
export function workloadMeant(
  snapshot: Snapshot,
  { uri, position, object, to }: Omit<ConversionParameters, "storage">,
): FoundWorkload | NotConverted | undefined {
  const path = snapshot.uris.pathOf(uri);
  const refusal = notConvertible(snapshot, path, position, to);
  if (refusal) return refusal;
  const all = workloadsOf(snapshot, path);
  const [found, second] =
    object === undefined ? at(snapshot, path, all, position) : all.filter((one) => isNamed(one, object));
  if (second) return { refused: "R-MANY", message: "The file holds several workloads that may be meant." };
  return found;
}

/** A template, a patch, or what does not parse holds no workload to find: but people see one there, and are told why not. */
function notConvertible(
  { analysis }: Snapshot,
  path: string,
  position: Position | undefined,
  to: WorkloadKind,
): NotConverted | undefined {
  const file = analysis.workspace.file(path);
  const document = position && file?.documentAt(file.lines.offsetOf(position));
  if (!document || analysis.isGuided(document) || !mentionsWorkload(document.text)) return undefined;
  const options = { storage: "auto", choices: new Map(), newResources: "sameFile" } as const;
  const outcome = converted(analysis, { document, index: 0, to, options });
  return "refused" in outcome ? outcome : undefined;
}

function mentionsWorkload(text: string): boolean {
  return [...text.matchAll(/\bkind["']?[ \t]*:[ \t]*["']?(\w+)/g)].some(([, kind]) => isKind(kind));
}

/** The workload whose object holds the position; the only one where none does. */
function at(
  { analysis }: Snapshot,
  path: string,
  all: readonly FoundWorkload[],
  position: Position | undefined,
): readonly FoundWorkload[] {
  const file = analysis.workspace.file(path);
  if (!file || !position) return all;
  const offset = file.lines.offsetOf(position);
  const holding = all.filter(({ document, workload: { resource } }) => {
    const local = offset - document.start;
    return resource.root.start <= local && local <= resource.root.end;
  });
  return holding.length > 0 ? holding : all;
}
