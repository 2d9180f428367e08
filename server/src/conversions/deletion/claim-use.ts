// Who uses a claim, in any tier: Pods that mount it, sets that take it over, and whatever else names it.

import { accessModes, storageClassName } from "../../kubernetes/claim";
import type { Resource } from "../../kubernetes/resource";
import { isPlaceholder } from "../../kubernetes/template-markers";
import type { Built } from "../../workspace/build";
import type { Document, WrittenObject } from "../../workspace/document";
import type { Lookups } from "../../workspace/lookups/lookups";
import type { SourceFile } from "../../workspace/source-file";
import type { FileRole, Unit } from "../../workspace/units/unit";
import { at, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import { mentionsClaim, type WantedClaim } from "./claim-mentions";

/** A PersistentVolumeClaim as it is written and as it is built in each of its units. */
export interface ClaimSubject {
  readonly document: Document;
  readonly resource: Resource;
  /** At least one; also those in which a patch takes the claim out. */
  readonly situations: readonly ClaimSituation[];
  /** A file that may be applied with it: one of its workspace folder. */
  readonly fileAt: (path: string) => SourceFile | undefined;
  readonly isAround: (path: string) => boolean;
  /** Is there a file in its workspace folder that could not be read? */
  readonly hasUnread: boolean;
  readonly isIn: (path: string, unit: Unit) => boolean;
  /** `Workspace.documentsWhere`. */
  readonly documentsWhere: (question: string, holds: (document: Document) => boolean) => readonly Document[];
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
  const { situations, hasUnread, roleOf, isAround, documentsWhere } = subject;
  if (hasUnread || !situations.every((situation) => isRead(situation) && !isMounted(subject, situation))) return false;
  const wanted = wantedClaim(subject);
  const about = JSON.stringify([wanted.document.id, wanted.resource.item, wanted.resource.name, ...wanted.names]);
  const mentioning = documentsWhere(
    `mentions of claim ${about}`,
    (document) => isAround(document.path) && mentionsClaim(document, roleOf(document.path), wanted),
  );
  return mentioning.length === 0 && !isAdopted(subject, wanted);
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

function isMounted({ resource, isIn, documentsWhere }: ClaimSubject, { built, lookups }: ClaimSituation): boolean {
  return (
    [resource.name, built.resource.name].some(
      (name) => lookups.claims.sharersOf(name).count > 0 || lookups.claims.usersOutside(name).length > 0,
    ) || documentsWhere("open claims", hasOpenClaim).some(({ path }) => isIn(path, lookups.appliedIn))
  );
}

/** A claim whose name is still to be filled in may be any of the unit. */
function hasOpenClaim({ objects }: Document): boolean {
  return objects.some(({ facts }) => facts.workload?.claims.some(({ claim }) => isPlaceholder(claim)));
}

function wantedClaim({ document, resource, situations }: ClaimSubject): WantedClaim {
  return { document, resource, names: new Set([resource.name, ...situations.map(({ built }) => built.resource.name)]) };
}

/** A StatefulSet takes over claims by their names, `<template>-<set>-<ordinal>`, whoever made them. */
function isAdopted({ buildsOf, isAround, documentsWhere }: ClaimSubject, { names }: WantedClaim): boolean {
  const bases = [...names].flatMap((name) => /^(.+)-\d+$/.exec(name)?.[1] ?? []);
  if (bases.length === 0) return false;
  const mayAdopt = ({ facts }: WrittenObject) =>
    facts.kind === "StatefulSet" && bases.some((base) => base.includes(facts.name));
  return documentsWhere(`sets that may adopt ${JSON.stringify(bases)}`, ({ objects }) => objects.some(mayAdopt))
    .filter(({ path }) => isAround(path))
    .flatMap(({ objects }) => objects.filter(mayAdopt))
    .flatMap((set) => [...buildsOf(set)])
    .some(({ resource: { name, root } }) =>
      itemsOf(at(root, "spec", "volumeClaimTemplates")).some((template) =>
        bases.includes(`${stringAt(template, "metadata", "name")}-${name}`),
      ),
    );
}
