// The parts of a cluster that a topology key means: how many there are, and how messages call them.
import type { Assumptions } from "../../../config/assumptions";
import type { SelfRepulsion } from "../../shared/self-repulsion";

export interface Domains {
  /** `node`. */
  readonly word: string;
  /** Undefined where the configuration does not say it. */
  readonly count: number | undefined;
}

const ZONES = ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"];

export function domainsOf(topologyKey: string, { nodes, zones }: Pick<Assumptions, "nodes" | "zones">): Domains {
  if (topologyKey === "kubernetes.io/hostname") return { word: "node", count: nodes };
  if (ZONES.includes(topologyKey)) return { word: "zone", count: zones };
  return { word: "domain", count: undefined };
}

const CURE = "Set maxSurge to 0 and maxUnavailable to 1.";

/** @param pods how many there are at least; undefined where it is not known that they fill all parts */
export function repelledMessage(by: SelfRepulsion["by"], { word, count }: Domains, pods: number | undefined): string {
  if (pods === undefined) {
    return by === "spread"
      ? `A rolling update hangs as soon as one ${word} takes no Pods (a taint is enough): the spread counts it as empty. ${CURE}`
      : `The new Pod of a rolling update needs a ${word} that has none of these Pods, and waits for ever where there is none. ${CURE}`;
  }
  const have = `${plural(pods, "Pod")} on ${plural(count ?? 0, word)}`;
  return by === "spread"
    ? `${have}: a rolling update hangs as soon as one ${word} takes no Pods, since the spread counts it as empty. ${CURE}`
    : `${have}, never two on one: the new Pod of a rolling update finds no free ${word}, and the update hangs. ${CURE}`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
