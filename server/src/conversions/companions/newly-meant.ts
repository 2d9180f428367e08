// Selectors of kustomizations that mean objects of the new kind: what they say reaches the workload, too, once it is one.
import { groupOf, type WorkloadKind } from "../../kubernetes/kinds";
import { versionOf } from "../../kustomize/identity";
import type { Document } from "../../workspace/document";
import type { Layer } from "../../workspace/units/unit";
import { asScalar, at, child, itemsOf } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import type { Consequence, Subject } from "../conversion";
import { apiVersionOf } from "../shape/places";
import { isSelectedIn, kustomizationsOf, type Passing, passing } from "./kustomize-reach";
import { selectorTarget } from "./kustomize-selectors";
import { linesOf } from "./line-numbers";

/** They stay: only people know whether they are for every object of that kind. One that does not fit refuses the conversion. */
export function newlyMeant(subject: Subject, from: WorkloadKind, to: WorkloadKind): Consequence[] {
  const found = new Map<string, Consequence>();
  const lineOf = linesOf(subject);
  for (const { lookups } of subject.situations) {
    for (const { layer, document } of kustomizationsOf(lookups)) {
      const selectors = maySelect(layer) ? selectorsOf(document) : [];
      // How it comes here is known by walking all layers below: not done for each of a long chain.
      if (selectors.length === 0) continue;
      const before = passing(lookups.subject, layer, lookups);
      const after = turned(before, from, to);
      for (const { what, node } of selectors) {
        const target = selectorTarget(node);
        if (isSelectedIn(target, before) || !isSelectedIn(target, after)) continue;
        const token = asScalar(child(node, "kind")) ?? node;
        const place = { path: document.path, start: document.start + token.start, end: document.start + token.end };
        const where = `${lookups.named(place.path)}:${lineOf(place.path, place.start)}`;
        const message = `The ${what} in ${where} selects every ${to} there: from then on this one, too.`;
        found.set(`${place.path} ${place.start}`, { code: "W-MENTION", message, at: place });
      }
    }
  }
  return [...found.values()];
}

function maySelect({ facts: { patches, replacements } }: Layer): boolean {
  return replacements.length > 0 || patches.some(({ target }) => target !== undefined);
}

function selectorsOf(document: Document): { readonly what: "patch" | "replacement"; readonly node: Node }[] {
  const { root } = document.tree();
  const patches = ["patches", "patchesJson6902"].flatMap((field) => itemsOf(child(root, field)));
  const targets = itemsOf(child(root, "replacements")).flatMap((replacement) => itemsOf(child(replacement, "targets")));
  return [
    ...patches.flatMap((patch) => selector("patch", child(patch, "target"))),
    ...targets.flatMap((target) => (child(target, "reject") ? [] : selector("replacement", at(target, "select")))),
  ];
}

function selector<W extends string>(what: W, node: Node | undefined): { readonly what: W; readonly node: Node }[] {
  return node ? [{ what, node }] : [];
}

/** The workload as a selector sees it once its kind is another. */
function turned({ states }: Passing, from: WorkloadKind, to: WorkloadKind): Passing {
  const apiVersion = apiVersionOf(to);
  const type = { group: groupOf(apiVersion), version: versionOf(apiVersion), kind: to };
  return {
    states: states.map(({ root, identities }) => ({
      root,
      identities: identities.map((identity) => (identity.kind === from ? { ...identity, ...type } : identity)),
    })),
  };
}
