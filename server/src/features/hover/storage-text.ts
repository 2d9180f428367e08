// What a workload stores and where: a row of the comparison, and the line that says whose claims they are and where the bytes lie.
import type { ClaimClass } from "../../kubernetes/claim";
import { accessModes, storageClassName } from "../../kubernetes/claim";
import { claimVolumes, type Workload } from "../../kubernetes/workload";
import type { FoundClaim } from "../../workspace/lookups/claims";
import type { Lookups } from "../../workspace/lookups/lookups";
import type { Others } from "../../workspace/lookups/users";
import { asScalar, at, itemsOf, stringAt } from "../../yaml/navigate";
import type { ColumnSource } from "./column-source";
import { ordinals } from "./pods-text";
import { code, joined, type Rich, rich, says } from "./rich-text";

/** The cell of one kind. */
export function storage(source: ColumnSource): Rich {
  const { templates, obstacle, converted, range, workload } = source;
  if (obstacle === "reading") return ["still reading the workspace"];
  if (obstacle === "refused") return ["refused, for the reason below"];
  if (obstacle === "private-volumes")
    return [`${range.certainty === "unknown" ? "several" : range.hi} volumes cannot become one`];
  const own = joined(
    templates.map((template) => ordinals(source, `${template}-`)),
    ", ",
  );
  const fate = converted ? "empty, kept" : deletion(workload) === undefined ? "one each, kept" : "one each";
  return joined([says(own) ? rich`${own}, ${fate}` : [], shared(source)], "; ");
}

/** Claims that the Pods mount by name. */
function shared({ claims, range, kind, converted }: ColumnSource): Rich {
  if (claims.length === 0) return [];
  const names = joined(
    claims.map((claim) => rich`${code(claim)}`),
    ", ",
  );
  if (kind === "CronJob") return rich`all runs share ${names}`;
  return rich`${range.hi > 1 ? "all share " : ""}${names}${converted ? ", as now" : ""}`;
}

/** What becomes of a set's own claims, where it is not that they are kept (kubernetes.md 1.6.4). */
function deletion(view: Workload | undefined): string | undefined {
  const policy = (when: string) => stringAt(view?.spec, "persistentVolumeClaimRetentionPolicy", when) === "Delete";
  if (policy("whenScaled"))
    return policy("whenDeleted") ? "deleted on scale-down and with the set" : "deleted on scale-down";
  return policy("whenDeleted") ? "deleted with the set" : undefined;
}

/** Whose claims they are, how large, of which class, who shares them, where their bytes lie; and what a set makes of them. */
export function stores(here: ColumnSource, there: ColumnSource): Rich {
  const { workload: view, situation } = here;
  if (!view) return [];
  const named = here.claims.map((claim) => claimText(claim, situation.lookups));
  const own = here.templates.map((template) => templateText(view, template));
  const set = here.templates.length > 0 ? here : there;
  const isStarted = there.converted && there.obstacle === undefined && there.templates.length > 0;
  return joined(
    [
      named.length > 0 ? rich`Stores in claim ${joined(named, "; ")}` : [],
      own.length > 0
        ? rich`Each Pod stores in a claim of its own: ${joined(own, "; ")}; ${deletion(view) ?? "kept when the Pod goes"}`
        : [],
      isStarted ? ["As a StatefulSet each Pod starts with a new, empty claim, kept when the Pod goes"] : [],
      set.templates.length > 0 && set.obstacle === undefined && set.range.hi > 1
        ? ["Kubernetes copies no data between the Pods: replication is the software's to set up"]
        : [],
    ],
    ". ",
  );
}

function claimText(claim: string, lookups: Lookups): Rich {
  const found = lookups.claims.found(claim);
  const facts = new Set(
    found.answer.candidates.map(({ facts: { claim: own } }) =>
      JSON.stringify([own?.accessModes.join(", ") ?? "", own?.storage ?? ""]),
    ),
  );
  const [known] = facts;
  const [modes = "", size = ""] = facts.size === 1 && known !== undefined ? (JSON.parse(known) as string[]) : [];
  const isAmbiguous = facts.size > 1 && found.class === "unknown";
  const details = joined(
    [
      joined(
        [[modes], [size], classText(found.storageClass)].filter(([part]) => part !== ""),
        ", ",
      ),
      isAmbiguous ? ["several claims of that name"] : [],
      lookups.ready && found.answer.state === "missing" ? ["not found here"] : [],
      [placeText(found)].filter((text) => text !== ""),
      found.static ? ["its volume is made by hand"] : [],
    ],
    "; ",
  );
  const others = namedUsers(lookups.claims.sharersOf(claim));
  return rich`${code(claim)}${says(details) ? rich` (${details})` : []}${says(others) ? rich`, shared with ${others}` : []}`;
}

const oneAtATime: Readonly<Partial<Record<ClaimClass, string>>> = {
  "single-node": "one node at a time",
  "single-pod": "one Pod at a time",
};

/** Where the bytes are, and who gets at them there (kubernetes.md 1.10). */
function placeText({ class: access, place, answer }: FoundClaim): string {
  if (access === "unknown") return "";
  switch (place) {
    case "node-local":
      return access === "single-pod"
        ? "on one machine, one Pod at a time"
        : "on one machine, where every Pod that mounts it runs";
    case "scattered":
      return "a directory of its own on each node";
    case "unenforced": {
      const isOnce = answer.candidates.every(
        ({ facts }) => !facts.claim?.accessModes.some((mode) => mode === "ReadWriteMany" || mode === "ReadOnlyMany"),
      );
      return `a file system that many nodes mount${isOnce ? ", whatever the mode says" : ""}`;
    }
    case "attached":
      return oneAtATime[access] ?? "";
  }
}

function templateText({ spec }: Workload, name: string): Rich {
  // The last of several with one name counts.
  const template = itemsOf(at(spec, "volumeClaimTemplates"))
    .filter((one) => stringAt(one, "metadata", "name") === name)
    .at(-1);
  const size = asScalar(at(template, "spec", "resources", "requests", "storage"))?.text ?? "";
  const parts = [[accessModes(template).join(", ")], [size], classText(storageClassName(template))];
  const details = joined(
    parts.filter(([part]) => part !== ""),
    ", ",
  );
  return says(details) ? rich`${code(name)} (${details})` : rich`${code(name)}`;
}

function classText(name: string | undefined): Rich {
  if (name === undefined) return [];
  return name === "" ? ["no class"] : rich`class ${code(name)}`;
}

function namedUsers({ shown, count }: Others): Rich {
  const named = shown.map(({ facts }) => rich`${facts.kind} ${code(facts.name)}`);
  return joined([...named, count > named.length ? [`${count - named.length} more`] : []], ", ");
}

/** Does the workload keep anything in a claim that it can write to? */
export function keepsData(view: Workload): boolean {
  return claimVolumes(view).some(({ writable }) => writable);
}
