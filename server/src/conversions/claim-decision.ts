// What is to become of one claim of a workload that turns into a StatefulSet: it moves to a template, stays, or people are asked.
import type { ClaimClass } from "../kubernetes/claim";
import { type ClaimVolume, claimVolumes, containers } from "../kubernetes/workload";
import type { Answer } from "../workspace/answer";
import { child, itemsOf, stringAt } from "../yaml/navigate";
import { claimIn } from "./claim-name";
import type { RefusalCode, Subject, SubjectSituation } from "./conversion";

/** What is to become of one claim, by the facts alone. */
export interface Row {
  readonly decision: "move" | "ask" | "keep";
  /** Why it must stay, where that has a code. */
  readonly code?: RefusalCode;
  readonly message?: string;
  /** The claim's document was not found, or there are several that differ. */
  readonly missing?: "missing" | "ambiguous" | "incomplete";
}

const strictness = { keep: 0, ask: 1, move: 2 } as const;

/** In several units the most careful decision counts. */
export function strictest(
  subject: Subject,
  volumes: readonly ClaimVolume[],
  replicas: number,
  choices: ReadonlyMap<string, string>,
): Row {
  const rows = subject.situations.map((situation) => row(situation, volumes, replicas, choices));
  const clash = deviceClash(subject, volumes);
  if (clash) rows.push(clash);
  return rows.reduce((worst, next) => (strictness[next.decision] < strictness[worst.decision] ? next : worst));
}

/** A template has one name for what had several, and a container has no device twice, whatever its path (the API server rejects it). */
function deviceClash({ workload }: Subject, volumes: readonly ClaimVolume[]): Row | undefined {
  const names = new Set(volumes.map(({ volume }) => volume));
  const clash = containers(workload).find(
    ({ node }) =>
      itemsOf(child(node, "volumeDevices")).filter((device) => names.has(stringAt(device, "name") ?? "")).length > 1,
  );
  if (!clash) return undefined;
  const message = `Container "${clash.name}" has claim "${volumes[0]?.claim}" as two devices, which a template cannot be: it stays an ordinary volume.`;
  return { decision: "keep", code: "R-CLASH", message };
}

/** The decision for one claim in one unit; the codes in the order in which they are named. */
function row(
  situation: SubjectSituation,
  volumes: readonly ClaimVolume[],
  replicas: number,
  choices: ReadonlyMap<string, string>,
): Row {
  const { lookups } = situation;
  const claim = volumes[0]?.claim ?? "";
  const built = claimIn(situation, volumes);
  const { answer, class: modes } = lookups.claims.found(built);
  const known = missingClaim(answer, modes);
  const kept = { decision: "keep", ...known } as const;
  if (!volumes.some(({ mounted }) => mounted)) return kept;
  const patched = patchedClaim(situation, volumes);
  if (patched !== undefined) return { ...kept, code: "R-PATCH", message: patched };
  const users = lookups.claims.sharersOf(built);
  if (isShareable(situation, volumes) && (replicas > 1 || users.count > 0)) {
    const mode = modes === "multi" ? "ReadWriteMany" : "ReadOnlyMany";
    const message = `Claim "${claim}" is meant to be shared (${mode}): a volume for each Pod would split its data.`;
    return { ...kept, code: "R-RWX-SHARED", message };
  }
  const onlyBackups = users.every(({ facts }) => facts.kind === "CronJob");
  const movesShared = onlyBackups && choices.get("shared-claim") === "move";
  if (users.count > 0 && !movesShared) {
    const named = users.shown.map(
      ({ facts, document }) => `${facts.kind}/${facts.name} (${lookups.named(document.path)})`,
    );
    if (users.count > named.length) named.push(`${users.count - named.length} more`);
    const choice = onlyBackups ? " (choice shared-claim: move)" : "";
    const message = `Claim "${claim}" is also mounted by ${named.join(", ")}: it stays an ordinary volume${choice}.`;
    return { ...kept, code: "R-PVC-SHARED", message };
  }
  if (!volumes.some(({ writable }) => writable) || modes === "read-only") {
    const message = `Claim "${claim}" is only read: it stays an ordinary volume.`;
    return { ...kept, code: "R-PVC-READONLY", message };
  }
  if (known.missing) return known.missing === "ambiguous" ? kept : { decision: "ask", ...known };
  if (modes === "multi") return { decision: "ask" };
  if (users.count > 0) return { decision: "move" };
  const bound =
    answer.candidates.some(({ facts }) => facts.claim?.volumeName !== undefined) || lookups.claims.isReserved(built);
  if (bound) return { decision: replicas <= 1 ? "ask" : "keep" };
  return { decision: "move" };
}

/** What a build lays over the claim, or over the volume, would not reach a template: that is written once, for all builds. */
function patchedClaim(situation: SubjectSituation, volumes: readonly ClaimVolume[]): string | undefined {
  const { workload: whole, lookups } = situation;
  const [{ claim = "" } = {}] = volumes;
  const build = `In the build of ${lookups.named(lookups.appliedIn.folder)}`;
  const own = new Set(claimVolumes(whole).map(({ volume }) => volume));
  const changed = volumes.find(({ volume }) => !own.has(volume));
  if (changed) return `${build} a patch changes volume "${changed.volume}": it stays an ordinary volume.`;
  if (!lookups.claims.isChangedByBuild(claimIn(situation, volumes))) return undefined;
  return `${build} a patch changes claim "${claim}", which would not reach a template: it stays an ordinary volume.`;
}

/** Why nothing is known of a claim, where that is so. */
function missingClaim({ state, candidates }: Answer, modes: ClaimClass): Pick<Row, "missing"> {
  if (state !== "found") return { missing: "missing" };
  if (modes !== "unknown") return {};
  return { missing: candidates.length > 1 ? "ambiguous" : "incomplete" };
}

/** May Pods of several nodes have it at a time? What allows to read only, where nothing writes. */
export function isShareable(situation: SubjectSituation, volumes: readonly ClaimVolume[]): boolean {
  const { answer, class: modes } = situation.lookups.claims.found(claimIn(situation, volumes));
  if (modes === "multi" || modes === "read-only") return true;
  if (modes === "unknown" || volumes.some(({ writable }) => writable)) return false;
  return answer.candidates.every(({ facts }) => facts.claim?.accessModes.includes("ReadOnlyMany"));
}
