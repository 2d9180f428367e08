// The fix "Add a readiness probe": it asks a port that the container declares, never a command that nobody wrote.
import { podTemplatePath, type Workload } from "../../../kubernetes/workload";
import { insert } from "../../../yaml/edit-script";
import { asMapping, asScalar, at, child, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { podDnsEvidence } from "../../shared/pod-dns-evidence";
import { ownFix, ownPath } from "../../shared/written";

/**
 * For the first container that declares a TCP port, in the object's own document.
 * @returns nothing where no port is declared; nor where Pods look for one another by name: those that are not ready yet have
 * no such name, so that a probe could keep all of them from getting ready
 */
export function readinessFix(context: RuleContext, workload: Workload): Fix[] {
  if (podDnsEvidence(workload, stringAt(workload.spec, "serviceName") ?? "", context.lookups)) return [];
  const path = [...podTemplatePath(workload.kind), "spec", "containers"];
  const own = itemsOf(at(context.own.root, ...path));
  for (const [index, container] of own.entries()) {
    const port = tcpPort(container);
    const name = stringAt(container, "name");
    if (port === undefined || !name || !asMapping(container)) continue;
    const probe = `readinessProbe:\n  tcpSocket:\n    port: ${port}`;
    return [
      ownFix(context, `Add a readiness probe to '${name}'`, () => [
        insert(ownPath(context, ...path, index), "last", probe),
      ]),
    ];
  }
  return [];
}

/** By its name where it has one. */
function tcpPort(container: Node): string | number | undefined {
  const port = itemsOf(child(container, "ports")).find((item) => (stringAt(item, "protocol") ?? "TCP") === "TCP");
  const number = asScalar(child(port, "containerPort"))?.value;
  const name = stringAt(port, "name");
  if (name !== undefined && /^[a-z0-9-]*[a-z][a-z0-9-]*$/.test(name)) return name;
  return typeof number === "number" ? number : undefined;
}
