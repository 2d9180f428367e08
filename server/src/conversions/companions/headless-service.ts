// The governing Service of a StatefulSet: one that is there, or a new headless one.
import { isAtLeast } from "../../config/assumptions";
import {
  containerPorts,
  headlessServiceText,
  type ServicePort,
  selectedLabels,
} from "../../kubernetes/headless-service";
import { containers, podLabels } from "../../kubernetes/workload";
import { type WorkspaceObject, written, writtenKey } from "../../workspace/objects/workspace-object";
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
  if (existing) return { name: written(existing).facts.name, create: undefined };
  const name = freeName(subject);
  if (name === undefined) {
    const message = `None of the names ${names(subject).join(", ")} is free for a headless Service.`;
    return { refused: "R-CLASH", message };
  }
  return { name, create: { name, text: serviceText(subject, name) } };
}

/**
 * A headless Service that selects the Pods in every unit: one of the unit, else of the nearest tier. The one with the name
 * that we would give comes first.
 */
function fittingService(subject: Subject): WorkspaceObject | undefined {
  const [first, ...others] = subject.situations.map(({ workload, lookups }) => {
    const labels = podLabels(workload) ?? {};
    const headless = (found: readonly WorkspaceObject[]) => found.filter(({ facts }) => facts.service?.headless);
    const own = headless(lookups.services.selecting(labels));
    return own.length > 0 ? own : headless(lookups.services.nearestSelecting(labels));
  });
  const common = (first ?? []).filter((service) =>
    others.every((found) => found.some((other) => writtenKey(other) === writtenKey(service))),
  );
  const preferred = names(subject);
  return common.find((service) => preferred.includes(written(service).facts.name)) ?? common[0];
}

/** What an object of the workload's own file is called behind the kustomizations that it passes. */
function nameBehind(layers: Subject["situations"][number]["lookups"]["layers"], name: string): string {
  return layers.reduce((inner, { facts }) => `${facts.namePrefix}${inner}${facts.nameSuffix}`, name);
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
      lookups
        .object("", "Service", nameBehind(lookups.layers, name))
        .candidates.every((found) => !lookups.unit.has(found)),
    ),
  );
}

function serviceText(subject: Subject, name: string): string {
  const { workload, resource } = subject;
  const declared = containerPorts(workload);
  const tested = selectedLabels(workload);
  return headlessServiceText({
    name,
    namespace: resource.namespace,
    // A selector that does not match its own Pods is a fault of its own: the Service then selects the Pods.
    selector: Object.keys(tested).length > 0 ? tested : (podLabels(workload) ?? {}),
    ports: declared.length > 0 ? declared : ordinaryTargets(subject),
    notReady: needsNotReadyAddresses(subject),
  });
}

/** What the ordinary Services lead to, where the containers declare no port. */
function ordinaryTargets({ situations }: Subject): ServicePort[] {
  const services = situations.flatMap(({ workload, lookups }) => lookups.services.selecting(podLabels(workload) ?? {}));
  return services.flatMap(({ document, index }) =>
    itemsOf(child(child(document.resource(index)?.root, "spec"), "ports")).flatMap((port) => {
      const target = asScalar(child(port, "targetPort"))?.value ?? integerAt(port, "port");
      return typeof target === "number" ? { number: target, protocol: stringAt(port, "protocol") ?? "TCP" } : [];
    }),
  );
}

/** Peers that are named one by one must resolve before they are Ready, where readiness is checked at all. */
function needsNotReadyAddresses({ workload, situations }: Subject): boolean {
  const probed = containers(workload).some(({ node, init }) => !init && child(node, "readinessProbe") !== undefined);
  return (
    probed &&
    situations.some(({ lookups, resource: built }) =>
      lookups.pods.peersOf(built.name).some((peer) => peer.ordinal !== undefined && peer.domain !== ""),
    )
  );
}
