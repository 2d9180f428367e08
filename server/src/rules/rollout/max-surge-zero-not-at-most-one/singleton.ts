// What shows that two Pods of a Deployment must not run at the same time.
import { Globs } from "../../../config/globs";
import { claimVolumes, containers, type Workload } from "../../../kubernetes/workload";
import { booleanAt, child } from "../../../yaml/navigate";
import type { Related, RuleContext } from "../../rule";
import { hostPort } from "../../shared/host-ports";
import { leaderElection } from "../../shared/leader-election";
import { claimRelated } from "../../shared/related";
import { selfRepulsions } from "../../shared/self-repulsion";

export interface Singleton {
  /** A claim that one node or one Pod may have. */
  readonly claim: string | undefined;
  readonly related: readonly Related[];
}

/** A claim of one node or Pod, the configuration, the image of a store, or the election of a leader. */
export function singleton(context: RuleContext, workload: Workload): Singleton | undefined {
  return claimed(context, workload) ?? configured(context, workload) ?? storing(context) ?? elected(workload);
}

function claimed({ lookups }: RuleContext, workload: Workload): Singleton | undefined {
  for (const { claim, mounted } of claimVolumes(workload)) {
    const found = mounted ? lookups.claims.found(claim) : undefined;
    if (found?.class === "single-node" || found?.class === "single-pod")
      return { claim, related: found.answer.candidates.map(claimRelated) };
  }
  return undefined;
}

function configured({ lookups }: RuleContext, workload: Workload): Singleton | undefined {
  const { singletons } = lookups.assumptions;
  const { name, nameNode } = workload.resource;
  const called = new Globs("name", singletons).matches(name) ? nameNode : undefined;
  const image = containers(workload).find((container) => new Globs("image", singletons).matches(container.image));
  const node = called ?? child(image?.node, "image");
  return node && { claim: undefined, related: [{ message: "A singleton by configuration", node }] };
}

/** As the advisor knows it. */
function storing({ verdict }: RuleContext): Singleton | undefined {
  const image = verdict()
    ?.considered.find(({ kind }) => kind === "StatefulSet")
    ?.evidence.find(({ group }) => group === "image");
  return image && { claim: undefined, related: [{ message: `A store: ${image.text}`, ...image.source }] };
}

/** Where the Pods take ports of their node, declared or not, or keep off each other, the old one has to go first anyway. */
function elected(workload: Workload): Singleton | undefined {
  const isOnHost = hostPort(workload) !== undefined || booleanAt(workload.podSpec, "hostNetwork") === true;
  if (isOnHost || selfRepulsions(workload).length > 0) return undefined;
  const [node] = containers(workload).flatMap(({ init, node }) => (init ? [] : (leaderElection(node) ?? [])));
  return node && { claim: undefined, related: [{ message: "One of several Pods is elected leader", node }] };
}
