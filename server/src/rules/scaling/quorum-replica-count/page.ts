// The page of quorum-replica-count: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
etcd, ZooKeeper, Consul servers, NATS JetStream, MongoDB replica sets, Kafka controllers and RabbitMQ decide by majority. Three members go
on when one is lost, five when two are. Four go on when one is lost, as three do: the fourth only adds something that can fail. Two stop
when either is lost. What people see then is \`no leader\`, \`NotLeaderForPartition\`, \`etcdserver: no leader\`, or a primary that steps down.

An autoscaler adds and takes away Pods, not members: who counts for the majority is the software's to know, and taking Pods away faster
than it forgets them costs the majority.`,
  whenToIgnore: `
An arbiter or a witness outside of this workload makes the number odd, or the software is told of each new member by an operator.`,
  references: [
    "https://etcd.io/docs/v3.6/faq/",
    "https://zookeeper.apache.org/doc/current/zookeeperAdmin.html",
    "https://www.mongodb.com/docs/manual/core/replica-set-architectures/",
  ],
  examples: [
    {
      title: "Two that must agree",
      bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: etcd
spec:
  serviceName: ""
  replicas: 2
  #         ^ quorum-replica-count
  selector:
    matchLabels: {app: etcd}
  template:
    metadata:
      labels: {app: etcd}
    spec:
      containers:
        - name: etcd
          image: quay.io/coreos/etcd:v3.6.0
          readinessProbe:
            tcpSocket: {port: 2379}
          volumeMounts:
            - name: data
              mountPath: /var/lib/etcd
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`,
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: etcd
spec:
  serviceName: ""
  replicas: 3
  selector:
    matchLabels: {app: etcd}
  template:
    metadata:
      labels: {app: etcd}
    spec:
      containers:
        - name: etcd
          image: quay.io/coreos/etcd:v3.6.0
          readinessProbe:
            tcpSocket: {port: 2379}
          volumeMounts:
            - name: data
              mountPath: /var/lib/etcd
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`,
      fix: "Set replicas to 3",
    },
  ],
};
