// The fixes by which DNS knows Pods before they are Ready: in the Service itself, or in a second one.
import { headlessServiceText } from "../../../kubernetes/headless-service";
import { written as writtenObject } from "../../../workspace/objects/workspace-object";
import { insert, replace } from "../../../yaml/edit-script";
import { child, entryOf } from "../../../yaml/navigate";
import type { Fix, RuleContext } from "../../rule";
import { newDocument, takesNewDocument } from "../../shared/new-document";
import { freeServiceName } from "../../shared/new-headless-service";
import { sameLabels } from "../../shared/same-labels";
import { ownFix, ownPath, written } from "../../shared/written";

const field = "publishNotReadyAddresses";
const title = `Set ${field} to true`;

export function publishFix(context: RuleContext): Fix[] {
  const { resource, own } = context;
  const said = child(child(resource.root, "spec"), field);
  if (said) {
    const place = written(context, said);
    if (!place || place.by === "kustomization") return [];
    const { document, path } = place;
    return [{ title, safe: false, changes: () => [{ document, script: [replace(path, "true")] }] }];
  }
  const spec = child(own.root, "spec");
  const neighbour = ["clusterIP", "clusterIPs"].find((key) => entryOf(spec, key));
  if (!spec) return [];
  const place = neighbour === undefined ? "first" : { after: neighbour };
  return [ownFix(context, title, () => [insert(ownPath(context, "spec"), place, `${field}: true`)])];
}

export function peersFix(context: RuleContext): Fix[] {
  const { own, lookups } = context;
  const { subject } = lookups;
  const selector = subject.facts.service?.selector ?? {};
  const name = freeServiceName(context, [`${own.name}-peers`]);
  if (name === undefined || !takesNewDocument(context)) return [];
  // A selector that a build changes is another one elsewhere.
  if (!sameLabels(selector, writtenObject(subject).facts.service?.selector ?? {})) return [];
  const text = headlessServiceText({ name, namespace: own.namespace, selector, ports: [], notReady: true });
  return [
    {
      title: `Add Service '${name}' for the Pods among themselves`,
      safe: false,
      changes: () => newDocument(context, text),
    },
  ];
}
