// Who uses a claim, in any tier: Pods that mount it, sets that take it over, and whatever else names it.

import { accessModes, storageClassName } from "../kubernetes/claim";
import type { Resource } from "../kubernetes/resource";
import { isPlaceholder } from "../kubernetes/template-markers";
import type { Built } from "../workspace/build";
import type { Document, WrittenObject } from "../workspace/document";
import type { Lookups } from "../workspace/lookups/lookups";
import type { SourceFile } from "../workspace/source-file";
import type { FileRole } from "../workspace/units/unit";
import { at, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import { mentionsClaim, type WantedClaim } from "./claim-mentions";

/** A PersistentVolumeClaim as it is written and as it is built in each of its units. */
export interface ClaimSubject {
  readonly document: Document;
  readonly resource: Resource;
  /** At least one; also those in which a patch takes the claim out. */
  readonly situations: readonly ClaimSituation[];
  /** All files that may be applied with it: those of its workspace folder. */
  readonly files: readonly SourceFile[];
  readonly roleOf: (path: string) => FileRole;
  /** Any object as each of its units builds it. */
  readonly buildsOf: (object: WrittenObject) => readonly Built[];
}

export interface ClaimSituation {
  readonly built: Built;
  readonly lookups: Lookups;
}

/** Is it certain that nothing uses the claim? Never where something was not read. */
export function isUnused(subject: ClaimSubject): boolean {
  const { situations, files, roleOf } = subject;
  const wanted = wantedClaim(subject);
  return (
    situations.every((situation) => isRead(situation) && !isMounted(subject, situation)) &&
    files.every(({ unread }) => unread === undefined) &&
    files.every(({ path, documents }) => {
      const role = roleOf(path);
      return documents.every(
        (document) => !mentionsClaim(document, role, wanted) && !isAdopted(document, subject, wanted),
      );
    })
  );
}

/**
 * Has a StatefulSet of the unit a template that asks for the same? Then the claim may hold the data that are needed there
 * (R-CLAIM-DATA): they are still to be copied, or somebody still thinks of going back.
 */
export function mayHoldDataOfSet({ resource, situations, buildsOf }: ClaimSubject): boolean {
  return situations.some(({ built, lookups }) => {
    const wanted = new Set([resource.root, built.resource.root].map(request));
    return lookups.referrers
      .statefulSets()
      .flatMap((set) => [...buildsOf(set)])
      .some(({ resource: { root } }) =>
        itemsOf(at(root, "spec", "volumeClaimTemplates")).some((template) => wanted.has(request(template))),
      );
  });
}

/** What a claim, or a template of claims, asks for: modes, size and class. */
function request(claim: Node): string {
  const size = stringAt(claim, "spec", "resources", "requests", "storage");
  return JSON.stringify([[...accessModes(claim)].sort(), size, storageClassName(claim)]);
}

/** Until all is read, or where a part of what it is applied with is elsewhere, absence means nothing. */
function isRead({ lookups }: ClaimSituation): boolean {
  const unit = lookups.appliedIn;
  return lookups.ready && unit.kind !== "chart" && unit.complete;
}

function isMounted({ resource }: ClaimSubject, { built, lookups }: ClaimSituation): boolean {
  return (
    [resource.name, built.resource.name].some(
      (name) => lookups.claims.sharersOf(name).count > 0 || lookups.claims.usersOutside(name).length > 0,
    ) || [...lookups.unit.paths()].some((path) => hasOpenClaim(path, lookups))
  );
}

/** A claim whose name is still to be filled in may be any of the unit. */
function hasOpenClaim(path: string, lookups: Lookups): boolean {
  return lookups.files
    .documentsOf(path)
    .some(({ objects }) =>
      objects.some(({ facts }) => facts.workload?.claims.some(({ claim }) => isPlaceholder(claim))),
    );
}

function wantedClaim({ document, resource, situations }: ClaimSubject): WantedClaim {
  return { document, resource, names: new Set([resource.name, ...situations.map(({ built }) => built.resource.name)]) };
}

/** A StatefulSet takes over claims by their names, `<template>-<set>-<ordinal>`, whoever made them. */
function isAdopted({ objects }: Document, { buildsOf }: ClaimSubject, { names }: WantedClaim): boolean {
  const bases = [...names].flatMap((name) => /^(.+)-\d+$/.exec(name)?.[1] ?? []);
  if (bases.length === 0) return false;
  return objects
    .filter(({ facts }) => facts.kind === "StatefulSet" && bases.some((base) => base.includes(facts.name)))
    .flatMap((set) => [...buildsOf(set)])
    .some(({ resource: { name, root } }) =>
      itemsOf(at(root, "spec", "volumeClaimTemplates")).some((template) =>
        bases.includes(`${stringAt(template, "metadata", "name")}-${name}`),
      ),
    );
}
