// A Service that leads to a named port which none of its Pods has: connections are refused.
import { nearMiss } from "../../../config/near-miss";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import type { PodPort } from "../../../workspace/facts";
import { type WorkspaceObject, written as writtenObject } from "../../../workspace/objects/workspace-object";
import { replace } from "../../../yaml/edit-script";
import { asScalar, at, child, itemsOf, stringAt } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { Scalar } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { written } from "../../shared/written";

/** Ports of containers that a mesh puts into the Pods. */
const injected = /^(?:http-envoy-|envoy-|linkerd-|istio-)/;

export const rule = defineRule({
  id: "target-port-unresolved",
  group: "network",
  severities: ["warning"],
  kinds: ["/Service"],
  summary: "A Service leads to a named port that its Pods do not have.",
  fixes: [{ title: "Use port 'x'", safe: false }],
  check(context) {
    const { lookups, resource, report } = context;
    const { selector } = lookups.subject.facts.service ?? {};
    const named = itemsOf(at(resource.root, "spec", "ports")).flatMap((port) => {
      const token = asScalar(child(port, "targetPort"));
      const protocol = stringAt(port, "protocol") ?? "TCP";
      return typeof token?.value === "string" && isPortName(token.value) ? [{ token, protocol }] : [];
    });
    if (!selector || named.length === 0) return;
    const workloads = lookups.pods.workloadsWith(selector);
    if (workloads.length === 0) return;
    const ports = workloads.flatMap(({ facts }) => facts.workload?.ports ?? []);
    for (const { token, protocol } of named) {
      // A name counts only together with its protocol.
      const known = ports.filter((port) => protocolOf(port) === protocol || isPlaceholder(protocolOf(port)));
      const names = namesOf(known);
      if (names.includes(token.text) || isPlaceholder(protocol)) continue;
      const other = ports.find(({ name }) => name === token.text);
      report(token, message(workloads, { name: token.text, protocol, other: other && protocolOf(other), names }), {
        related: workloads.slice(0, 3).map(selectedRelated),
        // What a build takes away is there in others, which the Service would then miss.
        fixes: isWritten(workloads, token.text, protocol)
          ? []
          : portFix(context, token, portFor(token.text, names, known)),
      });
    }
  },
});

interface Missing {
  readonly name: string;
  readonly protocol: string;
  /** The protocol under which the name is declared. */
  readonly other: string | undefined;
  /** Those that are declared for the wanted one. */
  readonly names: readonly string[];
}

function message(workloads: readonly WorkspaceObject[], { name, protocol, other, names }: Missing): string {
  const [first] = workloads;
  const pods =
    workloads.length === 1 && first ? `${first.facts.kind} "${first.facts.name}"` : `${workloads.length} workloads`;
  return other === undefined
    ? `No container of ${pods} declares a port "${name}": the Service leads nowhere. ${knownText(names)}.`
    : `Port "${name}" of ${pods} is ${other}, not ${protocol}: the Service leads nowhere. Declare one for ${protocol}, or use a number.`;
}

function isWritten(workloads: readonly WorkspaceObject[], wanted: string, protocol: string): boolean {
  return workloads
    .flatMap((object) => writtenObject(object).facts.workload?.ports ?? [])
    .some((port) => port.name === wanted && protocolOf(port) === protocol);
}

function protocolOf({ protocol = "TCP" }: PodPort): string {
  return protocol;
}

function namesOf(ports: readonly PodPort[]): string[] {
  return [...new Set(ports.flatMap(({ name }) => name ?? []))];
}

/** A number in quotes is no name, and a placeholder (`PORT`: names of ports are in lower case) is none yet. */
function isPortName(text: string): boolean {
  return /[a-z]/i.test(text) && !isPlaceholder(text) && !/^[A-Z][A-Z0-9_]*$/.test(text) && !injected.test(text);
}

function knownText(names: readonly string[]): string {
  if (names.length === 0) return "Declare it, or use a number";
  return names.length > 3 ? `Use ${names.slice(0, 3).join(", ")}, …` : `Use ${names.join(" or ")}`;
}

function selectedRelated(object: WorkspaceObject) {
  const { kind, name } = object.facts;
  return {
    message: `The selector matches the Pods of ${kind} "${name}"`,
    place: { object, path: [], part: "key" },
  } as const;
}

/** Names of ports at which a program is watched or steered. */
const besides = /admin|debug|exporter|health|jmx|manage|metric|monitor|pprof|probe|profil|prom|trac|zpages/;

/** The name that is probably meant; else the only port that there is, by name or by number. */
function portFor(wanted: string, names: readonly string[], ports: readonly PodPort[]): string | undefined {
  const near = nearMiss(wanted, names);
  if (near !== undefined) return near;
  // What is asked for beside the service itself is not the port that serves.
  if (besides.test(wanted)) return undefined;
  const numbers = [...new Set(ports.map(({ number }) => number))];
  if (numbers.length !== 1) return undefined;
  return names.length === 1 ? names[0] : names.length === 0 ? String(numbers[0]) : undefined;
}

function portFix(context: RuleContext, token: Scalar, port: string | undefined): Fix[] {
  const place = written(context, token);
  if (port === undefined || !place || place.by === "kustomization") return [];
  const { document, path } = place;
  const value = /^\d+$/.test(port) ? port : quoted(port, "plain", false);
  return [{ title: `Use port '${port}'`, safe: false, changes: () => [{ document, script: [replace(path, value)] }] }];
}
