// Objects that name the workload by its kind in fields: rules of roles, health checks, patches of Flux, ignored differences.
import type { WorkloadKind } from "../../kubernetes/kinds";
import { fluxPatches, patchedName } from "../../kubernetes/references/flux-references";
import { described } from "../../kubernetes/resource";
import { identityOf } from "../../kustomize/identity";
import type { PatchTarget } from "../../kustomize/kustomization-facts";
import { isSelected } from "../../kustomize/target";
import type { WrittenObject } from "../../workspace/document";
import type { Lookups } from "../../workspace/lookups/lookups";
import { asScalar, at, child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { SubjectSituation } from "../conversion";
import { resourceName } from "./mention-patterns";

/** A field, in offsets of the document. */
export interface ObjectMention {
  readonly node: Pick<Node, "start" | "end">;
  /** Who names it, as the first half of a sentence. */
  readonly words: string;
  /** What comes of it, where that is known. */
  readonly effect?: string;
}

/** What is looked for. */
export interface WantedKind {
  readonly from: WorkloadKind;
  readonly to: WorkloadKind;
  readonly names: ReadonlySet<string>;
  readonly situations: readonly SubjectSituation[];
}

/** Kinds of Flux and Argo CD, Roles, and what Stash saves; nothing of any other object. */
export function objectMentions({ document, index, facts }: WrittenObject, wanted: WantedKind): ObjectMention[] {
  const root = document.resource(index)?.root;
  const { kind, group } = facts;
  const whose = described(facts);
  if (!root) return [];
  if (kind === "Role" || kind === "ClusterRole") return roleMentions(root, whose, wanted);
  if (kind === "Kustomization" && group === "kustomize.toolkit.fluxcd.io") {
    const checks = namedKinds(itemsOf(at(root, "spec", "healthChecks")), wanted, `A health check of ${whose}`);
    return [
      ...checks.map((check) => ({ ...check, effect: "it waits in vain" })),
      ...patchMentions(root, whose, wanted),
    ];
  }
  if (group === "stash.appscode.com") {
    const target = at(root, "spec", "target", "ref");
    return target ? namedKinds([target], wanted, `The target of ${whose}`) : [];
  }
  if (group !== "argoproj.io" || (kind !== "Application" && kind !== "ApplicationSet")) return [];
  const spec: Path = kind === "ApplicationSet" ? ["spec", "template", "spec"] : ["spec"];
  return namedKinds(itemsOf(at(root, ...spec, "ignoreDifferences")), wanted, `An ignored difference of ${whose}`);
}

/** A rule that allows something with one Deployment by its name; not where it allows the same with the new kind. */
function roleMentions(root: Node, whose: string, { from, to, names }: WantedKind): ObjectMention[] {
  return itemsOf(child(root, "rules")).flatMap((rule) => {
    const resources = itemsOf(child(rule, "resources")).map((item) => (stringAt(item) ?? "").split("/"));
    // `deployments/scale` is another permission than `deployments`.
    const isAllowed = ([, part]: readonly string[]) =>
      resources.some(([other, otherPart]) => other === resourceName(to) && otherPart === part);
    if (resources.every((one) => one[0] !== resourceName(from) || isAllowed(one))) return [];
    return itemsOf(child(rule, "resourceNames")).flatMap((item) =>
      names.has(asScalar(item)?.text ?? "") ? { node: item, words: `A rule of ${whose}` } : [],
    );
  });
}

/** Items with `kind` and, if they mean one object alone, `name`. */
function namedKinds(items: readonly Node[], { from, names }: WantedKind, words: string): ObjectMention[] {
  return items.flatMap((item) => {
    const name = stringAt(item, "name");
    if (stringAt(item, "kind") !== from || (name !== undefined && !names.has(name))) return [];
    return { node: child(item, "kind") ?? item, words };
  });
}

/** Flux lays its patches over what the build gives, where its path leads to that build. */
function patchMentions(root: Node, whose: string, { from, situations }: WantedKind): ObjectMention[] {
  const path = stringAt(root, "spec", "path");
  const built = situations.filter(({ lookups }) => leadsTo(path, lookups));
  return fluxPatches(root).flatMap((patch): ObjectMention | [] => {
    const { kind, name } = patchedName(patch);
    const { meant, inText } = patch;
    const isTarget = patch.path.at(-1) === "target";
    const isMeant = built.some(({ resource }) => {
      if (!isTarget) return kind === resource.kind && name === resource.name;
      return isSelected(targetIn(meant), [identityOf(resource)], resource.root);
    });
    // One that means more than this kind goes on meaning the workload.
    if (!isMeant || kind !== from) return [];
    const node = inText ? at(root, ...patch.path) : child(meant, "kind");
    const effect = isTarget ? "it is skipped without a word" : "the build fails";
    return node ? { node, words: `A patch of ${whose}`, effect } : [];
  });
}

/** Flux hands it to Kustomize as it is. */
function targetIn(node: Node): PatchTarget {
  const text = (field: string) => asScalar(child(node, field))?.text;
  return {
    group: text("group"),
    version: text("version"),
    kind: text("kind"),
    name: text("name"),
    namespace: text("namespace"),
    labelSelector: text("labelSelector"),
    annotationSelector: text("annotationSelector"),
  };
}

/** Is the workload's unit in the folder that Flux applies? Without a path it applies all of its repository. */
function leadsTo(path: string | undefined, lookups: Lookups): boolean {
  const parts = (path ?? "").split("/").filter((part) => part !== "" && part !== ".");
  if (parts.length === 0) return true;
  return `/${lookups.named(lookups.appliedIn.folder)}/`.includes(`/${parts.join("/")}/`);
}
