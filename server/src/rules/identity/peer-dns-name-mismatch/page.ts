// The page of peer-dns-name-mismatch: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
The name of a Pod of a StatefulSet in DNS is \`<set>-<ordinal>.<serviceName>.<namespace>.svc\`: of exactly that Service, in exactly that
namespace, with ordinals from \`ordinals.start\` up to the number of replicas. Any other name ends in \`no such host\` or \`NXDOMAIN\`,
and members of a cluster wait for each other in vain. It happens when a Service is renamed, a manifest is copied into another
namespace, or a list of members is longer than the set.`,
  whenToIgnore: `
The name is one of another cluster, or it is answered by a DNS server of your own.`,
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id"],
  examples: [
    {
      title: "The Service for clients instead of the headless one",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db-headless
spec:
  clusterIP: None
  selector:
    app: db
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
          image: registry.example/db:1
          env:
            - name: ETCD_INITIAL_CLUSTER
              value: db-0=http://db-0.db:2380
#                                ^^^^^^^ peer-dns-name-mismatch
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db-headless
spec:
  clusterIP: None
  selector:
    app: db
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
          image: registry.example/db:1
          env:
            - name: ETCD_INITIAL_CLUSTER
              value: db-0=http://db-0.db-headless:2380
`,
      fix: "Replace by 'x'",
    },
    {
      title: "A member that there is not",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 3
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
          image: registry.example/db:1
          env:
            - name: ETCD_INITIAL_CLUSTER
              value: http://db-1.db:2380,http://db-3.db:2380
#                                               ^^^^^^^ peer-dns-name-mismatch
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 3
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
          image: registry.example/db:1
          env:
            - name: ETCD_INITIAL_CLUSTER
              value: http://db-1.db:2380,http://db-2.db:2380
`,
      fix: "Replace by 'x'",
    },
  ],
};
