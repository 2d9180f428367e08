// A Service with a cluster IP for the Pods of a headless one, written out.
import type { Lookups } from "../../../workspace/lookups/lookups";
import { type WorkspaceObject, written } from "../../../workspace/objects/workspace-object";
import { asScalar, at, child, integerAt, itemsOf, stringAt } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { Node } from "../../../yaml/tree";
import { sameLabels } from "../../shared/same-labels";
import { groupsOf } from "../../shared/several-workloads";

/**
 * @returns undefined where the headless Service names no ports or ports that there are not, where it selects several workloads,
 * or where a build changes what it selects
 */
export function backendService(service: WorkspaceObject, name: string, lookups: Lookups): string | undefined {
  const { document, index, facts } = service;
  const root = index < 0 ? undefined : document.resource(index)?.root;
  const selector = facts.service?.selector ?? {};
  const own = written(service).facts;
  const ports = itemsOf(at(root, "spec", "ports")).map(portLines);
  if (Object.keys(selector).length === 0 || !sameLabels(selector, own.service?.selector ?? {})) return undefined;
  if (ports.length === 0 || ports.some((port) => port === undefined)) return undefined;
  if (!isSound(root, lookups.pods.workloadsWith(selector))) return undefined;
  return [
    ...["apiVersion: v1", "kind: Service", "metadata:", `  name: ${word(name)}`],
    ...(own.namespace === undefined ? [] : [`  namespace: ${word(own.namespace)}`]),
    ...["spec:", "  selector:"],
    ...Object.entries(selector).map(([key, value]) => `    ${word(key)}: ${word(value)}`),
    "  ports:",
    ...ports.flatMap((port) => port ?? []),
  ].join("\n");
}

/** A Service with a cluster IP that is there already: for the same Pods, on all ports of the headless one. */
export function ordinaryService(service: WorkspaceObject, lookups: Lookups): WorkspaceObject | undefined {
  const { selector = {}, ports: wanted = [] } = service.facts.service ?? {};
  if (Object.keys(selector).length === 0 || wanted.length === 0) return undefined;
  return lookups.services
    .selecting(selector)
    .find(
      ({ facts: { service: other } }) =>
        other !== undefined &&
        !other.headless &&
        sameLabels(other.selector, selector) &&
        wanted.every((port) => other.ports.includes(port)),
    );
}

/** What is wrong with the one would be wrong with the other. */
function isSound(root: Node | undefined, workloads: readonly WorkspaceObject[]): boolean {
  const declared = workloads.flatMap(({ facts }) => facts.workload?.ports ?? []).map(({ name }) => name);
  const targets = itemsOf(at(root, "spec", "ports")).flatMap((port) => stringAt(port, "targetPort") ?? []);
  return (
    groupsOf(workloads).length < 2 && (workloads.length === 0 || targets.every((target) => declared.includes(target)))
  );
}

function portLines(port: Node): string[] | undefined {
  const number = integerAt(port, "port");
  if (number === undefined) return undefined;
  const name = stringAt(port, "name");
  const target = asScalar(child(port, "targetPort"));
  const protocol = stringAt(port, "protocol");
  const lines = [`port: ${number}`];
  if (name !== undefined) lines.unshift(`name: ${word(name)}`);
  if (target) lines.push(`targetPort: ${typeof target.value === "string" ? word(target.value) : target.text}`);
  if (protocol !== undefined) lines.push(`protocol: ${word(protocol)}`);
  return lines.map((line, index) => (index === 0 ? `    - ${line}` : `      ${line}`));
}

function word(text: string): string {
  return quoted(text, "plain", false);
}
