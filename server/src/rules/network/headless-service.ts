// The fix "Create headless Service 'x'": a new document before the StatefulSet that names it.
import { isAtLeast } from "../../config/assumptions";
import type { Labels } from "../../kubernetes/labels";
import { containers, podLabels, type Workload, workload, workloadSelector } from "../../kubernetes/workload";
import type { DocumentChange } from "../../workspace/document-change";
import { insert, isRefusal } from "../../yaml/edit-script";
import { entry, type Fragment, item, mapping, sequence } from "../../yaml/fragment";
import { insertDocument } from "../../yaml/insert-document";
import { asMapping, child, integerAt, itemsOf, stringAt } from "../../yaml/navigate";
import { quoted } from "../../yaml/quoting";
import type { Fix, RuleContext } from "../rule";

/** @returns nothing where the name is none for a Service, its Pods cannot be selected, or the file holds one JSON object */
export function headlessServiceFix(
  context: RuleContext,
  name: string,
  { notReady }: { readonly notReady: boolean },
): Fix[] {
  const { own, lookups } = context;
  const set = workload(own);
  if (!set || !isServiceName(name, context)) return [];
  const selector = selectorFor(set);
  const built = context.workload && podLabels(context.workload);
  const pairs = Object.entries(selector);
  // A label that a patch changes has another value in each build.
  if (pairs.length === 0 || pairs.some(([key, value]) => built?.[key] !== value)) return [];
  const { document } = lookups.subject;
  if (own.item === undefined && asMapping(document.tree().root)?.flow) return [];
  const service = serviceOf(set, name, selector, notReady);
  const changes = (): readonly DocumentChange[] => {
    if (own.item !== undefined) return [{ document, script: [insert(["items"], { before: own.item }, item(service))] }];
    const edit = insertDocument(document.text, { start: 0, end: document.text.length }, service);
    return isRefusal(edit) ? [] : [{ document, edits: [edit] }];
  };
  return [{ title: `Create headless Service '${name}'`, safe: false, changes }];
}

/** A DNS label; below 1.36 it must start with a letter (gate RelaxedServiceNameValidation). */
function isServiceName(name: string, { lookups }: RuleContext): boolean {
  const digits = isAtLeast(lookups.assumptions.kubernetesVersion, 1, 36);
  return name.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) && (digits || /^[a-z]/.test(name));
}

/** The labels of the Pods whose keys the set's own selector tests. */
function selectorFor(set: Workload): Labels {
  const selector = workloadSelector(set);
  const tested = new Set([
    ...Object.keys(selector?.matchLabels ?? {}),
    ...(selector?.matchExpressions ?? []).map(({ key }) => key),
  ]);
  return Object.fromEntries(Object.entries(podLabels(set) ?? {}).filter(([key]) => tested.has(key)));
}

/** Without labels: a ServiceMonitor that selects those of the set would scrape every Pod twice. */
function serviceOf(set: Workload, name: string, selector: Labels, notReady: boolean): Fragment {
  const { namespace } = set.resource;
  const ports = portsOf(set);
  return mapping(
    "apiVersion: v1\nkind: Service",
    entry("metadata", mapping(word("name", name), ...(namespace === undefined ? [] : [word("namespace", namespace)]))),
    entry(
      "spec",
      mapping(
        "clusterIP: None",
        ...(notReady ? ["publishNotReadyAddresses: true"] : []),
        entry("selector", mapping(...Object.entries(selector).map(([key, value]) => word(key, value)))),
        ...(ports.length > 0 ? [entry("ports", sequence(...ports.map((port) => item(port))))] : []),
      ),
    ),
  );
}

function word(key: string, value: string): Fragment {
  return entry(key, quoted(value, "plain", false));
}

/** The ports of the containers, each once and with a name: a Service with several ports must name them. */
function portsOf(set: Workload): string[] {
  const names = new Set<string>();
  const found = new Map<string, string>();
  for (const { node } of containers(set).filter(({ init, sidecar }) => !init || sidecar)) {
    for (const port of itemsOf(child(node, "ports"))) {
      const number = integerAt(port, "containerPort");
      const protocol = stringAt(port, "protocol") ?? "TCP";
      if (number === undefined || found.has(`${number}/${protocol}`)) continue;
      const written = stringAt(port, "name");
      const own = written !== undefined && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(written) && !names.has(written);
      const name = own ? written : `${protocol.toLowerCase()}-${number}`;
      names.add(name);
      const lines = [`name: ${quoted(name, "plain", false)}`, `port: ${number}`, `targetPort: ${number}`];
      if (protocol !== "TCP") lines.push(`protocol: ${protocol}`);
      found.set(`${number}/${protocol}`, lines.join("\n"));
    }
  }
  return [...found.values()];
}
