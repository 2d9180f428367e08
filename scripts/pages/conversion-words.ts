// What the conversion pages say of fields with a file of their own, and of the questions that a pair leaves open.
import type { WorkloadKind } from "../../server/src/kubernetes/kinds";

const jobs: readonly WorkloadKind[] = ["Job", "CronJob"];
const without: readonly WorkloadKind[] = ["Pod", "Job", "CronJob"];

/** What becomes of a field, as the rest of a sentence; undefined where the pair has no such case. */
export function specialWords(field: string, from: WorkloadKind, to: WorkloadKind): string | undefined {
  switch (field) {
    case "selector":
      return selector(from, to);
    case "strategy":
      return from === "Deployment" ? strategies[to] : undefined;
    case "updateStrategy":
      return from === "StatefulSet" || from === "DaemonSet" ? updateStrategies[to] : undefined;
    case "replicas":
      return to === "Job" ? "goes (W-DROP), unless it is to be `parallelism`" : undefined;
    case "parallelism":
      return to === "Deployment" ? "goes (W-DROP), unless it is to be `replicas`" : undefined;
    case "paused":
      return to === "CronJob" ? "becomes `suspend`" : "goes (W-PAUSED), unless something is to stand for it";
    case "suspend":
      return to === "CronJob" ? "stays beside the schedule" : undefined;
    case "volumeClaimTemplates":
      return from === "StatefulSet" ? templates(to) : undefined;
    case "restartPolicy":
      return jobs.includes(to)
        ? "`OnFailure` where it is `Always` or not written"
        : "goes where it is not `Always` (W-DROP, but for Jobs)";
    default:
      return undefined;
  }
}

function selector(from: WorkloadKind, to: WorkloadKind): string {
  if (without.includes(to)) return "goes: the Pods need none, or the server makes one";
  if (from === "ReplicationController")
    return "its map becomes `matchLabels`; where there is none, the labels of the Pods";
  if (without.includes(from)) return "made of the labels of the Pods; `app: <name>` where they have none";
  return "kept";
}

const strategies: Partial<Readonly<Record<WorkloadKind, string>>> = {
  StatefulSet:
    "renamed to `updateStrategy` where `maxUnavailable` means something there; else it goes, with W-SURGE, W-MAXUNAVAILABLE or W-RECREATE for what is lost",
  DaemonSet:
    "renamed to `updateStrategy`. Of `maxSurge` and `maxUnavailable` one must be 0: `maxSurge` stays only beside a `maxUnavailable` of 0 or none (`maxUnavailable: 0` is added then), else it goes with W-SURGE. `Recreate` goes with W-RECREATE",
};

const updateStrategies: Partial<Readonly<Record<WorkloadKind, string>>> = {
  Deployment:
    "renamed to `strategy`; `OnDelete` and a `partition` go with W-DROP. Where a claim is for one node or Pod, and there is one replica, it is `Recreate`",
  StatefulSet: "`maxSurge` goes with W-SURGE; `maxUnavailable` stays where it means something; `OnDelete` stays",
  DaemonSet: "a `partition` goes with W-DROP; the rest stays where it is valid",
};

function templates(to: WorkloadKind): string {
  return to === "Pod"
    ? "each becomes a volume with the claim that the set's controller has made for its first Pod (W-REUSE)"
    : "each becomes a volume with the claim that the set's controller has made for its first Pod (W-REUSE). With several replicas it is refused (R-VCT-REPLICAS) until a way is chosen";
}

/** What becomes of parts of the Pods, as items of a list. */
export function partWords(from: WorkloadKind, to: WorkloadKind): string[] {
  const found: string[] = [];
  if (to === "DaemonSet")
    found.push(
      "- podAntiAffinity of the Pods to themselves, and their spread over nodes: go (W-DROP), for there is one on each node anyway",
    );
  if (to === "Job" && !jobs.includes(from)) found.push("- `livenessProbe`: goes (W-DROP)");
  if (from === "DaemonSet" && to !== "Pod")
    found.push("- `replicas: 1` is written: how many there should be is for you to say");
  if (from === "Pod")
    found.push("- what admission wrote into an exported Pod goes: token volumes, `priority`, default tolerations");
  return found;
}

export interface ChoiceWords {
  readonly name: string;
  readonly about: string;
}

/** The questions that a conversion of the pair may leave open. */
export function choicesOf(from: WorkloadKind, to: WorkloadKind): ChoiceWords[] {
  const found: ChoiceWords[] = [];
  const isDeployment = from === "Deployment";
  if (to === "CronJob")
    found.push({ name: "schedule", about: "when it runs: a placeholder stands there until somebody says so" });
  if (jobs.includes(to) && !jobs.includes(from))
    found.push({ name: "long-running", about: "convert although it has ports and a probe (R-RESTART)" });
  if (to === "Job" && isReplicated(from)) found.push({ name: "replicas", about: "what `replicas` becomes" });
  if (to === "Deployment" && jobs.includes(from))
    found.push({ name: "parallelism", about: "what `parallelism` becomes" });
  if (from === "StatefulSet" && to === "Deployment")
    found.push({ name: "claim-templates", about: "what becomes of the volumes of each Pod" });
  if (to === "StatefulSet") {
    found.push(
      { name: "data-source", about: "clone the data source of a claim for every Pod" },
      { name: "shared-claim", about: "move a claim that only backup jobs share, and point them at the new one" },
    );
    if (isDeployment) found.push({ name: "update-strategy", about: "what Recreate with several replicas becomes" });
  }
  if (isDeployment && (to === "StatefulSet" || to === "Job"))
    found.push({ name: "paused", about: "what stands for `paused`" });
  return found;
}

function isReplicated(kind: WorkloadKind): boolean {
  return ["Deployment", "ReplicaSet", "ReplicationController"].includes(kind);
}
