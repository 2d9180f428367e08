// The page of spread-or-probe-gaps: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
**Pods on one node.** The scheduler spreads the Pods of a workload over nodes and zones by default, but only as one wish among others: on a busy cluster
all of them may land on one node, and go with it. Pod anti-affinity or a topology spread constraint says how much it matters.

**A store without a startup probe.** A store that was stopped hard reads its log before it answers. The liveness probe does not know that: it restarts the
container in the middle of its recovery, which begins anew. People see \`CrashLoopBackOff\` and \`Liveness probe failed\` after each crash.
A \`startupProbe\` holds the liveness probe back until the first answer.

**One probe twice.** A readiness probe that fails takes a Pod out of its Services until it has caught up. If the liveness probe asks the same thing with
the same patience, the Pod is restarted instead, and the load falls on the others.

This is said in the profile \`strict\` only.`,
  whenToIgnore: `
The Pods may share a node, the store starts quickly whatever it has to recover, or to restart is the right answer to a Pod that is not ready.`,
  references: [
    "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
  ],
  examples: [
    {
      title: "Restarted because it is busy",
      bad: `
#- .rightkind.yaml
profile: strict
#- web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
          livenessProbe:
#         ^^^^^^^^^^^^^ spread-or-probe-gaps
            httpGet: {path: /, port: 80}
          readinessProbe:
            httpGet: {path: /, port: 80}
`,
      good: `
#- .rightkind.yaml
profile: strict
#- web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
          livenessProbe:
            httpGet: {path: /, port: 80}
            failureThreshold: 30
          readinessProbe:
            httpGet: {path: /, port: 80}
`,
    },
  ],
};
