// Why an object is reported or not: its verdict, its unit, and what each of its look-ups found. Markdown.
import { kindFacts } from "../kubernetes/kind-facts";
import { isDeploymentLike, workloadKind } from "../kubernetes/kinds";
import { described } from "../kubernetes/resource";
import { countText } from "../kubernetes/variables";
import { claimVolumes, type PodRunner, podLabels } from "../kubernetes/workload";
import type { Span } from "../text/span";
import { SHOWN } from "../workspace/answer";
import type { Document } from "../workspace/document";
import type { WorkspaceObject } from "../workspace/objects/workspace-object";
import { relative } from "../workspace/paths";
import { replicasRange } from "../workspace/replicas-range";
import type { Workspace } from "../workspace/workspace";
import type { Analysis } from "./analysis";
import type { Finding } from "./finding";
import { type PlaceNames, relatedLocation } from "./location";
import { codeSpan, escaped } from "./markdown";
import { page, section } from "./markdown-page";
import type { Situation } from "./situation";
import { notGuided, unitText } from "./unit-text";
import { verdictText } from "./verdict-text";

/**
 * @param index of the object among the resources of the document
 * @returns empty where there is none
 */
export function explainedObject(
  analysis: Analysis,
  document: Document,
  index: number,
  names: PlaceNames = namesInWorkspace(analysis.workspace),
): string {
  const resource = document.resources()[index];
  if (!resource) return "";
  const title = escaped(described(resource));
  const start = names.place(document, resource.kindNode);
  const silent = notGuided(analysis, document, names);
  if (silent !== undefined) return page(title, [start, section("Findings", silent)]);
  const situations = analysis.situations(document, index);
  return page(title, [
    start,
    section("Findings", findingsText(analysis, document, index, names)),
    section(
      "Which kind",
      isDeploymentLike(resource.apiVersion, resource.kind)
        ? (kindFacts(resource.kind)?.summary ?? "")
        : verdictText(situations, document, analysis.workspace.builds, names),
    ),
    ...situations.map((situation) => situationText(analysis, situation, names)),
  ]);
}

/** Files as seen from their workspace folder, lines from 1. */
function namesInWorkspace(workspace: Workspace): PlaceNames {
  const named = (file: string) => relative(workspace.rootOf(file) ?? "", file);
  const place = (document: Document, span: Span) => {
    const line = workspace.file(document.path)?.lines.placeOf(document.start + span.start).line ?? 0;
    return codeSpan(`${named(document.path)}:${line + 1}`);
  };
  return { path: (file) => codeSpan(named(file)), place };
}

function findingsText(analysis: Analysis, document: Document, index: number, names: PlaceNames): string {
  const { findings, suppressed } = analysis.judgedFindings(document.path);
  const own = (finding: Finding) => finding.document === document && finding.object?.index === index;
  const lines = findings.filter(own).flatMap((finding) => [
    `- ${finding.severity}, \`${finding.rule}\`: ${escaped(finding.message)}`,
    ...finding.related.flatMap((related) => {
      const location = relatedLocation(related, analysis.workspace.builds);
      return location ? `  - ${escaped(related.message)}: ${names.place(location.document, location.span)}` : [];
    }),
  ]);
  const kept = suppressed
    .filter(({ finding }) => own(finding))
    .map(({ finding, reason }) => `- kept on purpose, \`${finding.rule}\`: ${escaped(reason)}`);
  return [...lines, ...kept].join("\n") || noFindings(analysis, document, index);
}

/** Silence is an answer too: who has looked? */
function noFindings({ rules }: Analysis, document: Document, index: number): string {
  const resource = document.resources()[index];
  const kind = resource && (workloadKind(resource.apiVersion, resource.kind) ?? `${resource.group}/${resource.kind}`);
  const looked = rules.filter(({ kinds }) => kind !== undefined && kinds.includes(kind)).map(({ id }) => `\`${id}\``);
  if (looked.length === 0) return "None: no rule looks at this kind.";
  return `None. These rules looked at it: ${looked.join(", ")}.`;
}

function situationText(analysis: Analysis, situation: Situation, names: PlaceNames): string {
  const { object, lookups, runner } = situation;
  const looked = runner ? lookupLines(runner, situation, names) : [];
  return [
    section("Applied with", unitText(analysis.workspace, object, lookups.assumptions, names)),
    section("Look-ups", looked.join("\n")),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function lookupLines(runner: PodRunner, { lookups }: Situation, names: PlaceNames): string[] {
  const labels = podLabels(runner) ?? {};
  return [
    replicasLine(runner, lookups),
    ...claimVolumes(runner).flatMap(({ claim, writable }) => claimLines(claim, writable, lookups, names)),
    ...listLines("Autoscalers that scale it", lookups.referrers.certainScalers(), names),
    ...listLines("Services that select its Pods", lookups.services.selecting(labels), names),
  ];
}

function replicasLine(runner: PodRunner, lookups: Situation["lookups"]): string {
  const { lo, hi, scalers, certainty } = replicasRange(runner, lookups);
  if (runner.kind === "DaemonSet") return "- Pods: one on every eligible node";
  const count = certainty === "unknown" ? "a variable number" : lo === hi ? `${hi}` : `${lo} to ${hi}`;
  const by = scalers.map(({ facts }) => escaped(described(facts))).join(", ");
  const otherwise = certainty === "assumed" ? ", unless the variable says otherwise" : "";
  return `- Pods: ${count}${by === "" ? "" : `, set by ${by}`}${otherwise}`;
}

function claimLines(claim: string, writable: boolean, lookups: Situation["lookups"], names: PlaceNames): string[] {
  const { answer, class: claimClass } = lookups.claims.found(claim);
  const use = writable ? "" : " (only read here)";
  const answers: Readonly<Record<typeof answer.state, string>> = {
    found:
      claimClass === "unknown"
        ? "ambiguous, the candidates do not agree in who may mount it"
        : `found, ${classWords[claimClass]}`,
    missing: "not found in the files that were read",
    unknown: "unknown, not everything around it could be read",
  };
  return [
    `- Claim "${escaped(claim)}"${use}: ${answers[answer.state]}`,
    ...answer.candidates.map((candidate) => `  - ${candidateText(candidate, names)}`),
    ...listLines(
      `Others that use claim "${escaped(claim)}"`,
      [...lookups.claims.sharersOf(claim).all(), ...lookups.claims.usersOutside(claim)],
      names,
    ),
  ];
}

const classWords = {
  "single-pod": "for one Pod at a time",
  "single-node": "for the Pods of one node at a time",
  "read-only": "for many nodes, only to read",
  multi: "for Pods of many nodes",
} as const;

function listLines(title: string, objects: readonly WorkspaceObject[], names: PlaceNames): string[] {
  if (objects.length === 0) return [`- ${title}: none`];
  const more = objects.length > SHOWN ? [`  - ${objects.length - SHOWN} more`] : [];
  return [`- ${title}:`, ...objects.slice(0, SHOWN).map((object) => `  - ${candidateText(object, names)}`), ...more];
}

function candidateText({ document, index, facts }: WorkspaceObject, names: PlaceNames): string {
  const node = document.resource(index)?.kindNode ?? { start: 0, end: 0 };
  const details = [
    facts.claim?.accessModes.join(", "),
    facts.claim?.storageClass && `storage class ${facts.claim.storageClass}`,
    facts.scaler && `${countText(facts.scaler.min)} to ${countText(facts.scaler.max)} Pods`,
    facts.service?.headless ? "headless" : undefined,
    facts.namespace && `namespace ${facts.namespace}`,
  ].filter((detail) => detail !== undefined && detail !== "");
  const known = details.length > 0 ? ` (${details.join("; ")})` : "";
  return `${escaped(`${described(facts)}${known}`)}: ${names.place(document, node)}`;
}
