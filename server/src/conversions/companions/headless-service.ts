// The governing Service of a StatefulSet: one that is there, or a new headless one.
import { isAtLeast } from "../../config/assumptions";
import {
  containerPorts,
  headlessServiceText,
  type ServicePort,
  selectedLabels,
} from "../../kubernetes/headless-service";
import type { WorkloadKind } from "../../kubernetes/kinds";
import type { Labels } from "../../kubernetes/labels";
import { containers, podLabels, workloadSelector } from "../../kubernetes/workload";
import { SHOWN } from "../../workspace/answer";
import type { Lookups } from "../../workspace/lookups/lookups";
import { distinct, type WorkspaceObject, written, writtenKey } from "../../workspace/objects/workspace-object";
import { asScalar, at, child, integerAt, itemsOf, stringAt } from "../../yaml/navigate";
import type { Consequence, Refused, Subject } from "../conversion";
import { withoutGenerated } from "../fields/dropped-fields";
import { isLastingLabel, ownLabel } from "../fields/selector";

export interface NewService {
  readonly name: string;
  /** The whole object, as YAML of ours. */
  readonly text: string;
}

/** The name for `serviceName`, and the Service to create where there is none that fits. */
export interface GoverningService {
  readonly name: string;
  readonly create: NewService | undefined;
  readonly consequences: readonly Consequence[];
}

export function governingService(subject: Subject): GoverningService | Refused {
  const fitting = fittingServices(subject);
  const writtenNode = asScalar(child(subject.workload.spec, "serviceName"));
  const [existing, ...others] = inOrder(fitting, subject, writtenNode?.text);
  const name = existing ? nameOf(existing) : freeName(subject);
  if (name === undefined) {
    const message = `None of the names ${names(subject).join(", ")} is free for a headless Service.`;
    return { refused: "R-CLASH", message };
  }
  const patched = existing ? undefined : patchedLabel(subject);
  if (patched) return patched;
  const consequences: Consequence[] = [];
  if (writtenNode && writtenNode.text !== name) {
    const message = `serviceName "${writtenNode.text}" is replaced by "${name}": no headless Service of the old name selects the Pods.`;
    consequences.push({ code: "W-SERVICE", message, at: { node: writtenNode } });
  }
  const isKept = writtenNode?.text === name;
  const otherNames = [...new Set(others.map(nameOf))].filter((other) => other !== name);
  if (existing && otherNames.length > 0 && !isKept) {
    const shown = otherNames.slice(0, SHOWN).map((other) => `"${other}"`);
    if (otherNames.length > SHOWN) shown.push(`${otherNames.length - SHOWN} more`);
    const message = `Headless Service "${name}" becomes the governing one; ${shown.join(", ")} would fit as well.`;
    const place = { object: existing, path: ["metadata", "name"], part: "value" } as const;
    consequences.push({ code: "W-SERVICE", message, at: { place } });
  }
  return { name, create: existing ? undefined : { name, text: serviceText(subject, name) }, consequences };
}

/** Headless Services that select the Pods in every unit: those of the unit, else of the nearest tier. */
function fittingServices({ situations }: Subject): WorkspaceObject[] {
  const [first, ...others] = situations.map(({ workload, lookups }) => {
    const labels = podLabels(workload) ?? {};
    const headless = (found: readonly WorkspaceObject[]) =>
      found.filter((service) => service.facts.service?.headless && isMeant(service, lookups));
    const own = headless(lookups.services.selecting(labels));
    return own.length > 0 ? own : headless(lookups.services.nearestSelecting(labels));
  });
  return (first ?? []).filter((service) =>
    others.every((found) => found.some((other) => writtenKey(other) === writtenKey(service))),
  );
}

/** Does its name mean this one to the workload? In a folder of variants another Service of that name may be nearer. */
function isMeant(service: WorkspaceObject, lookups: Lookups): boolean {
  for (const object of lookups.object("", "Service", service.facts.name).all()) if (object === service) return true;
  return false;
}

/**
 * The one that is written already; then the one in the workload's own file; then one that selects no other workload; then the
 * one whose name is nearest to the workload's.
 */
function inOrder(
  services: readonly WorkspaceObject[],
  subject: Subject,
  chosen: string | undefined,
): WorkspaceObject[] {
  const { document, resource, situations } = subject;
  const ranks = services.map((service) => {
    const name = nameOf(service);
    const selector = service.facts.service?.selector ?? {};
    const isShared = situations.some(({ lookups }) => lookups.pods.workloadsWith(selector).length > 0);
    const rank = [
      name === chosen ? 0 : 1,
      service.document.path === document.path ? 0 : 1,
      isShared ? 1 : 0,
      -sharedLength(name, resource.name),
      name.length,
    ];
    return { service, rank };
  });
  const order = (a: readonly number[], b: readonly number[]) =>
    a.map((part, index) => part - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
  return ranks.sort((a, b) => order(a.rank, b.rank)).map(({ service }) => service);
}

function nameOf(service: WorkspaceObject): string {
  return written(service).facts.name;
}

/** How many characters two names have in common from the start. */
function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
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

/**
 * As the new set selects its Pods. A selector that does not match its own Pods is a fault of its own: the Service then
 * selects the Pods. Labels that a controller wrote go with the conversion.
 */
function selectorOf({ workload, resource }: Subject): Labels {
  const tested = withoutGenerated(selectedLabels(workload));
  if (Object.keys(tested).length > 0) return tested;
  const own = withoutGenerated(podLabels(workload) ?? {});
  if (workloadSelector(workload) || !isGivenSelector(workload.kind)) return own;
  const lasting = Object.entries(own).filter(([key]) => isLastingLabel(key));
  return Object.fromEntries(lasting.length > 0 ? lasting : [ownLabel(resource.name)]);
}

/** Are the labels of its Pods made a selector? */
function isGivenSelector(kind: WorkloadKind): boolean {
  return kind === "Pod" || kind === "ReplicationController";
}

/** A patch that gives the Pods another label than they have here: the new Service, which it does not know, would select nothing there. */
function patchedLabel(subject: Subject): Refused | undefined {
  const own = podLabels(subject.workload) ?? {};
  for (const { workload, lookups } of subject.situations) {
    const built = podLabels(workload) ?? {};
    const isGiven = (key: string) => lookups.layers.some(({ facts }) => facts.labels.some(({ pairs }) => key in pairs));
    // One that the conversion adds is not in the build yet.
    const isWanted = (key: string, value: string) =>
      built[key] === value || (built[key] === undefined && !(key in own));
    const entry = Object.entries(selectorOf(subject)).find(([key, value]) => !isWanted(key, value) && !isGiven(key));
    if (!entry) continue;
    const message = `A patch in the build of ${lookups.named(lookups.appliedIn.folder)} changes the label "${entry[0]}" of the Pods: a new headless Service would select none there. Write one that fits first.`;
    return { refused: "R-PATCH", message };
  }
  return undefined;
}

function serviceText(subject: Subject, name: string): string {
  const { workload, resource } = subject;
  const declared = containerPorts(workload);
  return headlessServiceText({
    name,
    namespace: resource.namespace,
    selector: selectorOf(subject),
    ports: declared.length > 0 ? namedAsOrdinary(declared, ordinaryPorts(subject)) : ordinaryTargets(subject),
    notReady: needsNotReadyAddresses(subject),
  });
}

interface OrdinaryPort {
  readonly name: string;
  /** A number, or the name that a container gives it. */
  readonly target: string | number;
  readonly protocol: string;
}

/** Ports with names of the ordinary Services of the workload, in the order of their places. */
function ordinaryPorts({ situations }: Subject): OrdinaryPort[] {
  const services = situations.flatMap(({ workload, lookups }) => lookups.services.selecting(podLabels(workload) ?? {}));
  return distinct(services).flatMap(({ document, index, facts }) =>
    facts.service?.headless
      ? []
      : itemsOf(at(document.resource(index)?.root, "spec", "ports")).flatMap((port) => {
          const name = stringAt(port, "name");
          const target = asScalar(child(port, "targetPort"))?.value ?? integerAt(port, "port");
          if (name === undefined || (typeof target !== "number" && typeof target !== "string")) return [];
          return { name, target, protocol: stringAt(port, "protocol") ?? "TCP" };
        }),
  );
}

/** Clients and monitors know a port by the name that the ordinary Service gives it; where names would clash the container's hold. */
function namedAsOrdinary(ports: readonly ServicePort[], ordinary: readonly OrdinaryPort[]): ServicePort[] {
  const wanted = ports.map(({ name, number, protocol }) =>
    ordinary.find((port) => port.protocol === protocol && (port.target === number || (name && port.target === name))),
  );
  return ports.map((port, index) => {
    const name = wanted[index]?.name;
    const isTaken = ports.some(
      (other, place) => other.number !== port.number && (wanted[place]?.name === name || other.name === name),
    );
    return name === undefined || isTaken ? port : { ...port, name };
  });
}

/** What the ordinary Services lead to, where the containers declare no port. */
function ordinaryTargets({ situations }: Subject): ServicePort[] {
  const services = situations.flatMap(({ workload, lookups }) => lookups.services.selecting(podLabels(workload) ?? {}));
  return services.flatMap(({ document, index }) =>
    itemsOf(child(child(document.resource(index)?.root, "spec"), "ports")).flatMap((port) => {
      const target = asScalar(child(port, "targetPort"))?.value ?? integerAt(port, "port");
      if (typeof target !== "number") return [];
      return { name: stringAt(port, "name"), number: target, protocol: stringAt(port, "protocol") ?? "TCP" };
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
