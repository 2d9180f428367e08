// Pods are Ready, or wait for ever: a warning of the scheduler, of a controller, or of a volume tells why.
import type { Pod } from "../../apiserver/namespace";
import type { ExampleObject } from "../example-objects";
import type { Observation, Seen } from "../experiment";
import { type Created, createAll, type Place, warning } from "../place";
import { isSettled, workloadsOf } from "../settled";

/** Of all Pods at once, as they are created. */
export function waits(pattern: RegExp): Observation {
  return async (place, objects) => waitsOrSettles(place, await createAll(place, objects), pattern);
}

/** Of one workload after the other, once those before it run. */
export function waitsInTurn(pattern: RegExp): Observation {
  return async (place, objects) => {
    const isWorkload = (object: ExampleObject) => workloadsOf([{ ...object, name: "" }]).length > 0;
    await createAll(
      place,
      objects.filter((object) => !isWorkload(object)),
    );
    for (const object of objects.filter(isWorkload)) {
      const seen = await waitsOrSettles(place, await createAll(place, [object]), pattern);
      if (seen) return seen;
    }
    return undefined;
  };
}

/** Of all Pods at once; or, where they could start on one node, of one that is replaced on another. */
export function waitsElsewhere(pattern: RegExp): Observation {
  return async (place, objects) => {
    const created = await createAll(place, objects);
    const seen = await waitsOrSettles(place, created, pattern);
    if (seen) return seen;
    const [pod] = await place.namespace.list<Pod>("pods");
    const node = pod?.spec.nodeName;
    if (!pod || node === undefined) throw new Error("there is no Pod on a node");
    return place.nodes.cordoned(node, async () => {
      await place.namespace.delete("pods", pod.metadata.name);
      await place.namespace.until("the old Pod is gone", async () =>
        (await place.namespace.list<Pod>("pods")).some(({ metadata }) => metadata.uid === pod.metadata.uid)
          ? undefined
          : true,
      );
      return waitsOrSettles(place, created, pattern);
    });
  };
}

async function waitsOrSettles(place: Place, created: readonly Created[], pattern: RegExp): Promise<Seen | undefined> {
  const { seen } = await place.namespace.until("a warning, or Ready Pods", async () => {
    const seen = await warning(place, pattern);
    if (seen) return { seen };
    return (await isSettled(place, created)) ? { seen: undefined } : undefined;
  });
  return seen;
}
