// One Pod that others call: while it is moved or updated nobody answers.
import { described } from "../../../kubernetes/resource";
import { podLabels } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { asScalar, child, isNullish } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { isSingleton } from "../../shared/singleton";

export const rule = defineRule({
  id: "single-replica-behind-service",
  group: "availability",
  severities: ["hint"],
  strict: true,
  heuristic: true,
  kinds: ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"],
  summary: "One Pod is all that stands behind a Service.",
  fixes: [],
  check({ workload, lookups, report }) {
    const labels = workload && podLabels(workload);
    if (!workload || !labels) return;
    const { lo, certainty } = replicasRange(workload, lookups);
    if (lo !== 1 || certainty !== "known" || isSingleton(workload, lookups.assumptions)) return;
    const services = lookups.services.selecting(labels);
    const [first] = services;
    if (!first) return;
    const replicas = asScalar(child(workload.spec, "replicas"));
    const token = replicas && !isNullish(replicas) ? replicas : workload.resource.kindNode;
    const message = `One Pod is behind ${described(first.facts)}: while it is moved nobody answers. Run two, if the software can, or list it in singletons.`;
    report(token, message, {
      related: services.slice(0, 5).map((object) => ({
        message: `${described(object.facts)} selects it`,
        place: { object, path: ["spec", "selector"], part: "key" },
      })),
    });
  },
});
