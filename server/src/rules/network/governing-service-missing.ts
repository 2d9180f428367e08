// A StatefulSet names a Service that does not exist: its Pods get no names in DNS.
import { containers, type Workload } from "../../kubernetes/workload";
import { asScalar, child } from "../../yaml/navigate";
import { defineRule, type Severity } from "../rule";
import { headlessServiceFix } from "./headless-service";
import { type PodDnsEvidence, podDnsEvidence } from "./pod-dns-evidence";

export const governingServiceMissing = defineRule({
  id: "governing-service-missing",
  group: "network",
  severities: ["warning", "information", "hint"],
  heuristic: true,
  kinds: ["StatefulSet"],
  summary: "A StatefulSet names a Service that does not exist.",
  why: `
A StatefulSet gives its Pods names, and the Service in \`serviceName\` puts them into DNS: \`db-0.db\` is an address only
where a Service \`db\` selects the Pods. Nothing creates that Service and nothing checks that it is there. Without it the
Pods start, and whoever looks for one of them gets \`no such host\` or \`NXDOMAIN\`; peers of a cluster never find each
other. The Service is to be headless (\`clusterIP: None\`).

It is a warning where somebody in the same unit uses such a name, and nothing else is applied with it. In a plain folder,
where the Service may come from elsewhere, it is a hint.`,
  whenToIgnore: `
The Service comes from another chart or an operator, or nobody asks for single Pods: then \`serviceName\` may be left out
(it is optional since Kubernetes 1.33).`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id",
    "https://github.com/kubernetes/kubernetes/pull/130233",
  ],
  fixes: [{ title: "Create headless Service 'x'", safe: false }],
  examples: [
    {
      title: "Peers that are asked for by name",
      bad: `
#- kustomization.yaml
resources:
  - db.yaml
#- db.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db-headless
#              ^^^^^^^^^^^ governing-service-missing warning
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: quay.io/coreos/etcd:v3.6.0
          ports:
            - name: peer
              containerPort: 2380
          env:
            - name: ETCD_INITIAL_CLUSTER
              value: db-0=http://db-0.db-headless:2380
`,
      good: `
#- kustomization.yaml
resources:
  - db.yaml
#- db.yaml
apiVersion: v1
kind: Service
metadata:
  name: db-headless
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - name: peer
      port: 2380
      targetPort: 2380
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db-headless
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: quay.io/coreos/etcd:v3.6.0
          ports:
            - name: peer
              containerPort: 2380
          env:
            - name: ETCD_INITIAL_CLUSTER
              value: db-0=http://db-0.db-headless:2380
`,
      fix: "Create headless Service 'x'",
    },
  ],
  check(context) {
    const { workload, lookups, origin, report } = context;
    const token = asScalar(child(workload?.spec, "serviceName"));
    if (!workload || typeof token?.value !== "string" || token.value === "") return;
    if (isMadeElsewhere(workload)) return;
    if (lookups.object("", "Service", token.value).state !== "missing") return;
    const evidence = podDnsEvidence(workload, token.value, lookups);
    const severity = lookups.unit.closed ? (evidence ? "warning" : "information") : "hint";
    // Peers that ask for each other must be found before they are Ready, where readiness is checked at all.
    const notReady =
      evidence !== undefined &&
      containers(workload).some(({ node, init }) => !init && child(node, "readinessProbe") !== undefined);
    report(token, message(token.value, workload.resource.name, severity, evidence), {
      severity,
      related: evidence ? [evidence.related] : [],
      fixes: origin(token) ? [] : headlessServiceFix(context, token.value, { notReady }),
    });
  },
});

/** Whoever owns the set makes its Service too, and an export from a cluster is rarely all that is there. */
function isMadeElsewhere({ resource }: Workload): boolean {
  const metadata = child(resource.root, "metadata");
  return child(metadata, "ownerReferences") !== undefined || child(metadata, "uid") !== undefined;
}

function message(service: string, set: string, severity: Severity, evidence: PodDnsEvidence | undefined): string {
  const here = `serviceName "${service}" names no Service`;
  const name = `${set}-0.${service}`;
  if (severity === "hint")
    return `${here} here: unless one comes from elsewhere, ${name} never resolves. Add a headless Service.`;
  if (evidence) return `${here}, but ${evidence.text}: that name never resolves. Add a headless Service.`;
  return `${here}: names like ${name} never resolve. Add a headless Service, or remove serviceName.`;
}
