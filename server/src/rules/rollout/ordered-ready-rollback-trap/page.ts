// The page of ordered-ready-rollback-trap: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
With \`podManagementPolicy: OrderedReady\`, the default, an update goes from the highest ordinal down and waits for each Pod to be
Running and Ready. If a new image never becomes ready, the rollout stops at that Pod. Putting the template right, or
\`kubectl rollout undo\`, does not help: the controller goes on waiting for the broken Pod, which nothing replaces. The way out is
the **forced rollback**: put the template right, then \`kubectl delete pod\` the broken one (kubernetes/kubernetes#67250, open
since 2018).

With \`Parallel\` all Pods are made and deleted at once. Updates still go one by one, and the others wait too, but a template that
is put right replaces the broken Pod by itself; where the gate \`MaxUnavailableStatefulSet\` is on, only from 1.37.

\`podManagementPolicy\` is immutable. On a live set a change needs \`kubectl delete statefulset <name> --cascade=orphan\`, and the set
applied again; Pods and claims stay. Before the first apply it costs nothing, so write down which one you want:
\`Parallel\` for members that find each other in any order (many databases, queues and caches), \`OrderedReady\` where the first Pod
has to be ready before the second one starts.`,
  whenToIgnore:
    "The order matters, and whoever is on call knows the forced rollback. Writing `OrderedReady` says so, and is silent.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback",
    "https://github.com/kubernetes/kubernetes/issues/67250",
  ],
  examples: [
    {
      title: "A policy that nobody chose",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
#     ^^^^^^^^^^^ ordered-ready-rollback-trap
metadata:
  name: db
spec:
  serviceName: ""
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
          readinessProbe:
            tcpSocket: {port: 5432}
`,
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: ""
  podManagementPolicy: OrderedReady
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: db
          image: registry.example/db:1
          readinessProbe:
            tcpSocket: {port: 5432}
`,
      fix: "Write podManagementPolicy: OrderedReady",
    },
  ],
};
