// Workloads of which only one is meant to be applied: the same thing, once as a Deployment and once as a StatefulSet.
import type { Lookups } from "../../workspace/lookups/lookups";
import type { WorkspaceObject } from "../../workspace/objects/workspace-object";

/** The kind in a name: `web-deployment`, `statefulset-web`. */
const KIND_WORD =
  /(?:^|[-_.])(?:deployments?|deploy|statefulsets?|stateful-set|sts|daemonsets?|daemon-set|ds|replicasets?|rs|rc|controller|pod|job|cronjob)(?=$|[-_.])/g;

/** Have they one name, or of two kinds names that differ only in the words for their kinds? */
export function areAlternatives(a: Pick<WorkspaceObject, "facts">, b: Pick<WorkspaceObject, "facts">): boolean {
  if (a.facts.name === b.facts.name) return true;
  return a.facts.kind !== b.facts.kind && withoutKind(a.facts.name) === withoutKind(b.facts.name);
}

function withoutKind(name: string): string {
  return name.replace(KIND_WORD, "").replace(/^[-_.]/, "");
}

/** Cases of tests, however deep; and a folder of samples, of which each file is one. */
const EACH_ALONE = /(?:^|\/)(?:tests?|testdata|e2e)\/|(?:^|\/)(?:examples?|samples?)\/[^/]*$/;

/**
 * Do two objects stand in files of a plain folder of which only one is applied: cases of tests, samples, or files that hold one
 * object both?
 */
export function areOfVariants({ subject, unit, path }: Lookups, other: WorkspaceObject): boolean {
  if (subject.unit.kind === "kustomization" || other.document.path === subject.document.path) return false;
  return EACH_ALONE.test(path) || unit.heldByBoth(subject.document.path, other.document.path) > 0;
}
