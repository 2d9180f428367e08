// Names of the Pods of a StatefulSet under another Service, wherever its unit writes them.
import type { TextEdit } from "../../text/edit";
import type { Document } from "../../workspace/document";
import type { DocumentChange } from "../../workspace/document-change";
import { asScalar, at } from "../../yaml/navigate";
import type { RuleContext } from "../rule";
import { mountedConfigMaps } from "./mounted-config-maps";
import { editsAt, placesIn } from "./part-of-text";
import { isInService, ownPodNames } from "./pod-dns-evidence";

/**
 * @param from the Service that is written now, as the unit builds it
 * @returns undefined where a name is written in a way that is not edited: put together at run time, in a patch, generated
 */
export function peerRenames(context: RuleContext, from: string, to: string): DocumentChange[] | undefined {
  const edits = new Map<Document, TextEdit[]>();
  const note = (document: Document, found: readonly TextEdit[]) =>
    edits.set(document, [...(edits.get(document) ?? []), ...found]);
  const { workload, lookups, origin } = context;
  if (!workload) return undefined;
  const own = lookups.subject.document;
  for (const { node, name } of ownPodNames(workload, from)) {
    const places = origin(node) ? [] : placesIn(own, node, name, { beginning: true });
    if (places.length === 0) return undefined;
    note(own, editsAt(places, name, `${name.slice(0, -from.length)}${to}`));
  }
  const scripts = mountedConfigMaps(workload).flatMap((name) => lookups.object("", "ConfigMap", name).candidates);
  if (scripts.some(({ facts }) => facts.builtPodNames?.some(({ service }) => service === from))) return undefined;
  for (const { document, index, facts } of lookups.pods.mentions()) {
    for (const { set, ordinal, domain, path } of facts.peers ?? []) {
      if (set !== workload.resource.name) continue;
      if (ordinal === undefined) return undefined;
      if (!isInService(domain, from)) continue;
      const node = index < 0 ? undefined : asScalar(at(document.resource(index)?.root, ...path));
      const name = `${set}-${ordinal}.${domain}`;
      const places = node ? placesIn(document, node, name) : [];
      if (places.length === 0) return undefined;
      note(document, editsAt(places, name, `${set}-${ordinal}.${to}${domain.slice(from.length)}`));
    }
  }
  return [...edits].map(([document, found]) => ({ document, edits: distinct(found) }));
}

/** A name that stands twice in one value is found twice. */
function distinct(edits: readonly TextEdit[]): TextEdit[] {
  return [...new Map(edits.map((edit) => [edit.start, edit])).values()];
}
