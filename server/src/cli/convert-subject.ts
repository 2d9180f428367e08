// Which object `convert` is to convert: the one that is named, or the only workload there is.
import type { NotConverted } from "../analysis/conversion-outcome";
import { nearMiss } from "../config/near-miss";
import { workloadKind } from "../kubernetes/kinds";
import type { Resource } from "../kubernetes/resource";
import type { Document } from "../workspace/document";
import type { ObjectName } from "./invocation";
import type { Loaded } from "./load";
import type { Shown } from "./shown";

export interface FoundObject {
  readonly document: Document;
  readonly index: number;
  /** Undefined in what cannot be parsed. */
  readonly resource: Resource | undefined;
}

export interface Wanted {
  readonly object: ObjectName | undefined;
  /** As it was written. */
  readonly path: string;
  readonly shown: Shown;
}

/** The object; or a refusal, where there are several; or a sentence, where there is none. */
export function chosenObject(
  loaded: Loaded,
  { object, path, shown }: Wanted,
): FoundObject | NotConverted | { readonly missing: string } {
  const documents = loaded.reported.flatMap((file) => loaded.analysis.workspace.file(file)?.documents ?? []);
  const whole = documents.filter((document) => loaded.analysis.isGuided(document));
  const patches = documents.filter((document) => isPatch(document, loaded));
  const inWhole = objectsIn(whole, object);
  // A patch is answered only where no whole object is meant: it says what to convert instead.
  const found = inWhole.length > 0 ? inWhole : objectsIn(patches, object);
  const [only] = found;
  if (only && found.length === 1) return only;
  if (only) return several(found, object, shown);
  const unreadable = documents.find((document) => isUnreadable(document, loaded) && mayHold(document, object));
  if (unreadable) return { document: unreadable, index: 0, resource: undefined };
  return { missing: missing(object, path, objectsIn(whole, undefined)) };
}

function isPatch(document: Document, { analysis }: Loaded): boolean {
  return (
    !document.broken &&
    (document.content === "patch" || analysis.workspace.units.roleOf(document.path) === "kustomize-patch")
  );
}

function isUnreadable(document: Document, { analysis }: Loaded): boolean {
  return (
    document.broken ||
    document.content === "template" ||
    analysis.workspace.units.roleOf(document.path) === "chart-template"
  );
}

/** By its words alone: what cannot be parsed has no names. */
function mayHold({ text }: Document, object: ObjectName | undefined): boolean {
  const kind = object?.kind.toLowerCase();
  const kinds = [...text.matchAll(/\bkind["']?[ \t]*:[ \t]*["']?(\w+)/g)].map(([, word = ""]) => word.toLowerCase());
  if (object === undefined || kind === undefined) return kinds.length > 0;
  return kinds.includes(kind) && text.includes(object.name);
}

/** Without a name all workloads. */
function objectsIn(documents: readonly Document[], object: ObjectName | undefined): FoundObject[] {
  return documents.flatMap((document) =>
    document.resources().flatMap((resource, index) => {
      const isMeant =
        object === undefined
          ? workloadKind(resource.apiVersion, resource.kind) !== undefined
          : resource.kind.toLowerCase() === object.kind.toLowerCase() &&
            resource.name === object.name &&
            (object.namespace === undefined || resource.namespace === object.namespace);
      return isMeant ? [{ document, index, resource }] : [];
    }),
  );
}

function several(found: readonly FoundObject[], object: ObjectName | undefined, shown: Shown): NotConverted {
  const places = found.flatMap(({ document, resource }) => {
    if (!resource) return [];
    const line = shown.range(document, resource.kindNode).start.line + 1;
    return `${named(resource)} (${shown.file(document.path)}:${line})`;
  });
  const message =
    object === undefined
      ? `There are ${found.length} workloads: ${places.join(", ")}. Name one with --object.`
      : `There are ${found.length} objects of that name: ${places.join(", ")}. Name the file of one, or its namespace.`;
  return { refused: "R-MANY", message };
}

function missing(object: ObjectName | undefined, path: string, workloads: readonly FoundObject[]): string {
  if (object === undefined) return `There is no workload in '${path}'.`;
  const { kind, namespace, name } = object;
  const others = workloads.flatMap(({ resource }) => (resource ? `${resource.kind}/${resource.name}` : []));
  const near = nearMiss(`${kind}/${name}`, others);
  const wanted = namespace === undefined ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
  return `There is no ${wanted} in '${path}'.${near === undefined ? "" : ` Did you mean ${near}?`}`;
}

function named({ kind, namespace, name }: Resource): string {
  return namespace === undefined ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}
