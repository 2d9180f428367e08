// Questions about Services: which select Pods, which Ingresses lead to them, which ServiceMonitors watch them.
import type { Labels } from "../../kubernetes/labels";
import type { Resource } from "../../kubernetes/resource";
import { built } from "../build";
import { nameKey } from "../graph/names";
import { rootPlace, words } from "../graph/object-graph";
import type { WorkspaceObject } from "../objects/workspace-object";
import { folderOf, sharedDepth } from "../paths";
import type { Asker } from "./asker";

export class ServiceLookups {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  /** Services of the unit that select Pods with these labels. */
  selecting(podLabels: Labels): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours(`services ${JSON.stringify(podLabels)}`, () =>
      graph.selections.selecting("service", podLabels, subject.unit.key),
    );
  }

  /** Services of the nearest tier that select Pods with these labels: a positive look-up, which may leave the unit. */
  nearestSelecting(podLabels: Labels): readonly WorkspaceObject[] {
    const { graph, subject, workspace } = this.#asker;
    return this.#asker.objects(`nearest services ${JSON.stringify(podLabels)}`, () => {
      const own = this.selecting(podLabels);
      if (own.length > 0) return own;
      const root = workspace.rootOf(subject.document.path);
      return this.#nearest(this.#asker.seen(graph.selections.selecting("service", podLabels, rootPlace(root))));
    });
  }

  /** Ingresses of the unit that name a Service as a backend. */
  ingressesTo(service: string): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours(`ingresses ${service}`, () => {
      const links = graph.links.writing(nameKey({ group: "", kind: "Service", name: service }), subject.unit);
      const naming = links.filter(
        ({ from, reference }) => reference.role === "backend" && from.facts.kind === "Ingress",
      );
      return [...new Set(naming.map(({ from }) => from))];
    });
  }

  /** ServiceMonitors of the unit, and what VictoriaMetrics has in their place. */
  monitors(): readonly WorkspaceObject[] {
    const { graph, subject } = this.#asker;
    return this.#asker.neighbours("monitors", () => [
      ...graph.postings.all(words.kind(subject.unit, "monitoring.coreos.com", "ServiceMonitor")),
      ...graph.postings.all(words.kind(subject.unit, "operator.victoriametrics.com", "VMServiceScrape")),
    ]);
  }

  /** A Service that is not there yet, as the subject's unit would build it from the subject's file. */
  asBuilt(service: Resource): Resource {
    const { subject, workspace } = this.#asker;
    return built(service, subject, workspace.builds).resource;
  }

  /** Those of the nearest tier: a possible namespace counts where the tier has no better one. */
  #nearest(objects: readonly WorkspaceObject[]): WorkspaceObject[] {
    let best = Number.POSITIVE_INFINITY;
    let found: WorkspaceObject[] = [];
    for (const object of objects) {
      const rank = this.#rank(object);
      if (rank === undefined || rank > best) continue;
      if (rank < best) found = [];
      best = rank;
      found.push(object);
    }
    return found;
  }

  #rank({ document, namespace }: WorkspaceObject): number | undefined {
    const { subject } = this.#asker;
    const own = subject.document.path;
    const isPossible = subject.namespace === undefined || namespace === undefined;
    if (subject.namespace !== namespace && !isPossible) return undefined;
    const isSameFolder = folderOf(document.path) === folderOf(own);
    const tier = isSameFolder ? 0 : 1 + own.split("/").length - sharedDepth(document.path, own);
    return 2 * tier + (subject.namespace === namespace ? 0 : 1);
  }
}
