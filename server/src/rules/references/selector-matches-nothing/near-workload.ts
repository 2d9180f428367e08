// The workload that a selector was probably meant for: all but one label fits.
import { nearMiss } from "../../../config/near-miss";
import { type LabelSelector, type Labels, meets } from "../../../kubernetes/labels";
import { podTemplatePath } from "../../../kubernetes/workload";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import type { Path } from "../../../yaml/tree";
import type { RuleContext } from "../../rule";

export interface NearWorkload {
  readonly workload: WorkspaceObject;
  /** The pair that does not fit. */
  readonly wanted: readonly [key: string, value: string];
  /** Have the Pods no label of that key? */
  readonly isMissing: boolean;
  /** What the Pods have instead, in words. */
  readonly has: string;
  readonly text: string;
  readonly path: Path;
}

export function nearWorkload({ lookups, resource }: RuleContext, selector: LabelSelector): NearWorkload | undefined {
  const pairs = Object.entries(selector.matchLabels);
  const found = pairs.flatMap((wanted) => {
    const others = Object.fromEntries(pairs.filter(([key]) => key !== wanted[0]));
    // Of a single label all that have it come into question, as far as anything else speaks for them.
    const candidates =
      pairs.length > 1
        ? lookups.pods.workloadsWith(others)
        : lookups.pods
            .workloadsMatching({ matchLabels: {}, matchExpressions: [] })
            .filter((workload) => isAlike(workload, wanted, resource.name));
    return candidates
      .filter((workload) => !isComponent(wanted[0]) || isAlike(workload, wanted, resource.name))
      .filter(({ facts }) => selector.matchExpressions.every((one) => meets(podLabels(facts), one)))
      .map((workload) => near(workload, wanted));
  });
  // The one that is called like the Service, else the first.
  return found.find(({ workload }) => workload.facts.name === resource.name) ?? found[0];
}

function podLabels({ workload }: WorkspaceObject["facts"]): Labels {
  return workload?.podLabels ?? {};
}

/** Where it differs, another part of the same application is meant. */
function isComponent(key: string): boolean {
  return /^(?:app\.kubernetes\.io\/)?component$/.test(key);
}

/** The same name, a misspelling, or the value under another key. */
function isAlike({ facts }: WorkspaceObject, [key, value]: readonly [string, string], name: string): boolean {
  const present = podLabels(facts);
  const own = present[key];
  if (own === undefined) return Object.values(present).includes(value);
  return facts.name === name || facts.name === value || nearMiss(value, [own]) !== undefined;
}

function near(workload: WorkspaceObject, wanted: readonly [string, string]): NearWorkload {
  const { facts } = workload;
  const [key] = wanted;
  const own = podLabels(facts)[key];
  const has = own === undefined ? `no label ${key}` : `${key}: ${own}`;
  const base = facts.workload ? [...podTemplatePath(facts.workload.kind), "metadata", "labels"] : [];
  return {
    workload,
    wanted,
    isMissing: own === undefined,
    has,
    text: `Pods of ${facts.kind} "${facts.name}" have ${has}`,
    path: own === undefined ? base : [...base, key],
  };
}
