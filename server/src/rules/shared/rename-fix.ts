// The fix "Rename to 'x' (recreates the object)": another name for the object, and for all that names it.
import type { Document } from "../../workspace/document";
import { type WorkspaceObject, written as writtenObject } from "../../workspace/objects/workspace-object";
import { type EditScript, replace } from "../../yaml/edit-script";
import { quoted } from "../../yaml/quoting";
import type { Path } from "../../yaml/tree";
import type { Fix, RuleContext } from "../rule";
import { ownPath, together } from "./written";

/** What a name becomes on the way through the kustomizations that the object passes. */
export function nameBehind({ lookups }: RuleContext, name: string): string {
  return lookups.layers.reduce((inner, { facts }) => `${facts.namePrefix}${inner}${facts.nameSuffix}`, name);
}

/**
 * @param name as it is to be written; undefined where there is none that fits
 * @returns nothing where somebody else has the name, or names the object in a way that is not edited: a patch, another unit,
 * the name of a single Pod
 */
export function renameFix(context: RuleContext, name: string | undefined): Fix[] {
  const { own, resource, lookups } = context;
  if (name === undefined || name === own.name || !own.nameNode || isNamedByKustomizations(context)) return [];
  // Two builds of one document may give it different names: the one that is judged must be the plain one.
  if (nameBehind(context, own.name) !== resource.name || isTaken(context, name)) return [];
  const { subject } = lookups;
  if (lookups.pods.mentionsOf(resource.name).length > 0 || lookups.referrers.patching().length > 0) return [];
  const referrers = lookups.referrers.all();
  if (!referrers.every((referrer) => lookups.unit.has(referrer))) return [];
  const changes = referrers.map((referrer) => referrerChange(context, referrer, name));
  if (changes.some((change) => change === undefined)) return [];
  const all = [
    {
      document: subject.document,
      script: [replace(ownPath(context, "metadata", "name"), quoted(name, "plain", false))],
    },
    ...changes.flatMap((change) => change ?? []),
  ];
  return [{ title: `Rename to '${name}' (recreates the object)`, safe: false, changes: () => together(all) }];
}

/** A patch, a replacement or a number of replicas finds the object by its name. */
function isNamedByKustomizations({ lookups }: RuleContext): boolean {
  return lookups.layers.some(
    ({ facts }) =>
      facts.patches.length + facts.replicas.length + facts.replacements.length + facts.variables.length > 0 ||
      facts.changesUnseen,
  );
}

function isTaken(context: RuleContext, name: string): boolean {
  const { group, kind } = context.lookups.subject.facts;
  const { candidates } = context.lookups.object(group, kind, nameBehind(context, name));
  return candidates.some((other) => context.lookups.unit.has(other));
}

/** Undefined where the referrer's own document does not say it. */
function referrerChange(
  { own, lookups }: RuleContext,
  referrer: WorkspaceObject,
  name: string,
): { readonly document: Document; readonly script: EditScript } | undefined {
  const { group, kind } = lookups.subject.facts;
  const resource = referrer.document.resource(referrer.index);
  if (!resource || referrer.index < 0) return undefined;
  const naming = writtenObject(referrer).facts.references.filter(
    ({ target }) => target.group === group && target.kind === kind && target.name === own.name,
  );
  const paths = naming.map(
    ({ path }): Path => [...(resource.item === undefined ? [] : ["items", resource.item]), ...path],
  );
  if (paths.length === 0) return undefined;
  return { document: referrer.document, script: paths.map((path) => replace(path, quoted(name, "plain", false))) };
}
