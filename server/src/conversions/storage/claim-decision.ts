// What is to become of one claim of a workload that turns into a StatefulSet: it moves to a template, stays, or people are asked.
import type { ClaimClass } from "../../kubernetes/claim";
import { type ClaimVolume, claimVolumes, containers } from "../../kubernetes/workload";
import type { Answer } from "../../workspace/answer";
import type { FoundClaim } from "../../workspace/lookups/claims";
import type { Lookups } from "../../workspace/lookups/lookups";
import { type WorkspaceObject, written, writtenKey } from "../../workspace/objects/workspace-object";
import { child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import { saySame } from "../../yaml/value";
import type { OpenChoice, RefusalCode, Subject, SubjectSituation } from "../conversion";
import { claimIn } from "./claim-name";

/** What is to become of one claim, by the facts alone. */
export interface Row {
  readonly decision: "move" | "ask" | "keep";
  /** Why it must stay, where that has a code. */
  readonly code?: RefusalCode;
  /** Why it stays unless somebody wants otherwise; undefined where it moves, and where nothing is known of it. */
  readonly message?: string;
  /** Does it stay for want of an answer that people may give? */
  readonly choice?: OpenChoice;
  /** The claim's document was not found, or there are several that differ. */
  readonly missing?: "missing" | "ambiguous" | "incomplete";
}

const sharedClaimChoice: OpenChoice = { name: "shared-claim", values: ["move"] };

const strictness = { keep: 0, ask: 1, move: 2 } as const;

/** In several units the most careful decision counts. */
export function strictest(
  subject: Subject,
  volumes: readonly ClaimVolume[],
  replicas: number,
  choices: ReadonlyMap<string, string>,
): Row {
  const rows = subject.situations.map((situation) => row(situation, volumes, replicas, choices));
  rows.push(...differingBuilds(subject, volumes), ...deviceClash(subject, volumes));
  if (choices.get(sharedClaimChoice.name) === "move") rows.push(...severalNames(subject, volumes));
  return rows.reduce((worst, next) => (strictness[next.decision] < strictness[worst.decision] ? next : worst));
}

/** Who shares the claim is pointed at that of the first Pod, whose name is written once, for all builds. */
function severalNames({ situations }: Subject, volumes: readonly ClaimVolume[]): Row[] {
  const names = new Set(situations.map(({ resource }) => resource.name));
  const [user] = situations.flatMap((one) => one.lookups.claims.sharersOf(claimIn(one, volumes)).shown);
  if (names.size < 2 || !user) return [];
  const { kind, name } = written(user).facts;
  const message = `Claim "${volumes[0]?.claim}" stays an ordinary volume: the set has several names in its builds (${[...names].join(", ")}), and so have the claims of its Pods. No name in ${kind}/${name} would fit all.`;
  return [{ decision: "keep", code: "R-PVC-SHARED", message }];
}

/** A template is written once, for all builds: they must ask for the same. */
function differingBuilds({ situations }: Subject, volumes: readonly ClaimVolume[]): Row[] {
  const found = situations.flatMap((situation) => {
    const { lookups } = situation;
    const { answer } = lookups.claims.found(claimIn(situation, volumes));
    const [claim, another] = answer.candidates;
    // Candidates that differ among themselves have a row of their own.
    return claim && !another ? [{ lookups, claim }] : [];
  });
  const [first, ...others] = found;
  const other = others.find(
    (one) =>
      first &&
      writtenKey(one.claim) !== writtenKey(first.claim) &&
      !saySame(specIn(one.claim, one.lookups), specIn(first.claim, first.lookups)),
  );
  if (!first || !other) return [];
  const builds = [first, other].map(({ lookups }) => lookups.named(lookups.appliedIn.folder)).join(" and ");
  const message = `Claim "${volumes[0]?.claim}" is not the same in the builds of ${builds}: it stays an ordinary volume.`;
  return [{ decision: "keep", code: "R-PATCH", message }];
}

/** Read through the look-ups, so that another text brings another answer. */
function specIn({ document, index }: WorkspaceObject, lookups: Lookups): Node | undefined {
  const isThere = lookups.files.documentsOf(document.path).includes(document);
  return isThere ? child(document.resource(index)?.root, "spec") : undefined;
}

/** A template has one name for what had several, and a container has no device twice, whatever its path (the API server rejects it). */
function deviceClash({ workload }: Subject, volumes: readonly ClaimVolume[]): Row[] {
  const names = new Set(volumes.map(({ volume }) => volume));
  const clash = containers(workload).find(
    ({ node }) =>
      itemsOf(child(node, "volumeDevices")).filter((device) => names.has(stringAt(device, "name") ?? "")).length > 1,
  );
  if (!clash) return [];
  const message = `Container "${clash.name}" has claim "${volumes[0]?.claim}" as two devices, which a template cannot be: it stays an ordinary volume.`;
  return [{ decision: "keep", code: "R-CLASH", message }];
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
  const found = lookups.claims.found(built);
  const { answer, class: modes } = found;
  const known = missingClaim(answer, modes);
  const kept = { decision: "keep", ...known } as const;
  if (!volumes.some(({ mounted }) => mounted))
    return { ...kept, message: `Claim "${claim}" is not mounted: it stays an ordinary volume.` };
  // A build whose Pods do not have the volume need not have the claim either.
  const changed = patchedVolume(situation, volumes);
  if (changed !== undefined) return { decision: "keep", code: "R-PATCH", message: changed };
  const patched = patchedClaim(situation, volumes);
  if (patched !== undefined) return { ...kept, code: "R-PATCH", message: patched };
  const users = lookups.claims.sharersOf(built);
  const mode = sharingWords(found);
  if (isShareable(situation, volumes) && (replicas > 1 || users.count > 0)) {
    const message = `Claim "${claim}" is meant to be shared (${mode}): a volume for each Pod would split its data. It stays an ordinary volume.`;
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
    return { ...kept, code: "R-PVC-SHARED", message, ...(onlyBackups ? { choice: sharedClaimChoice } : {}) };
  }
  if (!volumes.some(({ writable }) => writable) || modes === "read-only") {
    const message = `Claim "${claim}" is only read: it stays an ordinary volume.`;
    return { ...kept, code: "R-PVC-READONLY", message };
  }
  if (known.missing) return known.missing === "ambiguous" ? kept : { decision: "ask", ...known };
  const bound = boundWords(lookups, found, built);
  if (bound !== undefined) {
    const message = `${bound} claim "${claim}": it stays an ordinary volume.`;
    return { decision: replicas <= 1 ? "ask" : "keep", message };
  }
  const asks = askingWords(found);
  if (asks === undefined && modes !== "multi") return { decision: "move" };
  return {
    decision: "ask",
    message: `Claim "${claim}" ${asks ?? `is for many nodes (${mode})`}: it stays an ordinary volume.`,
  };
}

/** Why Pods of several nodes can have it. */
function sharingWords({ class: modes, place, answer }: FoundClaim): string {
  if (modes === "read-only") return "ReadOnlyMany";
  const written = answer.candidates.flatMap(({ facts }) => facts.claim?.accessModes ?? []);
  if (place === "unenforced" && !written.includes("ReadWriteMany")) return "a network file system";
  return written.includes("ReadWriteMany") || !written.includes("ReadOnlyMany") ? "ReadWriteMany" : "ReadOnlyMany";
}

/** A volume that somebody made for it, or that nothing else is likely to get: other Pods would wait for ever. */
function boundWords(
  lookups: Lookups,
  { answer, static: isStatic, storageClass }: FoundClaim,
  claim: string,
): string | undefined {
  const named = answer.candidates.flatMap(({ facts }) => facts.claim?.volumeName ?? [])[0];
  if (named !== undefined) return `Volume "${named}" is bound to`;
  if (lookups.claims.isReserved(claim)) return "A volume is reserved for";
  const volumes = isStatic && storageClass !== undefined ? lookups.referrers.volumesOfClass(storageClass) : [];
  const free = volumes.find(({ facts }) => facts.references.every(({ role }) => role !== "claim-of-volume"));
  return free && `Volume "${free.facts.name}" was made by hand for`;
}

/** Why nobody makes a volume for each Pod of a claim like it. */
function askingWords({ answer, static: isStatic, storageClass }: FoundClaim): string | undefined {
  if (isStatic) return `has the class "${storageClass ?? ""}", for which no volume is made`;
  return answer.candidates.some(({ facts }) => facts.claim?.selector) ? "selects its volume by labels" : undefined;
}

/** What a build lays over the volume would not reach a template: that is written once, for all builds. */
function patchedVolume({ workload: whole, lookups }: SubjectSituation, volumes: readonly ClaimVolume[]) {
  const own = new Set(claimVolumes(whole).map(({ volume }) => volume));
  const changed = volumes.find(({ volume }) => !own.has(volume));
  return changed && `${buildOf(lookups)} a patch changes volume "${changed.volume}": it stays an ordinary volume.`;
}

/** As little would what it lays over the claim. */
function patchedClaim(situation: SubjectSituation, volumes: readonly ClaimVolume[]): string | undefined {
  const { lookups } = situation;
  if (!lookups.claims.isChangedByBuild(claimIn(situation, volumes))) return undefined;
  return `${buildOf(lookups)} a patch changes claim "${volumes[0]?.claim}", which would not reach a template: it stays an ordinary volume.`;
}

function buildOf(lookups: Lookups): string {
  return `In the build of ${lookups.named(lookups.appliedIn.folder)}`;
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
