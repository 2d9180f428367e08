// A CronJob or a Job with a name that leaves no room for what is added to it: the API server or the controller refuses it.
import { isDnsLabel, LONGEST_LABEL, shortened } from "../../../kubernetes/dns-label";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { countAt } from "../../../kubernetes/variables";
import type { Workload } from "../../../kubernetes/workload";
import { stringAt } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { renameFix } from "../../shared/rename-fix";

/** Eleven characters are kept for the time of the Job. Source: kubernetes.io, concepts/workloads/controllers/cron-jobs. */
const LONGEST_CRON_JOB = 52;

interface Fault {
  readonly message: string;
  /** How long the name may be. */
  readonly limit: number;
}

export const rule = defineRule({
  id: "cronjob-name-too-long",
  group: "identity",
  severities: ["error"],
  kinds: ["CronJob", "Job"],
  summary: "The name of a CronJob or a Job is too long for what is added to it.",
  fixes: [{ title: "Rename to 'x' (recreates the object)", safe: false }],
  check(context) {
    const { workload, own, resource, report } = context;
    if (!workload || !own.nameNode || isPlaceholder(resource.name)) return;
    const fault = workload.kind === "CronJob" ? cronJobFault(resource.name) : jobFault(workload);
    if (!fault) return;
    const room = fault.limit - (resource.name.length - own.name.length);
    const fixes = own.name.length > room ? renameFix(context, shortened(own.name, room)) : [];
    report(own.nameNode, fault.message, { fixes });
  },
});

function cronJobFault({ length }: string): Fault | undefined {
  if (length <= LONGEST_CRON_JOB) return undefined;
  return {
    message: `The name has ${length} characters: the API server takes ${LONGEST_CRON_JOB}, as each Job adds 11. Shorten it.`,
    limit: LONGEST_CRON_JOB,
  };
}

function jobFault(workload: Workload): Fault | undefined {
  const { name } = workload.resource;
  const last = lastIndex(workload);
  const limit = LONGEST_LABEL - (last === undefined ? 0 : `-${last}`.length);
  if (name.length > LONGEST_LABEL)
    return {
      message: `The name has ${name.length} characters: the Pods carry it in a label, which takes 63, and the API server rejects it. Shorten it.`,
      limit,
    };
  if (last === undefined || isDnsLabel(`${name}-${last}`)) return undefined;
  if (name.length > limit)
    return {
      message: `The host name of Pod ${last} would have ${name.length + `-${last}`.length} characters, more than 63: the API server rejects it. Shorten the name.`,
      limit,
    };
  return {
    message: `The host name "${name}-${last}" of an Indexed Job is no DNS label: the API server rejects it. Use lower-case letters, digits, hyphens.`,
    limit,
  };
}

/** Of an Indexed Job whose completions are known. */
function lastIndex({ spec }: Workload): number | undefined {
  if (stringAt(spec, "completionMode") !== "Indexed") return undefined;
  const { value, variable } = countAt(spec, "completions");
  return value === undefined || variable || value < 1 ? undefined : value - 1;
}
