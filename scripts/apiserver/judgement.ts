// What the API server says to one conversion.

import type { WorkloadKind } from "../../server/src/kubernetes/kinds";
import { type Conversion, isNamed } from "./conversions";
import type { DryRun, DryRuns } from "./dry-runs";
import { type Manifest, manifestChanges } from "./manifest";
import { pairDifferences } from "./pair-template";
import { templateDifferences } from "./pod-template";
import { reasonsIn } from "./rejection";

export interface Judgement {
  /** Why the result is wrong; empty where it is right, or where nothing can be said. */
  readonly exceptions: readonly string[];
  /** Whether the server took the workload before and after, so that both Pod templates were compared. */
  readonly compared: boolean;
  /** The server's words against the workload as it was. */
  readonly sourceRejected: string | undefined;
  /** How many other objects were changed or created, and are accepted. */
  readonly companions: number;
  /** Other objects that were changed or created and about which nothing can be said: `kind: why`. */
  readonly unjudged: readonly string[];
}

/** An object that a conversion has changed or created. */
interface Change {
  readonly path: string;
  readonly before: Manifest | undefined;
  readonly after: Manifest;
}

type Companion = "accepted" | { readonly unjudged: string } | { readonly exception: string };

/** Sends the workload, what it became, and every other object that is not as it was. */
export async function judgement(conversion: Conversion, server: DryRuns): Promise<Judgement> {
  const changes = changesOf(conversion);
  const subject = changes.find(
    ({ path, before, after }) =>
      path === conversion.path && before && isNamed(before, conversion.object) && after.kind === conversion.to,
  );
  const others = await Promise.all(changes.filter((one) => one !== subject).map((one) => companion(one, server)));
  const own = await subjectJudgement(conversion, subject, server);
  // What is made from a workload that is wrong may be as wrong.
  const isRight = own.sourceRejected === undefined;
  return {
    ...own,
    exceptions: [
      ...own.exceptions,
      ...others.flatMap((other) => (isRight && hasException(other) ? other.exception : [])),
    ],
    companions: others.filter((other) => other === "accepted").length,
    unjudged: others.flatMap((other) => (typeof other === "object" && "unjudged" in other ? other.unjudged : [])),
  };
}

/** The workload itself, before and after. */
async function subjectJudgement(
  { path, object, to: target }: Conversion,
  change: Change | undefined,
  server: DryRuns,
): Promise<Pick<Judgement, "compared" | "sourceRejected" | "exceptions">> {
  const nothing = { compared: false, sourceRejected: undefined, exceptions: [] };
  if (!change?.before) {
    return { ...nothing, exceptions: [`in ${path} no ${target} has taken the place of the ${object.kind}`] };
  }
  const [from, to] = await Promise.all([server.create(change.before), server.create(change.after)]);
  if (from.outcome === "unknown kind") return { ...nothing, sourceRejected: "unknown kind" };
  if (from.outcome === "rejected") {
    // It may stay wrong, and may have become right.
    const known = reasonsIn(from.message).map(ofThePod);
    const further = reasonsAgainst(to).filter((reason) => !known.includes(ofThePod(reason)));
    const exceptions = further.map((reason) => `rejected before as well, and now for a further reason: ${reason}`);
    return { ...nothing, sourceRejected: from.message, exceptions };
  }
  if (to.outcome !== "accepted") {
    const words = to.outcome === "rejected" ? to.message : "unknown kind";
    return { ...nothing, exceptions: [`the server takes the ${object.kind}, and not its ${target}: ${words}`] };
  }
  // Of claims that move the older comparison knows more: which of several names a template has.
  const isToSet = target === "StatefulSet" && isReplicated(object.kind);
  const exceptions = isToSet
    ? templateDifferences(from.body, to.body)
    : pairDifferences(from.body, to.body, object.kind, target);
  return { ...nothing, compared: true, exceptions };
}

async function companion({ before, after }: Change, server: DryRuns): Promise<Companion> {
  const to = await server.create(after);
  if (to.outcome === "accepted") return "accepted";
  if (to.outcome === "unknown kind") return { unjudged: `${after.apiVersion} ${after.kind}: unknown kind` };
  // A patch is no whole object: it is rejected both times.
  if (before && (await server.create(before)).outcome === "rejected") {
    return { unjudged: `${after.apiVersion} ${after.kind}: rejected before as well` };
  }
  return { exception: `${after.kind} ${after.name}: ${to.message}` };
}

function hasException(other: Companion): other is { readonly exception: string } {
  return typeof other === "object" && "exception" in other;
}

/** The same reason, wherever the kind has its Pod. */
function ofThePod(reason: string): string {
  return reason
    .replace(/(?:spec\.jobTemplate\.)?spec\.template\.spec\./, "spec.")
    .replace(/Go struct field \w+\./, "Go struct field ");
}

function reasonsAgainst(answer: DryRun): string[] {
  return answer.outcome === "rejected" ? reasonsIn(answer.message) : [];
}

function isReplicated(kind: WorkloadKind): boolean {
  return ["Deployment", "ReplicaSet", "ReplicationController"].includes(kind);
}

function changesOf({ before, after, object, to }: Conversion): Change[] {
  return [...after].flatMap(([path, text]) => {
    const { gone, fresh } = manifestChanges(before.get(path) ?? "", text);
    // A patch of the workload changes its kind along with it.
    const kinds = (kind: string) => (kind === to ? [kind, object.kind] : [kind]);
    return fresh.map((manifest) => ({
      path,
      before: gone.find(
        ({ kind, name, namespace }) =>
          kinds(manifest.kind).includes(kind) && name === manifest.name && namespace === manifest.namespace,
      ),
      after: manifest,
    }));
  });
}
