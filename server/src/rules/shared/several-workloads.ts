// Whether workloads are several, or one thing in several versions or parts: those a Service may well select all.
import type { WorkspaceObject } from "../../workspace/objects/workspace-object";
import { areAlternatives } from "./alternatives";

/** Labels by which versions are told apart while one takes over from the other. */
const versionLabels = ["track", "version", "slot", "color", "colour", "variant", "release-track", "shard", "zone"];

/** Ends of names of versions and of parts. */
const VARIANT =
  /[-_.](?:canary|stable|baseline|primary|secondary|blue|green|preview|active|experiment|shadow|leader|follower|replica|master|slave|writer|reader|read|write|v?\d+|[a-z])$/;

/**
 * The first workload of each group. Workloads of one name are alternatives, bare Pods belong together, and so do the versions
 * and parts of one program.
 */
export function groupsOf(workloads: readonly WorkspaceObject[]): WorkspaceObject[] {
  const groups: WorkspaceObject[] = [];
  for (const one of workloads) if (!groups.some((other) => areOneThing(one, other))) groups.push(one);
  return groups;
}

function areOneThing(a: WorkspaceObject, b: WorkspaceObject): boolean {
  if (a.facts.kind === "Pod" && b.facts.kind === "Pod") return true;
  if (areAlternatives(a, b) || base(a.facts.name) === base(b.facts.name)) return true;
  const own = a.facts.workload?.podLabels ?? {};
  const other = b.facts.workload?.podLabels ?? {};
  return versionLabels.some((key) => own[key] !== undefined && other[key] !== undefined && own[key] !== other[key]);
}

/** `web` of `web-canary`, `web-v2`, `web-zone-a`. */
function base(name: string): string {
  let rest = name.replace(/\d{1,9}$/, "");
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest
      .replace(VARIANT, "")
      .replace(/[-_.](?:zone|shard)$/, "")
      .replace(/[-_.]$/, "");
  }
  return rest;
}
