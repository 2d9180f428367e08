// An object as it is judged in one of its units: built there, with look-ups from where it stands.
import { type Verdict, verdict } from "../guidance/verdict";
import type { Resource } from "../kubernetes/resource";
import { type PodRunner, podRunner, type Workload, workload } from "../kubernetes/workload";
import { type Built, built, resourceIn } from "../workspace/build";
import type { Document } from "../workspace/document";
import { Asker } from "../workspace/lookups/asker";
import { Lookups } from "../workspace/lookups/lookups";
import type { WorkspaceObject } from "../workspace/objects/workspace-object";
import type { Workspace } from "../workspace/workspace";
import type { Configurations } from "./configurations";

export interface Situation {
  readonly object: WorkspaceObject;
  readonly resource: Resource;
  readonly workload: Workload | undefined;
  /** The workload, or an object of others that is read like a Deployment. */
  readonly runner: PodRunner | undefined;
  readonly lookups: Lookups;
  readonly built: Built;
  /** The advisor's verdict, weighed once, when it is first asked for; undefined where the object is no workload. */
  readonly verdict: () => Verdict | undefined;
}

/**
 * Each of the units in which an object of a document stands; one from which a patch takes it is none.
 * @param index of the object among the resources of the document
 */
export function situationsOf(
  workspace: Workspace,
  configurations: Configurations,
  document: Document,
  index: number,
): Situation[] {
  return workspace.objectsAt(document, index).flatMap((object) => situationOf(workspace, configurations, object) ?? []);
}

/** Undefined where the object is gone. */
function situationOf(
  workspace: Workspace,
  configurations: Configurations,
  object: WorkspaceObject,
): Situation | undefined {
  const written = resourceIn(object, workspace.builds);
  if (!written) return undefined;
  const whole = built(written, object, workspace.builds);
  if (whole.deleted) return undefined;
  const view = workload(whole.resource);
  const lookups = lookupsOf(workspace, configurations, object);
  return {
    object,
    resource: whole.resource,
    workload: view,
    runner: view ?? podRunner(whole.resource),
    lookups,
    built: whole,
    verdict: once(() => view && verdict(view, lookups)),
  };
}

export function lookupsOf(workspace: Workspace, configurations: Configurations, object: WorkspaceObject): Lookups {
  const assumptions = () => configurations.effective(object.document.path).assumptions;
  return new Lookups(new Asker(workspace, object, assumptions));
}

/** Computes when it is first called, and never again. */
function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
