// Kustomizations of the workload: what means it by its kind goes on meaning it, and new files are listed.
import type { AppliedPatch } from "../../workspace/build";
import type { Document } from "../../workspace/document";
import type { DocumentChange } from "../../workspace/document-change";
import { folderOf, joined, nameOf } from "../../workspace/paths";
import { replicasRange } from "../../workspace/replicas-range";
import { applyToValue } from "../../yaml/apply-to-value";
import { insert } from "../../yaml/edit-script";
import { asScalar, child, itemsOf, stringAt } from "../../yaml/navigate";
import { quoted, quotesOf } from "../../yaml/quoting";
import { type PlainValue, plainValue } from "../../yaml/value";
import type { Consequence, Refused, Subject, SubjectSituation } from "../conversion";
import { nothing } from "../fields/dropped-fields";
import { type RolloutContext, rolloutPlan } from "../rollout/rollout-plan";
import { CompanionChanges } from "./companion-changes";
import type { PatchedList } from "./json-patch-change";
import { type MovedVolume, record } from "./kustomize-patches";
import {
  isSelectedIn,
  type Kustomization,
  kustomizationIn,
  kustomizationsOf,
  namesOf,
  Others,
  passing,
} from "./kustomize-reach";
import { changedReferences } from "./kustomize-references";
import { withoutReplicas } from "./kustomize-replicas";
import { changeEntry, type EntryContext, type PatchUse } from "./patch-entry";

export interface KustomizationPlan {
  readonly changes: readonly DocumentChange[];
  readonly consequences: readonly Consequence[];
  readonly refusals: readonly Refused[];
}

/**
 * What the kustomizations of the workload, and its patches, must say once its kind is another. A patch of which nothing is
 * left goes with its entry; its file stays, unlisted, because other kustomizations may use it.
 * @param moved volumes that become claim templates
 */
export function retargetedKustomizations(
  subject: Subject,
  context: RolloutContext,
  moved: readonly MovedVolume[],
): KustomizationPlan {
  const changes = new CompanionChanges();
  const uses = usesOf(subject);
  const names = namesOf(subject);
  const { name } = subject.resource;
  for (const use of uses.values()) {
    const situations = [...use.situations];
    const [{ lookups } = {}] = situations;
    if (!lookups) continue;
    const { kustomization, entry, documents } = use;
    const path = entry.path === undefined ? undefined : joined(kustomization.layer.folder, entry.path);
    const entryContext: EntryContext = {
      patched: patchedIn(situations, subject, context, moved),
      name,
      names,
      others: new Others(kustomization, situations, subject),
      file: path === undefined ? [] : lookups.files.documentsOf(path),
      fileIsShared: path !== undefined && isUsedElsewhere(path, subject, uses),
      shown: lookups.named(documents.size > 0 && path !== undefined ? path : kustomization.layer.path),
    };
    changeEntry(use, entryContext, changes);
  }
  for (const [kustomization, situations] of referring(subject)) {
    const [{ lookups } = {}] = situations;
    if (!lookups) continue;
    const patched = patchedIn(situations, subject, context, moved);
    const others = new Others(kustomization, situations, subject);
    withoutReplicas(kustomization, { from: patched.from, to: patched.to, names, others }, changes);
    const references = { patched, name, names, others };
    for (const { document, script, obstacles } of changedReferences(kustomization, lookups, references)) {
      changes.script(document, script);
      for (const obstacle of obstacles) changes.refuse(document, lookups.named(document.path), obstacle);
    }
  }
  return { changes: changes.changes, consequences: changes.consequences, refusals: changes.refusals };
}

/** All patches of the workload, those that several units share once. */
function usesOf(subject: Subject): Map<string, PatchUse> {
  const { situations, removals } = subject;
  const uses = new Map<string, PatchUse>();
  for (const situation of [...situations, ...removals]) {
    for (const { layer, entry, kind, origin } of situation.patches) {
      const document = kustomizationIn(layer.path, situation.lookups);
      if (!document) continue;
      const key = keyOf(layer, entry);
      const use = uses.get(key) ?? {
        kustomization: { layer, document },
        entry,
        kind,
        situations: new Set<SubjectSituation>(),
        documents: new Set<Document>(),
      };
      use.situations.add(situation);
      if (!origin.inline) use.documents.add(origin.document);
      uses.set(key, use);
    }
    for (const use of unreadUses(situation)) {
      const key = keyOf(use.kustomization.layer, use.entry);
      const known = uses.get(key);
      if (known) known.situations.add(situation);
      else uses.set(key, use);
    }
  }
  return uses;
}

/** A patch whose file is not there, or does not parse, is laid over nothing; but its target means the workload all the same. */
function unreadUses(situation: SubjectSituation): PatchUse[] {
  const { lookups } = situation;
  return kustomizationsOf(lookups).flatMap((kustomization) => {
    const { layer } = kustomization;
    const unread = layer.facts.patches.filter(({ path: reference, target }) => {
      const path = target && reference !== undefined ? joined(layer.folder, reference) : undefined;
      return path !== undefined && !lookups.files.documentsOf(path).some((document) => document.parses());
    });
    // How it comes here is known by walking all layers below: not done for each of a long chain.
    if (unread.length === 0) return [];
    const own = passing(lookups.subject, layer, lookups);
    return unread.flatMap((entry): PatchUse | [] => {
      if (!entry.target || !isSelectedIn(entry.target, own)) return [];
      return { kustomization, entry, kind: "json-patch", situations: new Set([situation]), documents: new Set() };
    });
  });
}

function keyOf(
  { path }: Pick<AppliedPatch["layer"], "path">,
  { field, index }: Pick<AppliedPatch["entry"], "field" | "index">,
): string {
  return `${path} ${field} ${index}`;
}

/** Does an entry that does not mean the workload use the file as a patch? */
function isUsedElsewhere(path: string, { situations }: Subject, uses: ReadonlyMap<string, PatchUse>): boolean {
  return situations.some(({ lookups }) =>
    kustomizationsOf(lookups).some(({ layer }) =>
      layer.facts.patches.some(
        (entry) =>
          entry.path !== undefined &&
          entry.target !== undefined &&
          joined(layer.folder, entry.path) === path &&
          !uses.has(keyOf(layer, entry)),
      ),
    ),
  );
}

/** The kustomizations with `replacements`, `vars` or `replicas`, with the situations that go through them. */
function referring({ situations }: Subject): [Kustomization, SubjectSituation[]][] {
  const found = new Map<string, [Kustomization, SubjectSituation[]]>();
  for (const situation of situations) {
    for (const kustomization of kustomizationsOf(situation.lookups)) {
      const { root } = kustomization.document.tree();
      if (!["replacements", "vars", "replicas"].some((field) => child(root, field))) continue;
      const known = found.get(kustomization.layer.path);
      if (known) known[1].push(situation);
      else found.set(kustomization.layer.path, [kustomization, [situation]]);
    }
  }
  return [...found.values()];
}

function patchedIn(
  situations: readonly SubjectSituation[],
  { resource, workload }: Subject,
  context: RolloutContext,
  moved: readonly MovedVolume[],
): PatchedList {
  const counts = situations.map((one) => replicasRange(one.workload, one.lookups).hi);
  const replicas = Math.max(1, ...counts.filter((count) => workload.kind !== "DaemonSet" || Number.isFinite(count)));
  const own = { ...context, replicas };
  const { operations } = context.to === "StatefulSet" ? rolloutPlan(resource.root, [], own, false) : nothing;
  const after: PlainValue = applyToValue({ spec: plainValue(child(resource.root, "spec")) }, operations);
  const built = situations.flatMap((one) => {
    const names = itemsOf(child(one.workload.podSpec, "volumes")).map((volume) => stringAt(volume, "name"));
    return moved.map(({ volume }) => names.indexOf(volume)).filter((index) => index !== -1);
  });
  const volumes = itemsOf(child(workload.podSpec, "volumes"));
  return {
    ...own,
    moved,
    firstMoved: Math.min(Number.POSITIVE_INFINITY, ...moved.map(({ index }) => index), ...built),
    volumesGone: moved.length > 0 && volumes.length === moved.length,
    specAfter: record(after).spec ?? {},
  };
}

/**
 * The changes that put a file into `resources` behind the workload's own; none where there is no kustomization, or where
 * the file is listed already.
 */
export function listedFile({ document, situations }: Subject, path: string): DocumentChange[] {
  const changes = new Map<string, DocumentChange>();
  for (const { lookups } of situations) {
    const [layer] = lookups.layers;
    const kustomization = layer && kustomizationIn(layer.path, lookups);
    if (!layer || !kustomization || changes.has(layer.path)) continue;
    const listing = lookups.files.listingOf(layer);
    const index = listing.get(document.path);
    if (index === undefined || listing.has(path)) continue;
    const own = asScalar(itemsOf(child(kustomization.tree().root, "resources"))[index]);
    if (!own) continue;
    const reference = (own.text.startsWith("./") ? "./" : "") + wayTo(layer.folder, path);
    const script = [insert(["resources"], { after: index }, `- ${quoted(reference, quotesOf(own.style), false)}`)];
    changes.set(layer.path, { document: kustomization, script });
  }
  return [...changes.values()];
}

/** The relative reference from a folder to a file. */
function wayTo(folder: string, path: string): string {
  const from = folder === "" ? [] : folder.split("/");
  const to = folderOf(path) === "" ? [] : folderOf(path).split("/");
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  const up = from.slice(shared).map(() => "..");
  return [...up, ...to.slice(shared), nameOf(path)].join("/");
}
