// The fixes of an autoscaler without requests to go by: add them, or look at the container that has them.
import { isAtLeast } from "../../../config/assumptions";
import type { UtilizationMetric } from "../../../kubernetes/autoscaling";
import type { ContainerRequests, CountedResource } from "../../../kubernetes/requests";
import { podTemplatePath, workload } from "../../../kubernetes/workload";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { insert, type Operation, rename, replace } from "../../../yaml/edit-script";
import { asMapping, at, child, entryOf, itemsOf, resolved, stringAt } from "../../../yaml/navigate";
import type { Node, Path } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { isOwn, ownFix, written } from "../../shared/written";

export const containerMetricTitle = "Use a ContainerResource metric";

/** Small enough to be scheduled, to be filled in by hand. */
const placeholders: Readonly<Record<CountedResource, string>> = { cpu: "100m", memory: "128Mi" };

/**
 * Adds a request to each container that has none, in the document in which the workload is written.
 * @returns nothing where one of them is not written there: a patch brought it
 */
export function requestFix(target: WorkspaceObject, names: readonly string[], resource: CountedResource): Fix[] {
  const own = target.document.resource(target.index);
  const view = own && workload(own);
  if (!own || !view) return [];
  const base: Path = [...(own.item === undefined ? [] : ["items", own.item]), ...podTemplatePath(view.kind), "spec"];
  const script: Operation[] = [];
  const taken = new Set<Node>();
  for (const name of names) {
    const place = containerPath(view.podSpec, name, (node) => taken.has(node) || isRequested(node, resource));
    const node = place && resolved(at(view.podSpec, ...place));
    if (!place || !node) return [];
    taken.add(node);
    script.push(insertion([...base, ...place], at(view.podSpec, ...place), `${resource}: ${placeholders[resource]}`));
  }
  const title = `Add the missing request to '${names.join(", ")}'`;
  return [{ title, safe: false, changes: () => [{ document: target.document, script }] }];
}

function isRequested(container: Node, resource: CountedResource): boolean {
  return entryOf(at(container, "resources", "requests"), resource) !== undefined;
}

/** Of several of one name, which no server takes, the first that is not done. */
function containerPath(podSpec: Node | undefined, name: string, isDone: (node: Node) => boolean): Path | undefined {
  for (const list of ["containers", "initContainers"] as const) {
    const index = itemsOf(child(podSpec, list)).findIndex(
      (item) => stringAt(item, "name") === name && !isDone(resolved(item) ?? item),
    );
    if (index !== -1) return [list, index];
  }
  return undefined;
}

/** As deep as there is something already. */
function insertion(path: Path, container: Parameters<typeof child>[0], line: string): Operation {
  const resources = child(container, "resources");
  if (!resources) return insert(path, "last", `resources:\n  requests:\n    ${line}`);
  const requests = child(resources, "requests");
  if (!requests) return insert([...path, "resources"], "last", `requests:\n  ${line}`);
  return insert([...path, "resources", "requests"], "last", line);
}

/**
 * Goes by the one container that has a request.
 * @returns nothing where there is not exactly one, or the API has no such metric (GA 1.30, autoscaling/v2)
 */
export function containerMetricFix(
  context: RuleContext,
  { index, resource }: UtilizationMetric,
  containers: readonly ContainerRequests[],
): Fix[] {
  const [only, second] = containers.filter(({ requests }) => requests.includes(resource));
  if (index === undefined || !only || second || context.resource.apiVersion !== "autoscaling/v2") return [];
  if (!isAtLeast(context.lookups.assumptions.kubernetesVersion, 1, 30)) return [];
  const metric = at(context.resource.root, "spec", "metrics", index);
  const place = metric && written(context, metric);
  if (!asMapping(metric) || place?.by !== "object" || !isOwn(context, metric)) return [];
  const { path } = place;
  const script = [
    replace([...path, "type"], "ContainerResource"),
    rename([...path, "resource"], "containerResource"),
    insert([...path, "resource"], { after: "name" }, `container: ${only.container}`),
  ];
  return [ownFix(context, containerMetricTitle, () => script)];
}
