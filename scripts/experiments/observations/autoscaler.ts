// An autoscaler works, or says why not.
import type { Condition, Live } from "../../apiserver/namespace";
import type { Observation } from "../experiment";
import { applied, createAll, type Place, stable } from "../place";
import { type LiveWorkload, untilSettled, workloadsOf } from "../settled";

interface Autoscaler extends Live {
  readonly status?: { readonly conditions?: readonly (Condition & { readonly message: string })[] };
}

/** Conditions that no metrics are needed for. */
const FAULTS: ReadonlySet<string | undefined> = new Set(["FailedGetScale", "AmbiguousSelector"]);

/** Each autoscaler is asked until it has tried to scale and to measure. */
export const autoscalerFails: Observation = async (place, objects) => {
  const { namespace } = place;
  await createAll(place, objects);
  const { seen } = await namespace.until("what the autoscalers say", async () => {
    const autoscalers = await namespace.list<Autoscaler>("horizontalpodautoscalers");
    const conditions = autoscalers.map(({ status }) => status?.conditions ?? []);
    const fault = conditions.flat().find(({ status, reason }) => status === "False" && FAULTS.has(reason));
    if (fault)
      return {
        seen: {
          what: `condition ${fault.type} of the autoscaler is False, ${fault.reason}`,
          words: await listSorted(place, fault.message),
        },
      };
    return conditions.every((own) => own.some(({ type }) => type === "ScalingActive"))
      ? { seen: undefined }
      : undefined;
  });
  return seen;
};

/** The names between brackets come in any order. */
async function listSorted(place: Place, message: string): Promise<string> {
  const text = await stable(place, message);
  return text.replace(/\[([^\]]*)\]/, (_, names: string) => `[${names.split(" ").sort().join(" ")}]`);
}

/** The number that an autoscaler has set, after the same files are applied once more. */
export const replicasAreReset: Observation = async (place, objects) => {
  const created = await createAll(place, objects);
  await untilSettled(place, created);
  for (const { resource, name, kind } of workloadsOf(created)) {
    await place.namespace.patch(resource, name, { spec: { replicas: 5 } }, "scale");
    for (const object of objects) {
      const { ok, message } = await applied(place, object);
      if (!ok) throw new Error(message);
    }
    const { spec } = await place.namespace.get<LiveWorkload>(resource, name);
    if (spec.replicas !== 5)
      return { what: `${kind} ${name} is scaled to 5, and applied again: it has ${spec.replicas} replicas` };
  }
  return undefined;
};
