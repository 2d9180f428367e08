// Who applies the workload, as far as the workspace shows it: kubectl, Kustomize, Helm, Argo CD, Flux.
import type { SubjectSituation } from "../conversions/conversion";
import type { WorkspaceObject } from "../workspace/objects/workspace-object";
import { at, booleanAt, child, itemsOf, stringAt } from "../yaml/navigate";
import { plainValue } from "../yaml/value";
import { rootOf } from "./object-root";
import type { RunbookRequest } from "./request";

export interface Applier {
  /** The folder of the kustomization that builds it; undefined where files are applied as they are. */
  readonly folder: string | undefined;
  readonly deliveries: readonly Delivery[];
  /** The release that it belongs to, where a mark of Helm says so. */
  readonly release: Release | undefined;
}

/** An object of Argo CD or Flux that applies it. */
export interface Delivery {
  readonly kind: "Application" | "ApplicationSet" | "Kustomization";
  readonly name: string;
  readonly namespace: string | undefined;
  readonly path: string;
  /** What it says of applying by itself, as JSON; undefined where it does not. */
  readonly automated: string | undefined;
  /** Does it delete what is no longer in the files? */
  readonly prunes: boolean;
  /** Does it lay something over the files that is not to be seen in them? */
  readonly changes: boolean;
}

export interface Release {
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

export function applier({ named }: Pick<RunbookRequest, "named">, { lookups, resource }: SubjectSituation): Applier {
  const { appliedIn } = lookups;
  return {
    folder: appliedIn.kind === "kustomization" ? named(appliedIn.folder) || "." : undefined,
    deliveries: lookups.delivery.by().flatMap((object) => delivery(object, named) ?? []),
    release: release(resource.root),
  };
}

function delivery(object: WorkspaceObject, named: RunbookRequest["named"]): Delivery | undefined {
  const { name, namespace, kind } = object.facts;
  const root = rootOf(object);
  const place = { name, namespace, path: named(object.document.path) };
  if (kind === "Kustomization") {
    const prunes = booleanAt(root, "spec", "prune") === true;
    const changes = [
      "patches",
      "postBuild",
      "images",
      "targetNamespace",
      "components",
      "namePrefix",
      "nameSuffix",
    ].some((field) => child(child(root, "spec"), field) !== undefined);
    return { ...place, kind, automated: "{}", prunes, changes };
  }
  if (kind !== "Application" && kind !== "ApplicationSet") return undefined;
  const spec = kind === "Application" ? child(root, "spec") : at(root, "spec", "template", "spec");
  const automated = at(spec, "syncPolicy", "automated");
  const isOff = booleanAt(automated, "enabled") === false;
  const sources = [child(spec, "source"), ...itemsOf(child(spec, "sources"))];
  return {
    ...place,
    kind,
    automated: automated && !isOff ? JSON.stringify(plainValue(automated) ?? {}) : undefined,
    prunes: booleanAt(automated, "prune") === true,
    changes: sources.some((source) =>
      ["kustomize", "helm", "plugin"].some((field) => child(source, field) !== undefined),
    ),
  };
}

/** Marks that Helm writes on what it installs; an exported manifest still has them. */
function release(root: Parameters<typeof stringAt>[0]): Release | undefined {
  const annotated = (key: string) => stringAt(root, "metadata", "annotations", `meta.helm.sh/${key}`);
  const isManaged = /^(?:helm|tiller)$/i.test(
    stringAt(root, "metadata", "labels", "app.kubernetes.io/managed-by") ?? "",
  );
  const name = annotated("release-name");
  return name !== undefined || isManaged ? { name, namespace: annotated("release-namespace") } : undefined;
}
