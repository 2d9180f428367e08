// Runs the rules over a kustomization: what it says itself, whatever it builds.
import type { Resource } from "../kubernetes/resource";
import type { Document } from "../workspace/document";
import { objectFacts } from "../workspace/object-facts";
import type { Workspace } from "../workspace/workspace";
import { asMapping, asScalar, child, stringAt } from "../yaml/navigate";
import type { Scalar } from "../yaml/tree";
import type { AskedRules } from "./asked-rules";
import type { Configurations } from "./configurations";
import type { Finding } from "./finding";
import { type Fault, situationFindings } from "./object-check";
import { lookupsOf } from "./situation";

const kustomizeGroup = "kustomize.config.k8s.io";

/** Is the document a kustomization that Kustomize would read where it lies? */
export function isKustomization(workspace: Workspace, document: Document): boolean {
  return document.kustomization !== undefined && !document.broken && workspace.units.roleOf(document.path) === "plain";
}

/** @returns what rules say of a kustomization as the subject; it stands in no build, so nothing changes it */
export function kustomizationFindings(
  workspace: Workspace,
  configurations: Configurations,
  document: Document,
  asked: AskedRules,
  onFault: Fault,
): Finding[] {
  const resource = kustomizationResource(document);
  const [membership] = workspace.units.membershipsOf(document.path);
  const rules = resource ? asked.naming(`${resource.group}/${resource.kind}`) : [];
  if (!resource || !membership || rules.length === 0) return [];
  const facts = objectFacts(resource);
  const written = { document, index: 0, item: undefined, facts, named: false };
  const object = workspace.outsiders.at(written, membership);
  const situation = {
    object,
    resource,
    workload: undefined,
    runner: undefined,
    lookups: lookupsOf(workspace, configurations, object),
    built: { resource, origin: () => undefined, patches: [] },
    verdict: () => undefined,
  };
  return situationFindings(document, 0, resource, situation, rules, onFault);
}

/** `apiVersion` and `kind` may be left out of a kustomization. */
function kustomizationResource(document: Document): Resource | undefined {
  const root = asMapping(document.tree().root);
  if (!root) return undefined;
  const kind = document.kustomization?.kind ?? "Kustomization";
  const kindNode = asScalar(child(root, "kind"));
  return {
    apiVersion: stringAt(root, "apiVersion") ?? `${kustomizeGroup}/v1beta1`,
    group: kustomizeGroup,
    kind,
    name: stringAt(root, "metadata", "name") ?? "",
    namespace: undefined,
    root,
    kindNode: kindNode ?? unwritten(root.start, kind),
    nameNode: undefined,
    item: undefined,
  };
}

function unwritten(start: number, text: string): Scalar {
  return { type: "scalar", style: "plain", text, value: text, start, end: start };
}
