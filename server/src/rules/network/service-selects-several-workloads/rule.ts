// A Service that leads to the Pods of several workloads: requests reach programs that do not know them.
import { described } from "../../../kubernetes/resource";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { at, child, entryOf, itemsOf, stringAt } from "../../../yaml/navigate";
import { defineRule, type RuleContext } from "../../rule";
import { areOfVariants } from "../../shared/alternatives";
import { groupsOf } from "../../shared/several-workloads";
import { labelFix } from "./label-fix";

const component = "app.kubernetes.io/component";

export const rule = defineRule({
  id: "service-selects-several-workloads",
  group: "network",
  severities: ["warning", "information"],
  kinds: ["/Service"],
  summary: "A Service selects the Pods of several workloads.",
  fixes: [{ title: "Add label 'k: v' to the selector", safe: false }],
  check(context) {
    const { resource, lookups, report } = context;
    const facts = lookups.subject.facts.service;
    const token = entryOf(child(resource.root, "spec"), "selector")?.key;
    // Peers that find each other before they are Ready may well be of several workloads.
    if (!token || !facts || facts.notReady) return;
    const workloads = lookups.pods.workloadsWith(facts.selector).filter((other) => !areOfVariants(lookups, other));
    const groups = groupsOf(workloads);
    if (groups.length < 2) return;
    // Sets that share their governing Service are asked for Pod by Pod, and each needs it.
    const governed = facts.headless ? lookups.referrers.naming("governing-service") : [];
    if (groups.every((group) => governed.includes(group)) || isForMembers(context)) return;
    const task = groups.find(isTask);
    report(token, messageOf(context, groups, task), {
      severity: task || haveSeveralComponents(groups) ? "warning" : "information",
      related: groups.slice(0, 4).map(selectedRelated),
      fixes: labelFix(context, workloads),
    });
  },
});

/** Words for where the members of one cluster find each other, of whatever workload they are. */
const MEMBERS = /(?:^|[^a-z])(?:gossip|memberlist|members|peers?|discovery|hash-?ring|ring|cluster|join|serf)(?![a-z])/;

/** Does the Service only list Pods to each other? One without an address of its own sends no request anywhere. */
function isForMembers({ resource, lookups }: RuleContext): boolean {
  const facts = lookups.subject.facts.service;
  if (!facts?.headless) return false;
  const ports = itemsOf(at(resource.root, "spec", "ports")).flatMap((port) => stringAt(port, "name") ?? []);
  return [resource.name, ...ports, ...Object.entries(facts.selector).flat()].some((word) =>
    MEMBERS.test(word.toLowerCase()),
  );
}

function isTask({ facts }: WorkspaceObject): boolean {
  return facts.kind === "Job" || facts.kind === "CronJob";
}

function haveSeveralComponents(groups: readonly WorkspaceObject[]): boolean {
  const found = groups.flatMap(({ facts }) => facts.workload?.podLabels[component] ?? []);
  return new Set(found).size > 1;
}

function messageOf(
  { resource }: RuleContext,
  groups: readonly WorkspaceObject[],
  task: WorkspaceObject | undefined,
): string {
  const what = described(resource);
  if (task && !groups.every(isTask))
    return `${what} also selects Pods of ${described(task.facts)}: while they run they get requests. Select a label that they lack.`;
  const [first, second] = groups;
  const more = groups.length > 2 ? ` and ${groups.length - 2} more` : "";
  const names = [first, second].flatMap((group) => (group ? described(group.facts) : [])).join(" and ");
  return `${what} selects Pods of ${names}${more}: requests go to any. Select a label that only one has.`;
}

function selectedRelated(object: WorkspaceObject) {
  const message = `${described(object.facts)} has Pods with these labels`;
  return { message, place: { object, path: [], part: "key" } } as const;
}
