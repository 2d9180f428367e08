// A claim that a StatefulSet makes for one of its Pods, and another workload mounts by its name.
import { matches } from "../../../kubernetes/labels";
import type { ClaimVolume } from "../../../kubernetes/workload";
import type { SetsClaim } from "../../../workspace/lookups/claims";
import { type WorkspaceObject, written } from "../../../workspace/objects/workspace-object";
import { objectRange } from "../../../workspace/replicas-range";
import type { Fix, RuleContext } from "../../rule";
import { usersMount } from "../../shared/claim-users";
import { ordinalRange } from "../../shared/ordinal-range";
import { messages } from "./messages";
import { podAffinityFix } from "./pod-affinity-fix";

const POD_NAME = "statefulset.kubernetes.io/pod-name";

export function checkSetsClaim(context: RuleContext, { claim, claimNode }: ClaimVolume, made: SetsClaim): void {
  const { lookups, report } = context;
  const { set, storage } = made;
  if (storage.class !== "single-node" || storage.place === "scattered") return;
  const sharing = lookups.claims.sharing(claim);
  if (!sharing.has(lookups.subject) || !hasPod(context, made) || isBeside(lookups.subject, made)) return;
  const isOneNode = storage.place === "node-local" || lookups.assumptions.nodes === 1;
  const { shown, count } = sharing.besides(lookups.subject);
  const users = usersMount({ shown: [set, ...shown], count: count + 1 });
  report(claimNode, messages[isOneNode ? "one-node" : "attached"](users, claim), {
    severity: isOneNode ? "hint" : "warning",
    related: [
      {
        message: `StatefulSet "${set.facts.name}" makes claim "${claim}" for its Pod ${podOf(made)}`,
        place: { object: set, path: ["metadata", "name"], part: "value" },
      },
    ],
    fixes: affinity(context, made),
  });
}

function podOf({ set, ordinal }: SetsClaim): string {
  return `${set.facts.name}-${ordinal}`;
}

/** Is there a Pod of that number? The claim of another one is left over, and nobody else has it. */
function hasPod({ lookups }: RuleContext, { set, ordinal }: SetsClaim): boolean {
  const range = ordinalRange(set, lookups);
  return range !== undefined && ordinal >= range.first && ordinal <= range.last;
}

function isBeside(subject: WorkspaceObject, made: SetsClaim): boolean {
  const { host, beside = [] } = subject.facts.workload?.placement ?? {};
  const { podLabels = {}, placement } = made.set.facts.workload ?? {};
  if (host !== undefined && host === placement?.host) return true;
  const labels = { ...podLabels, [POD_NAME]: podOf(made), "apps.kubernetes.io/pod-index": `${made.ordinal}` };
  return beside.some((selector) => matches(selector, labels));
}

/** To that Pod alone: others of the set may run on other nodes. */
function affinity(context: RuleContext, made: SetsClaim): Fix[] {
  const { set, ordinal } = made;
  const first = ordinalRange(set, context.lookups)?.first ?? 0;
  const lasts = (objectRange(set, context.lookups)?.lo ?? 0) > ordinal - first;
  const isOneName = written(set).facts.name === set.facts.name;
  return lasts && isOneName ? podAffinityFix(context, set, { [POD_NAME]: podOf(made) }) : [];
}
