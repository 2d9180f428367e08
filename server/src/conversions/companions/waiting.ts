// Who waits for the rollout of a Deployment, which gives up after 600 s by itself; no other kind does.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { described } from "../../kubernetes/resource";
import { distinct } from "../../workspace/objects/workspace-object";
import { child } from "../../yaml/navigate";
import type { Consequence, Subject } from "../conversion";

/** Nothing where the deadline is written: its own field is said to go. */
export function waiting({ situations, workload }: Subject, to: WorkloadKind): Consequence[] {
  const isWritten = situations.some((one) => child(one.workload.spec, "progressDeadlineSeconds") !== undefined);
  if (isWritten || workload.kind !== "Deployment" || (to !== "StatefulSet" && to !== "DaemonSet")) return [];
  const naming = situations.flatMap(({ lookups }) => lookups.referrers.naming("health"));
  const groups = ["kustomize.toolkit.fluxcd.io", "argoproj.io"];
  return distinct(naming.filter(({ facts }) => groups.includes(facts.group))).map((object) => {
    const message = `${described(object.facts)} waits for the rollout, which no longer fails after 600 s: a ${to} has no progress deadline.`;
    return { code: "W-PROGRESS", message, at: { place: { object, path: ["metadata", "name"], part: "value" } } };
  });
}
