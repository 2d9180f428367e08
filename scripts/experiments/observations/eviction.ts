// A node is drained: Pods may be evicted, or not.
import type { Live, Pod } from "../../apiserver/namespace";
import type { Observation, Seen } from "../experiment";
import { createAll, type Place, stable } from "../place";
import { untilSettled } from "../settled";

interface Budget extends Live {
  readonly status?: {
    readonly observedGeneration?: number;
    readonly expectedPods: number;
    readonly currentHealthy: number;
  };
}

interface Refusal {
  readonly details?: { readonly causes?: readonly { readonly message: string }[] };
}

/** One Pod after the other is asked to go, while all are well. */
export const evictionRefused: Observation = async (place, objects) => {
  await untilSettled(place, await createAll(place, objects));
  for (const pod of await budgetedPods(place)) {
    const seen = await evicted(place, pod);
    if (seen) return seen;
  }
  return undefined;
};

/** A Pod of the last workload is asked to go while one of the first is not Ready. */
export const evictionRefusedForOthers: Observation = async (place, objects) => {
  const created = await createAll(place, objects);
  await untilSettled(place, created);
  const pods = await budgetedPods(place);
  const [first, last] = ["web-", "api-"].map((start) => pods.find(({ metadata }) => metadata.name.startsWith(start)));
  await place.namespace.patch("pods", first?.metadata.name ?? "", notReady(), "status");
  await place.namespace.until("a budget that knows", async () => {
    const budgets = await place.namespace.list<Budget>("poddisruptionbudgets");
    return budgets.every(({ status }) => status && status.currentHealthy === status.expectedPods - 1)
      ? true
      : undefined;
  });
  return evicted(place, last);
};

/** A patch of the status of a Pod. */
export function notReady(): object {
  const lastTransitionTime = new Date().toISOString().replace(/\.\d+/, "");
  return { status: { conditions: [{ type: "Ready", status: "False", lastTransitionTime }] } };
}

/** All Pods, once every budget has counted those that are its own. */
async function budgetedPods({ namespace }: Place): Promise<readonly Pod[]> {
  await namespace.until("budgets that have counted", async () => {
    const budgets = await namespace.list<Budget>("poddisruptionbudgets");
    return budgets.every(hasCounted) ? true : undefined;
  });
  return namespace.list<Pod>("pods");
}

function hasCounted({ metadata, status }: Budget): boolean {
  if (status?.observedGeneration !== metadata.generation) return false;
  return status !== undefined && status.expectedPods > 0 && status.currentHealthy === status.expectedPods;
}

async function evicted(place: Place, pod: Pod | undefined): Promise<Seen | undefined> {
  const name = pod?.metadata.name ?? "";
  const eviction = { apiVersion: "policy/v1", kind: "Eviction", metadata: { name } };
  const { ok, body, message } = await place.namespace.ask("POST", "pods", name, "eviction", eviction);
  if (ok) return undefined;
  const causes = ((body as Refusal).details?.causes ?? []).map((cause) => cause.message);
  return { what: await stable(place, `an eviction of Pod ${name} is answered`), words: [message, ...causes].join(" ") };
}
