// Pods of an Indexed Job that are to find each other by name, and no Service that gives them names.
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { asScalar, child, stringAt } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { jobServiceFix } from "./job-service";

export const rule = defineRule({
  id: "indexed-job-dns",
  group: "jobs",
  severities: ["information", "hint"],
  kinds: ["Job"],
  summary: "An Indexed Job names a headless Service that does not exist.",
  fixes: [{ title: "Create headless Service 'x'", safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    if (!workload || stringAt(workload.spec, "completionMode") !== "Indexed") return;
    const token = asScalar(child(workload.podSpec, "subdomain"));
    const name = token?.value;
    if (!token || typeof name !== "string" || name === "" || isPlaceholder(name)) return;
    const answer = lookups.object("", "Service", name);
    const pod = `${workload.resource.name}-0.${name}`;
    const { closed } = lookups.unit;
    const severity = closed ? "information" : "hint";
    if (answer.state === "missing") {
      const unless = closed ? "" : "unless one comes from elsewhere, ";
      const message = `subdomain "${name}" names no headless Service here: ${unless}${pod} never resolves. Add one.`;
      report(token, message, { severity, fixes: jobServiceFix(context, workload, name) });
    } else if (answer.state === "found" && answer.candidates.every(({ facts }) => facts.service?.headless === false)) {
      const [service] = answer.candidates;
      const message = `subdomain "${name}" names a Service that is not headless: ${pod} never resolves. Name a headless one.`;
      const related = service
        ? [
            {
              message: `Service "${name}" has a virtual address`,
              place: { object: service, path: ["metadata", "name"], part: "value" as const },
            },
          ]
        : [];
      report(token, message, { severity, related });
    }
  },
});
