// The governing Service of a StatefulSet: one that is there, or a new headless one.
import { isAtLeast } from "../../config/assumptions";
import { containers, podLabels, type Workload, workloadSelector } from "../../kubernetes/workload";
import type { WorkspaceObject } from "../../workspace/document";
import { asScalar, child, integerAt, itemsOf, stringAt } from "../../yaml/navigate";
import type { Refused, Subject } from "../conversion";

export interface NewService {
  readonly name: string;
  /** The whole object, as YAML of ours. */
  readonly text: string;
}

/** The name for `serviceName`, and the Service to create where there is none that fits. */
export interface GoverningService {
  readonly name: string;
  readonly create: NewService | undefined;
}

export function governingService(subject: Subject): GoverningService | Refused {
  const existing = fittingService(subject);
  if (existing) return { name: existing.facts.name, create: undefined };
  const name = freeName(subject);
  if (name === undefined) {
    const message = `None of the names ${names(subject).join(", ")} is free for a headless Service.`;
    return { refused: "R-CLASH", message };
  }
  return { name, create: { name, text: serviceText(subject, name) } };
}

/** A headless Service that selects the Pods in every unit; the one with the name that we would give comes first. */
function fittingService(subject: Subject): WorkspaceObject | undefined {
  const [first, ...others] = subject.situations.map(({ workload, lookups }) =>
    lookups.nearestServices(podLabels(workload) ?? {}).filter(({ facts }) => facts.service?.headless),
  );
  const common = (first ?? []).filter((service) => others.every((found) => found.includes(service)));
  const preferred = names(subject);
  return common.find(({ facts }) => preferred.includes(facts.name)) ?? common[0];
}

/** In the order in which they are tried. A Service's name must start with a letter below 1.36. */
function names({ resource, situations }: Subject): string[] {
  const { name } = resource;
  const version = situations[0]?.lookups.assumptions.kubernetesVersion;
  if (/^\d/.test(name) && version && !isAtLeast(version, 1, 36))
    return [`headless-${name}`, `hl-${name}`, `svc-${name}`];
  return [`${name}-headless`, `${name}-hl`, `${name}-svc`];
}

function freeName(subject: Subject): string | undefined {
  return names(subject).find((name) =>
    subject.situations.every(({ lookups }) =>
      lookups.object("", "Service", name).candidates.every((found) => !lookups.isInUnit(found)),
    ),
  );
}

/**
 * No labels: a ServiceMonitor that selects them would scrape every Pod twice.
 * The selector has the template labels whose keys the workload's selector tests.
 */
function serviceText(subject: Subject, name: string): string {
  const { workload, resource } = subject;
  const lines = ["apiVersion: v1", "kind: Service", "metadata:", `  name: ${name}`];
  if (resource.namespace !== undefined) lines.push(`  namespace: ${quoted(resource.namespace)}`);
  lines.push("spec:", "  clusterIP: None");
  if (needsNotReadyAddresses(subject)) lines.push("  publishNotReadyAddresses: true");
  lines.push(
    "  selector:",
    ...Object.entries(selectorLabels(workload)).map(([key, value]) => `    ${quoted(key)}: ${quoted(value)}`),
  );
  const ports = servicePorts(subject);
  if (ports.length > 0) lines.push("  ports:");
  for (const { name: portName, number, protocol } of ports) {
    lines.push(`    - name: ${portName}`, `      port: ${number}`, `      targetPort: ${number}`);
    if (protocol !== "TCP") lines.push(`      protocol: ${protocol}`);
  }
  return lines.join("\n");
}

function selectorLabels(workload: Workload): Readonly<Record<string, string>> {
  const present = podLabels(workload) ?? {};
  const selector = workloadSelector(workload);
  const keys = new Set([
    ...Object.keys(selector?.matchLabels ?? {}),
    ...(selector?.matchExpressions ?? []).map(({ key }) => key),
  ]);
  const tested = Object.entries(present).filter(([key]) => keys.has(key));
  return Object.fromEntries(tested.length > 0 ? tested : Object.entries(present));
}

interface Port {
  readonly name: string;
  readonly number: number;
  readonly protocol: string;
}

/** The union of the container ports, native sidecars included; else what the ordinary Services lead to. */
function servicePorts(subject: Subject): Port[] {
  const declared = containers(subject.workload)
    .filter(({ init, sidecar }) => !init || sidecar)
    .flatMap(({ node }) => itemsOf(child(node, "ports")))
    .flatMap((port) => {
      const number = integerAt(port, "containerPort");
      return number === undefined
        ? []
        : { name: stringAt(port, "name"), number, protocol: stringAt(port, "protocol") ?? "TCP" };
    });
  return named(declared.length > 0 ? declared : ordinaryTargets(subject));
}

function ordinaryTargets({ situations }: Subject): Omit<Port, "name">[] {
  const services = situations.flatMap(({ workload, lookups }) => lookups.servicesSelecting(podLabels(workload) ?? {}));
  return services.flatMap(({ document, index }) =>
    itemsOf(child(child(document.resource(index)?.root, "spec"), "ports")).flatMap((port) => {
      const target = asScalar(child(port, "targetPort"))?.value ?? integerAt(port, "port");
      return typeof target === "number" ? { number: target, protocol: stringAt(port, "protocol") ?? "TCP" } : [];
    }),
  );
}

/** Each port and protocol once, each with a name of its own: several ports need names. */
function named(ports: readonly (Omit<Port, "name"> & { readonly name?: string | undefined })[]): Port[] {
  const found = new Map<string, Port>();
  const taken = new Set<string>();
  for (const { name, number, protocol } of ports) {
    const key = `${number}/${protocol}`;
    if (found.has(key)) continue;
    const usual = `${protocol.toLowerCase()}-${number}`;
    const free = name !== undefined && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) && !taken.has(name) ? name : usual;
    taken.add(free);
    found.set(key, { name: free, number, protocol });
  }
  return [...found.values()];
}

/** Peers that are named one by one must resolve before they are Ready, where readiness is checked at all. */
function needsNotReadyAddresses({ workload, resource, situations }: Subject): boolean {
  const probed = containers(workload).some(({ node, init }) => !init && child(node, "readinessProbe") !== undefined);
  return (
    probed &&
    situations.some(({ lookups }) =>
      lookups.peersOf(resource.name).some((peer) => peer.ordinal !== undefined && peer.domain !== ""),
    )
  );
}

/** A word as a plain YAML scalar where that reads as the same string, else in double quotes. */
function quoted(word: string): string {
  const plain = /^[A-Za-z_/][\w./-]*$/.test(word) && !/^(?:true|false|null|yes|no|on|off|y|n|~)$/i.test(word);
  return plain ? word : JSON.stringify(word);
}
