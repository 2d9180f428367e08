// Who of a unit shares a claim, worked out once for all of them: whether they write, run all the time, and stay on one node.
import { type LabelSelector, type Labels, matches } from "../../kubernetes/labels";
import { SHOWN } from "../answer";
import type { ClaimUse, WorkloadFacts } from "../facts";
import type { WorkspaceObject } from "../objects/workspace-object";
import type { ReplicasRange } from "../scaled-range";

/** One that mounts the claim. */
export interface ClaimUser {
  readonly object: WorkspaceObject;
  readonly writes: boolean;
  /** Does it keep at least one Pod all the time, as far as its manifests say? Jobs never do. */
  readonly lasts: boolean;
  /** The most Pods that it has at a time; infinite where nobody knows. */
  readonly most: number;
}

export class ClaimSharing {
  /** In order. */
  readonly users: readonly ClaimUser[];
  /** Are there several that may have Pods at the same time? */
  readonly isShared: boolean;
  readonly isWritten: boolean;
  readonly allLast: boolean;
  readonly #groups: readonly Group[];
  readonly #groupOf: ReadonlyMap<WorkspaceObject, Group>;

  constructor(users: readonly ClaimUser[]) {
    this.users = users;
    this.isShared = users.length > 1;
    this.isWritten = users.some(({ writes }) => writes);
    this.allLast = users.every(({ lasts }) => lasts);
    this.#groups = groupsOf(users);
    this.#groupOf = new Map(this.#groups.flatMap((group) => group.map((user) => [user.object, group] as const)));
  }

  /** Does something keep all of them on one node: one host for all, or Pods that must run beside those of others? */
  get isTogether(): boolean {
    return this.#groups.length < 2;
  }

  /** Is the object one of them? */
  has(object: WorkspaceObject): boolean {
    return this.#groupOf.has(object);
  }

  /** The others, as far as anybody reads, and how many there are. */
  besides(object: WorkspaceObject): { readonly shown: readonly WorkspaceObject[]; readonly count: number } {
    const shown: WorkspaceObject[] = [];
    for (const user of this.users) {
      if (shown.length === SHOWN) break;
      if (user.object !== object) shown.push(user.object);
    }
    return { shown, count: this.users.length - (this.has(object) ? 1 : 0) };
  }

  /**
   * The one beside whose Pods the object would have to run for all to be on one node.
   * @returns undefined where that is not enough, or there is none with one Pod that runs all the time
   */
  anchorFor(object: WorkspaceObject): WorkspaceObject | undefined {
    if (this.#groups.length !== 2) return undefined;
    const own = this.#groupOf.get(object);
    const other = this.#groups.find((group) => group !== own);
    return own && other?.find(({ lasts, most }) => lasts && most <= 1)?.object;
  }
}

export function sameSharing(a: ClaimSharing, b: ClaimSharing): boolean {
  return (
    a.users.length === b.users.length &&
    a.users.every((user, index) => {
      const other = b.users[index];
      return (
        user.object === other?.object &&
        user.writes === other.writes &&
        user.lasts === other.lasts &&
        user.most === other.most
      );
    })
  );
}

/**
 * What one workload is to the claim; undefined where it never has it while others do: it mounts it nowhere, has no Pods, or is
 * a hook that Helm runs before the others are made or after they are gone.
 */
export function claimUser(
  object: WorkspaceObject,
  facts: WorkloadFacts,
  uses: readonly ClaimUse[],
  range: ReplicasRange,
): ClaimUser | undefined {
  const mounted = uses.filter((use) => use.mounted);
  if (mounted.length === 0 || facts.hooks?.every((hook) => hook === "pre-install" || hook === "post-delete"))
    return undefined;
  const ends = facts.kind === "Job" || facts.kind === "CronJob";
  return {
    object,
    writes: mounted.some(({ writable }) => writable),
    lasts: !ends && range.certainty === "known" && range.lo > 0,
    most: facts.kind === "DaemonSet" || ends ? Number.POSITIVE_INFINITY : range.hi,
  };
}

type Group = ClaimUser[];

/** Those that are kept on one node with each other. */
function groupsOf(users: readonly ClaimUser[]): Group[] {
  const groups = new Joined(users);
  const hosts = new Map<string, ClaimUser>();
  const byPair = new Map<string, ClaimUser[]>();
  for (const user of users) {
    for (const pair of Object.entries(labelsOf(user))) {
      const key = JSON.stringify(pair);
      const list = byPair.get(key);
      if (list) list.push(user);
      else byPair.set(key, [user]);
    }
    const host = user.object.facts.workload?.placement?.host;
    if (host === undefined) continue;
    const other = hosts.get(host);
    if (other) groups.join(user, other);
    else hosts.set(host, user);
  }
  for (const user of users) {
    for (const selector of user.object.facts.workload?.placement?.beside ?? []) {
      // One Pod beside them is enough: any of those that are selected will do.
      const found = candidates(selector, byPair, users).find(
        (other) => other !== user && !isOnAllNodes(other) && matches(selector, labelsOf(other)),
      );
      if (found) groups.join(user, found);
    }
  }
  return groups.all();
}

/** To run beside one of its Pods says nothing about the node. */
function isOnAllNodes({ object }: ClaimUser): boolean {
  return object.facts.workload?.kind === "DaemonSet";
}

function labelsOf({ object }: ClaimUser): Labels {
  return object.facts.workload?.podLabels ?? {};
}

/** The shortest list of those that have one of the labels that are asked for. */
function candidates(
  { matchLabels }: LabelSelector,
  byPair: ReadonlyMap<string, readonly ClaimUser[]>,
  all: readonly ClaimUser[],
): readonly ClaimUser[] {
  const lists = Object.entries(matchLabels).map((pair) => byPair.get(JSON.stringify(pair)) ?? []);
  return lists.reduce((shortest, list) => (list.length < shortest.length ? list : shortest), all);
}

/** Groups that grow together. */
class Joined {
  readonly #group = new Map<ClaimUser, Group>();

  constructor(users: readonly ClaimUser[]) {
    for (const user of users) this.#group.set(user, [user]);
  }

  join(a: ClaimUser, b: ClaimUser): void {
    const [one, two] = [this.#group.get(a), this.#group.get(b)];
    if (!one || !two || one === two) return;
    const [small, large] = one.length < two.length ? [one, two] : [two, one];
    for (const user of small) {
      large.push(user);
      this.#group.set(user, large);
    }
  }

  all(): Group[] {
    return [...new Set(this.#group.values())];
  }
}
