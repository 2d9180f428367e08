// A Deployment, ReplicaSet or ReplicationController as a StatefulSet: what is special about that target.

import type { DocumentChange } from "../../workspace/document-change";
import { folderOf, nameOf } from "../../workspace/paths";
import { insert, isRefusal, type Operation, replace, wrap } from "../../yaml/edit-script";
import { entry, item, literal, slice } from "../../yaml/fragment";
import { insertDocument } from "../../yaml/insert-document";
import { asMapping, asScalar, child, entryOf, itemsOf, stringAt } from "../../yaml/navigate";
import { parseDocument } from "../../yaml/parse";
import type { Path } from "../../yaml/tree";
import { plainValue } from "../../yaml/value";
import { retargetedScalers, type ScalerPlan } from "../companions/autoscalers";
import { rewrittenUsers } from "../companions/claim-users";
import { type GoverningService, governingService, type NewService } from "../companions/headless-service";
import { type KustomizationPlan, listedFile, retargetedKustomizations } from "../companions/kustomization";
import { kustomizationMentions } from "../companions/kustomize-mentions";
import { mentions } from "../companions/mentions";
import { monitored } from "../companions/monitors";
import { waiting } from "../companions/waiting";
import { live } from "../consequences/live-object";
import { mostReplicas } from "../consequences/replica-words";
import { saidOnce } from "../consequences/said-once";
import {
  type Consequence,
  type ConversionOptions,
  firstRefusal,
  isRefused,
  type Plan,
  type Refused,
  type Subject,
  type TextFile,
} from "../conversion";
import { droppedFields } from "../fields/dropped-fields";
import { rolloutPlan } from "../rollout/stateful-set-rollout";
import { storageConsequences } from "../storage/storage-consequences";
import { type StoragePlan, storagePlan } from "../storage/storage-plan";
import { movedVolumes, volumesToTemplates } from "../storage/volume-to-template";

/** Pure: everything at once, what changes where, what is lost, and what people must do themselves. */
export function toStatefulSet(subject: Subject, options: ConversionOptions): Plan | Refused {
  const storage = storagePlan(subject, options);
  const service = governingService(subject);
  const scalers = retargetedScalers(subject, "StatefulSet");
  const kustomizations = retargetedKustomizations(subject, "StatefulSet", movedVolumes(subject, storage), options);
  const refusals = [
    ...storage.refusals,
    ...(isRefused(service) ? [service] : []),
    ...scalers.refusals,
    ...kustomizations.refusals,
    ...templateClashes(subject, storage),
  ];
  const refusal = firstRefusal(refusals);
  if (refusal || isRefused(service)) return refusal ?? (service as Refused);
  const own = ownScript(subject, options, storage, service.name);
  const nothing = { changes: [], files: [] };
  const created = service.create && !subject.refusalsOnly ? newService(subject, service.create, options) : nothing;
  return {
    changes: [
      { document: subject.document, script: own.operations },
      ...created.changes,
      ...scalers.changes,
      ...kustomizations.changes,
      ...rewrittenUsers(subject, storage, options),
    ],
    created: created.files,
    consequences: subject.refusalsOnly
      ? []
      : said({ storage, service, own, scalers, kustomizations }, subject, options),
  };
}

interface Parts {
  readonly storage: StoragePlan;
  readonly service: GoverningService;
  readonly own: Pick<OwnScript, "consequences">;
  readonly scalers: Pick<ScalerPlan, "consequences">;
  readonly kustomizations: Pick<KustomizationPlan, "consequences">;
}

/** All that people should know, each thing once. */
function said(
  { storage, service, own, scalers, kustomizations }: Parts,
  subject: Subject,
  options: ConversionOptions,
): Consequence[] {
  const { kind } = subject.workload;
  const all = [
    live(subject, storage, service.name),
    ...storageConsequences(subject, storage, options),
    ...service.consequences,
    ...own.consequences,
    ...scalers.consequences,
    ...kustomizations.consequences,
    ...(service.create ? monitored(subject, service.create) : []),
    ...kustomizationMentions(subject, kind),
    ...mentions(subject, kind, "StatefulSet"),
    ...waiting(subject),
  ];
  return saidOnce(all, (at) => fileOf(subject, at));
}

function fileOf({ document, situations }: Subject, at: Consequence["at"]): string | undefined {
  if (!at) return undefined;
  const path = "node" in at ? document.path : "path" in at ? at.path : at.place.object.document.path;
  return situations[0]?.lookups.named(path);
}

/** A template of the volume's name that is written already, though a Deployment has none. */
function templateClashes({ workload }: Subject, { claims }: StoragePlan): Refused[] {
  const written = itemsOf(child(workload.spec, "volumeClaimTemplates")).map((node) =>
    stringAt(node, "metadata", "name"),
  );
  const [clash] = claims.filter(({ moves, volumes }) => moves && written.includes(volumes[0]?.volume));
  if (!clash) return [];
  return [{ refused: "R-CLASH", message: `There is a claim template "${clash.volumes[0]?.volume}" already.` }];
}

interface OwnScript {
  readonly operations: readonly Operation[];
  readonly consequences: readonly Consequence[];
}

function ownScript(subject: Subject, options: ConversionOptions, storage: StoragePlan, serviceName: string): OwnScript {
  const { resource, workload } = subject;
  const base: Path = resource.item === undefined ? [] : ["items", resource.item];
  const spec = [...base, "spec"];
  const version = subject.situations[0]?.lookups.assumptions.kubernetesVersion ?? {
    major: 1,
    minor: 36,
    patch: undefined,
  };
  const replicas = mostReplicas(subject);
  const rollout = rolloutPlan(workload.spec, spec, replicas, options, version);
  const parts = [droppedFields(resource.root, base, workload.kind, "StatefulSet"), rollout];
  const operations = [
    replace([...base, "kind"], "StatefulSet"),
    ...(resource.apiVersion === "apps/v1" ? [] : [replace([...base, "apiVersion"], "apps/v1")]),
    ...governed(subject, spec, serviceName, rollout),
    ...labelledSelector(subject, spec),
    ...parts.flatMap((part) => part.operations),
    ...volumesToTemplates(subject, storage, options),
  ];
  return { operations, consequences: parts.flatMap((part) => part.consequences) };
}

/**
 * `serviceName`, first in the `spec`. Where the strategy goes and people wrote comments in it, it takes that place: they then do
 * not stand above a field that was there before, and that they would seem to be about.
 */
function governed(
  { workload, document }: Subject,
  spec: Path,
  serviceName: string,
  { operations }: Pick<OwnScript, "operations">,
): Operation[] {
  const known = entryOf(workload.spec, "serviceName");
  if (known) {
    const isSame = asScalar(known.value)?.text === serviceName;
    return isSame ? [] : [replace([...spec, "serviceName"], serviceName)];
  }
  const strategy = entryOf(workload.spec, "strategy");
  const goes = operations.some(
    ({ op, path }) => op === "remove" && path.length === spec.length + 1 && path.at(-1) === "strategy",
  );
  const block =
    strategy && goes ? document.text.slice(strategy.key.start, lineEnd(document.text, strategy.value.end)) : "";
  const place = /\s#/.test(block) ? ({ after: "strategy" } as const) : "first";
  return [insert(spec, place, `serviceName: ${serviceName}`)];
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}

/** The plain map of a ReplicationController becomes `matchLabels`; without one it meant the template's labels. */
function labelledSelector({ workload, document }: Subject, spec: Path): Operation[] {
  if (workload.kind !== "ReplicationController") return [];
  if (asMapping(child(workload.spec, "selector"))) return [wrap([...spec, "selector"], ["matchLabels"])];
  const template = [...spec, "template", "metadata", "labels"];
  const labels = slice(document.text, template);
  return [insert(spec, { before: "template" }, entry("selector", entry("matchLabels", labels)))];
}

interface Created {
  readonly changes: readonly DocumentChange[];
  readonly files: readonly TextFile[];
}

/** Directly before the set, so that it exists first; in a `List` the item before; for JSON a file beside it. */
function newService(subject: Subject, { name, text }: NewService, { newResources }: ConversionOptions): Created {
  const { document, resource } = subject;
  const { path } = document;
  if (resource.item !== undefined) {
    return {
      changes: [{ document, script: [insert(["items"], { before: resource.item }, item(literal(text)))] }],
      files: [],
    };
  }
  const isJson = /\.json$/i.test(nameOf(path)) || document.text.trimStart().startsWith("{");
  if (newResources === "sameFile" && !isJson) {
    const edit = insertDocument(document.text, { start: 0, end: document.text.length }, text);
    if (!isRefusal(edit)) return { changes: [{ document, edits: [edit] }], files: [] };
  }
  const file = freeFile(subject, name, isJson ? "json" : "yaml");
  const content = isJson ? `${JSON.stringify(plainValue(parseDocument(text).root), null, 2)}\n` : `${text}\n`;
  return { changes: listedFile(subject, file), files: [{ path: file, text: content }] };
}

/** Beside the workload, named after the Service; never a file that is there, whatever it holds. */
function freeFile({ document, situations }: Subject, name: string, extension: string): string {
  const isTaken = (path: string) => situations.some(({ lookups }) => lookups.files.isKnown(path));
  const named = (suffix: string) => `${folderOf(document.path)}/${name}${suffix}.${extension}`;
  let path = named("");
  for (let number = 2; isTaken(path); number++) path = named(`-${number}`);
  return path;
}
