// A proxy or an agent that never exits keeps the Job from ever being done.
import { containers } from "../../../kubernetes/workload";
import { asScalar, child } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { hasNativeSidecars, sidecarFix } from "../../shared/sidecar-fix";
import { longRunner } from "./long-runner";
import { isToldToQuit } from "./quit";

export const rule = defineRule({
  id: "sidecar-blocks-job",
  group: "jobs",
  severities: ["warning"],
  heuristic: true,
  kinds: ["Job", "CronJob"],
  summary: "A proxy or an agent beside the work keeps a Job from ever being done.",
  fixes: [{ title: "Move 'x' to initContainers with restartPolicy: Always", safe: false }],
  check(context) {
    const { workload, report } = context;
    if (!workload) return;
    const main = containers(workload).filter(({ init }) => !init);
    const runners = main.filter((container) => longRunner(container) !== undefined);
    // Without anybody who does the work there is nothing to wait for.
    const worker = main.find((container) => !runners.includes(container));
    if (!worker || runners.length === 0 || isToldToQuit(context, workload)) return;
    for (const container of runners) {
      const { name, node } = container;
      const token = asScalar(child(node, "name")) ?? workload.resource.kindNode;
      const cure = hasNativeSidecars(context)
        ? "Run it as an init container with restartPolicy Always."
        : `Tell it to quit when "${worker.name}" is done.`;
      const message = `Container "${name}" (${longRunner(container)}) never exits, so the Job is never complete. ${cure}`;
      const title = `Move '${name}' to initContainers with restartPolicy: Always`;
      report(token, message, { fixes: sidecarFix(context, workload, container, title) });
    }
  },
});
