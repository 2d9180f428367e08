// The page of statefulset-unneeded: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A StatefulSet starts, updates and deletes its Pods one by one, waits for each, and keeps their names and claims. Who uses none of that only pays for it: a rollout
stops at the first Pod that does not get Ready (and stays there after a rollback), there is no surge, and a Pod on a node that is gone is not replaced until somebody
confirms that it is gone. A Deployment replaces Pods in parallel and starts new ones first.

What speaks for it: no claim templates, no storage, no headless Service, nothing that uses the name or the number of a Pod.`,
  whenToIgnore: `
The program needs at most one Pod of a name at any time (a controller without leader election), knows its peers by name, or is bound to a licence for a host name.
Where a tool only works with a StatefulSet, say so in the reason.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#using-statefulsets",
    "https://github.com/zammad/zammad-helm/issues/107",
    "https://github.com/kubernetes/kubernetes/issues/69608",
  ],
  examples: [
    {
      title: "A web server",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
#     ^^^^^^^^^^^ statefulset-unneeded
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - containerPort: 80
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - containerPort: 80
`,
    },
  ],
};
