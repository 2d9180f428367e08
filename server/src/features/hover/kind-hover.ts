// The hover on `kind` of a workload: what it is here, in the user's own names, and the same workload as another kind beside it.
import type { Analysis } from "../../analysis/analysis";
import type { Situation } from "../../analysis/situation";
import { type WorkloadVerdict, workloadVerdict } from "../../analysis/workload-verdict";
import { FINE_AS_IT_IS } from "../../guidance/held";
import type { WorkloadKind } from "../../kubernetes/kinds";
import { rollout } from "../../kubernetes/rollout";
import { countText } from "../../kubernetes/variables";
import { claimVolumes, podLabels, type Workload } from "../../kubernetes/workload";
import type { Document } from "../../workspace/document";
import type { Others } from "../../workspace/lookups/users";
import type { WorkspaceObject } from "../../workspace/objects/workspace-object";
import { type ReplicasRange, replicasRange } from "../../workspace/replicas-range";
import { comparison, usualAlternative } from "./comparison";
import { refusedConversion } from "./refused-conversion";

/** Markdown of at most 12 lines; undefined where the object is no workload. */
export function kindHover(analysis: Analysis, document: Document, index: number): string | undefined {
  const situations = analysis.situations(document, index);
  const [situation] = situations;
  if (!situation?.workload) return undefined;
  const { workload, lookups } = situation;
  const resource = document.resource(index);
  const range = replicasRange(workload, lookups);
  const found = workloadVerdict(situations, document, analysis.workspace);
  const advised = found && otherThan(workload.kind, found);
  // Beside it stands the kind that is advised, else the one that people weigh it against.
  const beside = advised ?? usualAlternative[workload.kind];
  const suggestion = { to: beside, advised: advised !== undefined };
  const lines = [
    heading(workload, range),
    reachedBy(situation, workload),
    storage(situation, workload),
    advice(workload, found),
    resource ? refusedConversion(analysis, { document, index, resource, situations }, workload, suggestion) : "",
  ].filter((line) => line !== "");
  // Two spaces at a line's end are Markdown for a new line.
  return [lines.join("  \n"), comparison(workload, beside, range, lookups).join("\n")].join("\n\n");
}

/** Pieces of evidence that are named; `Explain Workload` has them all. */
const MOST_EVIDENCE = 2;

/** What the advisor says where it names another kind. */
function advice({ kind }: Workload, found: WorkloadVerdict | undefined): string {
  const other = found && otherThan(kind, found);
  if (!found || !other) return "";
  // What is fine as it is says so first, and nothing after that sounds like advice.
  if (found.evidence[0]?.text === FINE_AS_IT_IS) return FINE_AS_IT_IS;
  const named = found.evidence.slice(0, MOST_EVIDENCE).map(({ text }) => text);
  const rest = found.evidence.length > MOST_EVIDENCE ? ", …" : "";
  const verb = found.leaning ? "Leans towards" : "Better as";
  return `${verb} a ${other} (score ${found.score}): ${named.join(", ")}${rest}`;
}

function otherThan(kind: WorkloadKind, { recommended, leaning }: WorkloadVerdict): WorkloadKind | undefined {
  return leaning ?? (recommended === kind ? undefined : recommended);
}

function heading(workload: Workload, range: ReplicasRange): string {
  const { kind, resource } = workload;
  return [`**${kind} ${resource.name}**`, pods(workload, range), updates(workload, range)]
    .filter((part) => part !== "")
    .join(" · ");
}

function pods({ kind }: Workload, { lo, hi }: ReplicasRange): string {
  if (kind === "DaemonSet") return "one Pod on every eligible node";
  if (kind === "Pod") return "one Pod, not replaced when its node is lost";
  if (kind === "CronJob") return "a Job at each scheduled time";
  const count = lo === hi ? `${hi} ${hi === 1 ? "Pod" : "Pods"}` : `${lo} to ${hi} Pods`;
  if (kind === "Job") return `${count} at a time, until done`;
  return `${count}, ${kind === "StatefulSet" ? "each with its own name" : "interchangeable"}`;
}

function updates(workload: Workload, { hi }: ReplicasRange): string {
  if (workload.kind === "StatefulSet") return "updated one by one, the highest first";
  if (workload.kind !== "Deployment") return "";
  const { type, surge, unavailable } = rollout(workload, hi);
  if (type === "Recreate") return "all stopped before new ones start";
  return type === "RollingUpdate" ? `rolling update (+${surge}/−${unavailable})` : "";
}

function reachedBy({ lookups }: Situation, workload: Workload): string {
  const services = lookups.services.selecting(podLabels(workload) ?? {}).map((service) => {
    const ingresses = lookups.services.ingressesTo(service.facts.name).map(({ facts }) => `Ingress \`${facts.name}\``);
    const headless = service.facts.service?.headless ? "headless Service" : "Service";
    return [`${headless} \`${service.facts.name}\``, ...ingresses].join(" → ");
  });
  const scalers = lookups.referrers.scalers().map(scaledBy);
  return [services.length > 0 ? `Reached by ${services.join(", ")}` : "", ...scalers]
    .filter((part) => part !== "")
    .join(" · ");
}

function scaledBy({ facts: { kind, name, scaler } }: WorkspaceObject): string {
  return `scaled by ${kind} \`${name}\`, ${scaler ? `${countText(scaler.min)} to ${countText(scaler.max)}` : ""}`;
}

function storage({ lookups }: Situation, workload: Workload): string {
  const claims = claimVolumes(workload).map(({ claim }) => {
    const { answer } = lookups.claims.found(claim);
    const facts = new Set(
      answer.candidates.map(({ facts }) =>
        [...(facts.claim?.accessModes ?? []), facts.claim?.storage ?? ""].filter(Boolean).join(", "),
      ),
    );
    const [known] = facts;
    const what = facts.size === 1 && known ? ` (${known})` : facts.size > 1 ? " (several claims of that name)" : "";
    const others = namedUsers(lookups.claims.sharersOf(claim));
    return `claim \`${claim}\`${what}${others === "" ? "" : `, shared with ${others}`}`;
  });
  return claims.length > 0 ? `Stores in ${claims.join("; ")}` : "";
}

function namedUsers({ shown, count }: Others): string {
  const named = shown.map(({ facts }) => `${facts.kind} \`${facts.name}\``);
  return [...named, ...(count > named.length ? [`${count - named.length} more`] : [])].join(", ");
}
