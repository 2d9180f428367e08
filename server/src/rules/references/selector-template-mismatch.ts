// A selector that does not match the Pods it is to select: the API server rejects the object.
import { isEmptySelector, type Labels, labelSelector, labels, matchesLabels, meets } from "../../kubernetes/labels";
import { isPlaceholder } from "../../kubernetes/template-markers";
import { podLabels, type Workload } from "../../kubernetes/workload";
import { asMapping, asScalar, at, child, entriesOf, entryOf, isNullish, itemsOf } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";
import { defineRule, type Report } from "../rule";

export const selectorTemplateMismatch = defineRule({
  id: "selector-template-mismatch",
  group: "references",
  severities: ["error"],
  kinds: ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController"],
  summary: "The selector does not match the labels of the Pod template.",
  why: `
A controller counts and replaces the Pods that its selector matches. One that does not match its own Pods would make new ones
for ever, so the API server rejects it: \`\` \`selector\` does not match template \`labels\` \`\`. In apps/v1 a selector is
required and cannot be changed later (\`spec.selector: Required value\`, \`field is immutable\`).`,
  whenToIgnore: "Never: the API server does not accept such an object.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector"],
  fixes: [],
  examples: [
    {
      title: "Another value than the Pods have",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
      #    ^^^ selector-template-mismatch
  template:
    metadata:
      labels:
        app: website
    spec:
      containers:
        - name: web
          image: nginx:1.29
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.29
`,
    },
    {
      title: "No selector",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
#     ^^^^^^^^^^^ selector-template-mismatch
metadata:
  name: db
spec:
  serviceName: db
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: postgres:17
`,
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: postgres:17
`,
    },
  ],
  check({ workload, report }) {
    if (!workload?.podTemplate) return;
    if (workload.kind === "ReplicationController") checkPlainSelector(workload, report);
    else checkLabelSelector(workload, report);
  },
});

function checkLabelSelector(workload: Workload, report: Report): void {
  const { resource, spec, kind } = workload;
  const entry = entryOf(spec, "selector");
  const selector = labelSelector(entry?.value);
  if (!entry || !selector || (isEmptySelector(selector) && hasNoPairs(entry.value))) {
    // Older versions of the API fill the selector in from the template.
    if (resource.apiVersion !== "apps/v1" || (entry && !isNullish(entry.value) && !asMapping(entry.value))) return;
    const what = entry ? "has an empty selector" : "has no selector";
    report(
      entry?.key ?? resource.kindNode,
      `${kind} "${resource.name}" ${what}: the API server rejects it. Select the labels of its Pods.`,
    );
    return;
  }
  const present = podLabels(workload) ?? {};
  for (const pair of entriesOf(child(entry.value, "matchLabels"))) {
    if (reportPair(pair.key, pair.value, present, workload, report)) return;
  }
  const requirements = itemsOf(child(entry.value, "matchExpressions"));
  for (const [index, requirement] of selector.matchExpressions.entries()) {
    const node = requirements[index];
    if (!node || meets(present, requirement)) continue;
    const words = [requirement.key, ...requirement.values].join(" ");
    if (isPlaceholder(words)) continue;
    const first = asScalar(itemsOf(child(node, "values"))[0]) ?? asScalar(child(node, "operator")) ?? entry.key;
    report(
      first,
      mismatch(
        workload,
        `${requirement.key} ${requirement.operator} ${requirement.values.join(", ")}`.trim(),
        present[requirement.key],
      ),
    );
    return;
  }
}

function checkPlainSelector(workload: Workload, report: Report): void {
  const selector = child(workload.spec, "selector");
  const present = podLabels(workload) ?? {};
  if (matchesLabels(labels(selector), present)) return;
  for (const { key, value } of entriesOf(selector)) if (reportPair(key, value, present, workload, report)) return;
}

/** @returns whether the pair does not match and was reported: one finding says enough */
function reportPair(key: Node, value: Node, present: Labels, workload: Workload, report: Report): boolean {
  const name = asScalar(key);
  const wanted = asScalar(value);
  // A label that is no string is rejected for its own sake.
  if (!name || typeof wanted?.value !== "string") return false;
  const actual = present[name.text];
  if (actual === wanted.value || isPlaceholder(wanted.value) || (actual !== undefined && isPlaceholder(actual)))
    return false;
  if (actual === undefined && asScalar(at(workload.podTemplate, "metadata", "labels", name.text))) return false;
  report(wanted, mismatch(workload, `${name.text}: ${wanted.value}`, actual));
  return true;
}

function mismatch({ kind, resource }: Workload, wanted: string, actual: string | undefined): string {
  const found = actual === undefined ? "do not have that label" : `have "${actual}"`;
  return `The selector of ${kind} "${resource.name}" wants ${wanted}, its Pods ${found}: the API server rejects it. Make both equal.`;
}

/** Are there no pairs, not even odd ones? */
function hasNoPairs(selector: Node): boolean {
  return (
    entriesOf(child(selector, "matchLabels")).length === 0 && itemsOf(child(selector, "matchExpressions")).length === 0
  );
}
