// The same workload as two kinds, side by side: Pods, order, network and storage in the user's own names.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { claimVolumes, podLabels, type Workload } from "../../kubernetes/workload";
import type { Lookups } from "../../workspace/lookups/lookups";
import type { ReplicasRange } from "../../workspace/replicas-range";
import { at, integerAt, itemsOf, stringAt } from "../../yaml/navigate";

/** The kind that people weigh each one against. */
export const usualAlternative: Readonly<Record<WorkloadKind, WorkloadKind>> = {
  Pod: "Deployment",
  ReplicaSet: "Deployment",
  ReplicationController: "Deployment",
  Deployment: "StatefulSet",
  StatefulSet: "Deployment",
  DaemonSet: "Deployment",
  Job: "CronJob",
  CronJob: "Job",
};

/** What a row is about; empty where it says nothing for a kind. */
interface Column {
  readonly pods: string;
  readonly order: string;
  readonly network: string;
  readonly storage: string;
}

/** Lines of a Markdown table: the kind as written, and another one. */
export function comparison(workload: Workload, beside: WorkloadKind, range: ReplicasRange, lookups: Lookups): string[] {
  const here = column(workload.kind, workload, range, lookups);
  const there = column(beside, workload, range, lookups);
  const rows: [string, keyof Column][] = [
    ["Pods", "pods"],
    ["order", "order"],
    ["network", "network"],
    ["storage", "storage"],
  ];
  return [
    `| | ${workload.kind} (here) | as a ${beside} |`,
    "|---|---|---|",
    ...rows
      .filter(([, key]) => here[key] !== "" || there[key] !== "")
      .map(([title, key]) => `| ${title} | ${here[key] || "–"} | ${there[key] || "–"} |`),
  ];
}

function column(kind: WorkloadKind, workload: Workload, range: ReplicasRange, lookups: Lookups): Column {
  const name = workload.resource.name;
  switch (kind) {
    case "StatefulSet":
      return statefulSet(workload, range, lookups);
    case "Deployment":
      return {
        pods: `\`${name}-<hash>-<5 characters>\`, never the same`,
        order: "any, in parallel",
        network: services(workload, lookups) && `${services(workload, lookups)} → any Pod`,
        storage: shared(workload),
      };
    case "ReplicaSet":
    case "ReplicationController":
      return {
        pods: `\`${name}-<5 characters>\``,
        order: "any; edits reach only new Pods",
        network: "",
        storage: shared(workload),
      };
    case "DaemonSet":
      return {
        pods: `\`${name}-<5 characters>\`, one on each node`,
        order: "node by node",
        network: "",
        storage: shared(workload),
      };
    case "Pod":
      return { pods: `\`${name}\`, gone with its node`, order: "–", network: "", storage: shared(workload) };
    case "Job":
      return {
        pods: `\`${name}-<5 characters>\``,
        order: "runs once, when it is applied",
        network: "",
        storage: shared(workload),
      };
    case "CronJob":
      return {
        pods: `\`${name}-<minutes>-<5 characters>\``,
        order: "runs at each scheduled time; edits reach the next run",
        network: "",
        storage: shared(workload),
      };
  }
}

function statefulSet(workload: Workload, { hi }: ReplicasRange, lookups: Lookups): Column {
  const { resource, spec } = workload;
  const start = integerAt(at(spec, "ordinals"), "start") ?? 0;
  const count = Number.isFinite(hi) ? hi : 1;
  const numbered = (prefix: string) => ordinals(`${prefix}${resource.name}`, start, count);
  const templates = itemsOf(at(spec, "volumeClaimTemplates")).flatMap(
    (template) => stringAt(template, "metadata", "name") ?? [],
  );
  const own = workload.kind === "StatefulSet" ? templates : claimVolumes(workload).map(({ volume }) => volume);
  const serviceName = stringAt(spec, "serviceName") || headless(workload, lookups);
  const parallel = stringAt(spec, "podManagementPolicy") === "Parallel";
  const claims = own.map((volume) => numbered(`${volume}-`)).join(", ");
  const kept = workload.kind === "StatefulSet" ? shared(workload) : "";
  return {
    pods: `${numbered("")}, always`,
    order: parallel ? "all at once" : count > 1 ? "one by one, 0 first" : "the old Pod ends first",
    network: `\`${resource.name}-${start}.${serviceName}\`, a name each`,
    storage: [claims && `${claims}, one each`, kept].filter(Boolean).join("; "),
  };
}

/** `db-0 … db-2` */
function ordinals(name: string, start: number, count: number): string {
  if (count <= 1) return `\`${name}-${start}\``;
  return `\`${name}-${start}\` … \`${name}-${start + count - 1}\``;
}

function shared(workload: Workload): string {
  const claims = claimVolumes(workload).map(({ claim }) => `\`${claim}\``);
  return claims.length > 0 ? `all share ${claims.join(", ")}` : "";
}

function services(workload: Workload, lookups: Lookups): string {
  const names = lookups.services
    .selecting(podLabels(workload) ?? {})
    .filter(({ facts }) => !facts.service?.headless)
    .map(({ facts }) => `\`${facts.name}\``);
  return names.length > 0 ? `Service ${names.join(", ")}` : "";
}

/** The headless Service that there is, else the name that a conversion would give it. */
function headless(workload: Workload, lookups: Lookups): string {
  const found = lookups.services.selecting(podLabels(workload) ?? {}).find(({ facts }) => facts.service?.headless);
  return found?.facts.name ?? `${workload.resource.name}-headless`;
}
