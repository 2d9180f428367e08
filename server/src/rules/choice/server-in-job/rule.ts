// A Job or CronJob whose Pods serve: they never complete.
import { containers, podLabels } from "../../../kubernetes/workload";
import { child, itemsOf } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { convertFix } from "../../shared/conversion-fixes";
import { advice } from "../../shared/evidence";

export const rule = defineRule({
  id: "server-in-job",
  group: "choice",
  severities: ["hint"],
  heuristic: true,
  kinds: ["Job", "CronJob"],
  summary: "A Job runs what a Service leads to: a server, which never completes.",
  fixes: [{ title: "Convert to Deployment", safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    if (!workload || advice(context)?.named !== "Deployment") return;
    // A native sidecar is an init container: it may serve beside what ends.
    const server = containers(workload).find(({ node, init }) => !init && isAsked(node) && hasPorts(node));
    const [service] = lookups.services.selecting(podLabels(workload) ?? {});
    const probe = server && (child(server.node, "readinessProbe") ?? child(server.node, "livenessProbe"));
    if (!server || !service || !probe) return;
    const { name } = service.facts;
    const message = `Service "${name}" leads to it and a probe watches it: a server never completes, so neither does the ${workload.kind}. Use a Deployment.`;
    report(workload.resource.kindNode, message, {
      related: [
        {
          message: `Service "${name}" selects its Pods`,
          place: { object: service, path: ["spec", "selector"], part: "key" },
        },
        { message: `A probe of container "${server.name}"`, node: probe },
      ],
      fixes: [convertFix("Deployment")],
    });
  },
});

function isAsked(container: Parameters<typeof child>[0]): boolean {
  return child(container, "readinessProbe") !== undefined || child(container, "livenessProbe") !== undefined;
}

function hasPorts(container: Parameters<typeof child>[0]): boolean {
  return itemsOf(child(container, "ports")).length > 0;
}
