// The headless Service of a StatefulSet, written out: who it selects, which ports it names.
import { child, integerAt, itemsOf, stringAt } from "../yaml/navigate";
import { quoted } from "../yaml/quoting";
import type { Labels } from "./labels";
import { containers, type PodRunner, podLabels, type Workload, workloadSelector } from "./workload";

export interface ServicePort {
  /** As a container names it; undefined where it does not. */
  readonly name?: string | undefined;
  readonly number: number;
  readonly protocol: string;
}

export interface HeadlessService {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly selector: Labels;
  readonly ports: readonly ServicePort[];
  /** Do Pods have names before they are Ready, for peers that look for each other while they start? */
  readonly notReady: boolean;
}

/** The object as YAML of ours. It has no labels: a ServiceMonitor that selects those of the set would scrape every Pod twice. */
export function headlessServiceText({ name, namespace, selector, ports, notReady }: HeadlessService): string {
  const lines = ["apiVersion: v1", "kind: Service", "metadata:", `  name: ${word(name)}`];
  if (namespace !== undefined) lines.push(`  namespace: ${word(namespace)}`);
  lines.push("spec:", "  clusterIP: None");
  if (notReady) lines.push("  publishNotReadyAddresses: true");
  const pairs = Object.entries(selector).map(([key, value]) => `    ${word(key)}: ${word(value)}`);
  // Labels that only a kustomization gives are added by it to the selector, too.
  if (pairs.length > 0) lines.push("  selector:", ...pairs);
  const named = namedPorts(ports);
  if (named.length > 0) lines.push("  ports:");
  for (const port of named) {
    lines.push(`    - name: ${word(port.name)}`, `      port: ${port.number}`, `      targetPort: ${port.number}`);
    if (port.protocol !== "TCP") lines.push(`      protocol: ${port.protocol}`);
  }
  return lines.join("\n");
}

/** The labels of the Pods whose keys the workload's own selector tests. */
export function selectedLabels(workload: Workload): Labels {
  const selector = workloadSelector(workload);
  const tested = new Set([
    ...Object.keys(selector?.matchLabels ?? {}),
    ...(selector?.matchExpressions ?? []).map(({ key }) => key),
  ]);
  return Object.fromEntries(Object.entries(podLabels(workload) ?? {}).filter(([key]) => tested.has(key)));
}

/** The ports that the containers declare, native sidecars included. */
export function containerPorts(workload: PodRunner): ServicePort[] {
  return containers(workload)
    .filter(({ init, sidecar }) => !init || sidecar)
    .flatMap(({ node }) => itemsOf(child(node, "ports")))
    .flatMap((port) => {
      const number = integerAt(port, "containerPort");
      if (number === undefined) return [];
      return { name: stringAt(port, "name"), number, protocol: stringAt(port, "protocol") ?? "TCP" };
    });
}

/** Each port and protocol once, each with a name of its own: a Service with several ports must name them. */
function namedPorts(ports: readonly ServicePort[]): (ServicePort & { readonly name: string })[] {
  const found = new Map<string, ServicePort & { readonly name: string }>();
  const taken = new Set<string>();
  for (const { name, number, protocol } of ports) {
    const key = `${number}/${protocol}`;
    if (found.has(key)) continue;
    const own = name !== undefined && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) && !taken.has(name);
    const free = own ? name : `${protocol.toLowerCase()}-${number}`;
    taken.add(free);
    found.set(key, { name: free, number, protocol });
  }
  return [...found.values()];
}

function word(text: string): string {
  return quoted(text, "plain", false);
}
