// Questions about Services: which select Pods, which Ingresses lead to them, which ServiceMonitors watch them.
import { type Labels, matchesLabels } from "../../kubernetes/labels";
import type { WorkspaceObject } from "../document";
import { nearestOf } from "../nearest";
import { keys } from "../object-index";
import type { Reader } from "../reader";
import type { Asker } from "./asker";

export class ServiceLookups {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** Services of the unit that select Pods with these labels. */
  selecting(podLabels: Labels): readonly WorkspaceObject[] {
    return this.#asker.neighbours(`services ${JSON.stringify(podLabels)}`, (reader) =>
      selectingServices(reader, podLabels),
    );
  }

  /** Services of the nearest tier that select Pods with these labels: a positive look-up, which may leave the unit. */
  nearestSelecting(podLabels: Labels): readonly WorkspaceObject[] {
    return this.#asker.objects(`nearest services ${JSON.stringify(podLabels)}`, (reader) =>
      nearestOf(reader, this.#asker.vantage, selectingServices(reader, podLabels)),
    );
  }

  /** Ingresses of the unit that name a Service as a backend. */
  ingressesTo(service: string): readonly WorkspaceObject[] {
    return this.#asker.neighbours(`ingresses ${service}`, (reader) => reader.objects(keys.backend(service)));
  }

  /** ServiceMonitors of the unit. */
  monitors(): readonly WorkspaceObject[] {
    return this.#asker.neighbours("monitors", (reader) => reader.objects(keys.monitors));
  }
}

/** All Services, wherever they are, that select Pods with these labels. */
function selectingServices(reader: Reader, podLabels: Labels): WorkspaceObject[] {
  return Object.entries(podLabels)
    .flatMap(([key, value]) => reader.objects(keys.service(key, value)))
    .filter(({ facts }) => matchesLabels(facts.service?.selector ?? {}, podLabels));
}
