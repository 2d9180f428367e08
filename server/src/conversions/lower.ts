// Lift, then lower: what all pairs have in common, from the workload as it is to the plan of all changes.
import { type WorkloadKind, workloadGroup } from "../kubernetes/kinds";
import { containers } from "../kubernetes/workload";
import { type Operation, replace } from "../yaml/edit-script";
import { asScalar, child, itemsOf } from "../yaml/navigate";
import { retargetedScalers } from "./companions/autoscalers";
import { disruptionBudgets } from "./companions/budgets";
import { retargetedKustomizations } from "./companions/kustomization";
import { kustomizationMentions } from "./companions/kustomize-mentions";
import { mentions } from "./companions/mentions";
import { newlyMeant } from "./companions/newly-meant";
import { waiting } from "./companions/waiting";
import { live } from "./consequences/live-object";
import { lostSelections } from "./consequences/lost-selections";
import { mostReplicas } from "./consequences/replica-words";
import { saidOnce } from "./consequences/said-once";
import type { Consequence, ConversionOptions, Plan, Refused, Subject } from "./conversion";
import { firstRefusal } from "./conversion";
import { newObjects } from "./created/new-object";
import { fieldPlan } from "./fields/field-plan";
import { selectorPlan } from "./fields/selector";
import type { RolloutContext } from "./rollout/rollout-plan";
import { apiVersionOf } from "./shape/places";
import { reshaped } from "./shape/reshape";
import { targetVersion } from "./target-version";
import { scheduleNote } from "./targets/cron-job";
import { neverEnding } from "./targets/long-running";
import type { Lifted, Lowered } from "./targets/target";
import { targets } from "./targets/targets";

/** Pure: everything at once, what changes where, what is lost, and what people must do themselves. */
export function lowered(subject: Subject, to: WorkloadKind, options: ConversionOptions): Plan | Refused {
  const target = targets[to];
  if (!target) return { refused: "R-PAIR", message: `Nothing is converted to a ${to}.` };
  const lifted = lift(subject, to, options);
  const special = target.lower(lifted);
  const context = contextOf(lifted, special);
  const scalers = retargetedScalers(subject, to);
  const kustomizations = retargetedKustomizations(subject, context, special.moved);
  const refusal = firstRefusal([...special.refusals, ...scalers.refusals, ...kustomizations.refusals]);
  if (refusal) return refusal;
  const own = ownScript(lifted, special, context);
  const created = newObjects(subject, special.created, options);
  const companions = [...scalers.consequences, ...kustomizations.consequences];
  return {
    changes: [
      { document: subject.document, script: own.operations },
      ...created.changes,
      ...scalers.changes,
      ...kustomizations.changes,
      ...special.changes,
    ],
    created: created.files,
    consequences: subject.refusalsOnly
      ? []
      : said(lifted, special, [...special.consequences, ...own.consequences, ...companions]),
  };
}

/** What is asked of the workload whatever it becomes. */
function lift(subject: Subject, to: WorkloadKind, options: ConversionOptions): Lifted {
  const { resource, document, workload } = subject;
  return {
    subject,
    part: {
      root: resource.root,
      base: resource.item === undefined ? [] : ["items", resource.item],
      // No script is carried out where only refusals are wanted.
      text: subject.refusalsOnly ? "" : document.text,
    },
    from: workload.kind,
    to,
    options,
    replicas: mostReplicas(subject),
    version: targetVersion(subject),
  };
}

function contextOf({ subject, from, to, options, replicas, version }: Lifted, { recreate }: Lowered): RolloutContext {
  return { from, to, options, replicas, version, recreate, hostPort: takesHostPort(subject) };
}

function takesHostPort({ workload }: Subject): boolean {
  const onNode = asScalar(child(workload.podSpec, "hostNetwork"))?.value === true;
  return containers(workload)
    .flatMap(({ node }) => itemsOf(child(node, "ports")))
    .some((port) => onNode || (asScalar(child(port, "hostPort"))?.value ?? 0) !== 0);
}

interface OwnScript {
  readonly operations: readonly Operation[];
  readonly consequences: readonly Consequence[];
}

function ownScript({ subject, part, from, to }: Lifted, special: Lowered, context: RolloutContext): OwnScript {
  const { resource } = subject;
  const fields = fieldPlan(part.root, part.base, context, false);
  const selector = selectorPlan(part, from, to, resource.name);
  const additions = {
    ...special.additions,
    first: [...special.additions.first, ...selector.entries],
    ...(selector.podLabels === undefined ? {} : { podLabels: selector.podLabels }),
  };
  const apiVersion = apiVersionOf(to);
  const keepsVersion = resource.apiVersion === apiVersion && workloadGroup(from) === workloadGroup(to);
  const operations = [
    replace([...part.base, "kind"], to),
    ...(keepsVersion ? [] : [replace([...part.base, "apiVersion"], apiVersion)]),
    ...reshaped(part, from, to, additions),
    ...selector.operations,
    ...fields.operations,
    ...special.operations,
  ];
  return { operations: distinct(operations), consequences: fields.consequences };
}

/** Shorter texts are told by themselves. */
const LONG = 500;

/** What two tables say of one field happens once. */
function distinct(operations: readonly Operation[]): Operation[] {
  // Fragments hold the texts of whole documents: each is told by a number.
  const texts = new Map<string, number>();
  const told = (_: string, value: unknown) => {
    if (typeof value !== "string" || value.length < LONG) return value;
    if (!texts.has(value)) texts.set(value, texts.size);
    return { text: texts.get(value) };
  };
  return [...new Map(operations.map((operation) => [JSON.stringify(operation, told), operation])).values()];
}

/** All that people should know, each thing once. */
function said(lifted: Lifted, special: Lowered, found: readonly Consequence[]): Consequence[] {
  const { subject, from, to } = lifted;
  const all = [
    withSchedule(live(subject, to, special.shared, whatElse(lifted)), lifted),
    ...found,
    ...disruptionBudgets(subject, to),
    ...lostSelections(lifted),
    ...kustomizationMentions(subject, from),
    ...newlyMeant(subject, from, to),
    ...mentions(subject, from, to),
    ...waiting(subject, to),
  ];
  return saidOnce(all, (at) => fileOf(subject, at));
}

/** What everybody must know of a target, and what no other code speaks of. */
function whatElse(lifted: Lifted): string | undefined {
  const { from, to } = lifted;
  const sentences = [
    neverEnding(lifted),
    isUnscheduled(lifted) ? scheduleNote(lifted) : undefined,
    to === "Deployment" && (from === "Job" || from === "CronJob")
      ? "A Deployment starts its Pods again whenever they end: a command that ends is started over and over."
      : undefined,
    to === "Job" && from === "CronJob"
      ? "The Job runs once, when it is applied; for another run it needs another name."
      : undefined,
  ].filter((sentence) => sentence !== undefined);
  return sentences.length === 0 ? undefined : sentences.join(" ");
}

/** When a CronJob runs only people know. */
function withSchedule(consequence: Consequence, lifted: Lifted): Consequence {
  return isUnscheduled(lifted) ? { ...consequence, choice: { name: "schedule", values: [] } } : consequence;
}

function isUnscheduled({ to, options, subject }: Lifted): boolean {
  return to === "CronJob" && !options.choices.has("schedule") && !child(subject.workload.spec, "schedule");
}

function fileOf({ document, situations }: Subject, at: Consequence["at"]): string | undefined {
  if (!at) return undefined;
  const path = "node" in at ? document.path : "path" in at ? at.path : at.place.object.document.path;
  return situations[0]?.lookups.named(path);
}
