// The hover on `kind`: whole texts.
import { describe, it } from "vitest";
import { checkHover } from "../support/check-feature";
import { backup } from "../support/generated-workspace";

const mysql = `
#- db.yaml
apiVersion: apps/v1
kind: $0Deployment
metadata:
  name: mysql
spec:
  selector: {matchLabels: {app: mysql}}
  template:
    metadata:
      labels: {app: mysql}
    spec:
      containers:
        - name: mysql
          image: mysql:8.4
          volumeMounts:
            - name: data
              mountPath: /var/lib/mysql
      volumes:
        - name: data
          persistentVolumeClaim: {claimName: mysql-data}
#- claim.yaml
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: mysql-data}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 10Gi}}
#- others.yaml
apiVersion: v1
kind: Service
metadata: {name: mysql}
spec:
  selector: {app: mysql}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  defaultBackend: {service: {name: mysql, port: {number: 3306}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: mysql}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: mysql}
  maxReplicas: 3
---
${backup("mysql-data", "mysql:8.4")}`;

describe("the hover on kind", () => {
  it("shows a Deployment with all around it, and the StatefulSet beside it", () =>
    checkHover(
      mysql,
      `
| | Deployment (here) | as a StatefulSet |
|---|---|---|
| Pods | \`mysql-<hash>-<random>\`, new each time | \`mysql-0\` … \`mysql-2\`, kept for ever |
| order | any, in parallel | 0 → 2 up, 2 → 0 down and on update |
| network | Service \`mysql\` → any Pod | \`mysql-0.mysql-headless\`, a name each |
| storage | all share \`mysql-data\` | refused, for the reason below |

**Deployment mysql** · 1 to 3 Pods · interchangeable · rolling update (+1/−0) · history: a ReplicaSet per revision (as a StatefulSet: ControllerRevisions)${"  "}
Reached from Ingress \`shop\` through Service \`mysql\` · Scaled by HorizontalPodAutoscaler \`mysql\`${"  "}
Stores in claim \`mysql-data\` (ReadWriteOnce, 10Gi; one node at a time), shared with CronJob \`backup\`${"  "}
Better as a StatefulSet: image mysql:8.4, data directory /var/lib/mysql${"  "}
Convert to StatefulSet with a new volume per Pod is refused (R-RWO-REPLICAS): 3 Pods cannot share claim "mysql-data", which only one node or Pod may mount. Claim "mysql-data" is also mounted by CronJob/backup (others.yaml): it stays an ordinary volume (choice shared-claim: move)
`,
    ));

  it("says first that a single instance is fine as it is, and not what would be better", () =>
    checkHover(
      `
apiVersion: apps/v1
$0kind: Deployment
metadata: {name: mysql}
spec:
  strategy: {type: Recreate}
  selector: {matchLabels: {app: mysql}}
  template:
    metadata: {labels: {app: mysql}}
    spec:
      containers: [{name: mysql, image: "mysql:8.4", volumeMounts: [{name: data, mountPath: /var/lib/mysql}]}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: mysql-data}}]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: mysql-data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
`,
      `
**Deployment mysql** · Fine as it is; a StatefulSet would give a stable name and a claim per Pod

| | Deployment (here) | as a StatefulSet |
|---|---|---|
| Pods | \`mysql-<hash>-<random>\`, new each time | \`mysql-0\`, kept for ever |
| order | on update the old Pod ends first | on update the old Pod ends first |
| network | – | \`mysql-0.mysql-headless\`, a name each |
| storage | \`mysql-data\` | \`data-mysql-0\`, empty, kept |

1 Pod · history: a ReplicaSet per revision (as a StatefulSet: ControllerRevisions)${"  "}
Stores in claim \`mysql-data\` (ReadWriteOnce, 10Gi; one node at a time). As a StatefulSet each Pod starts with a new, empty claim, kept when the Pod goes
`,
    ));

  it("shows a StatefulSet with its own claims", () =>
    checkHover(
      `
apiVersion: apps/v1
$0kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web-hl
  replicas: 2
  ordinals: {start: 5}
  podManagementPolicy: Parallel
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: nginx}]
  volumeClaimTemplates:
    - metadata: {name: www}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
      `
| | StatefulSet (here) | as a Deployment |
|---|---|---|
| Pods | \`web-5\`, \`web-6\`, kept for ever | \`web-<hash>-<random>\`, new each time |
| order | up and down all at once, 6 → 5 on update | any, in parallel |
| network | \`web-5.web-hl\` only if a Service \`web-hl\` comes from elsewhere | – |
| storage | \`www-web-5\`, \`www-web-6\`, one each, kept | 2 volumes cannot become one |

**StatefulSet web** · 2 Pods · history: ControllerRevisions (as a Deployment: a ReplicaSet per revision)${"  "}
Each Pod stores in a claim of its own: \`www\` (ReadWriteOnce, 1Gi); kept when the Pod goes. Kubernetes copies no data between the Pods: replication is the software's to set up
`,
    ));

  it("is not shown on other words", () =>
    checkHover(mysql.replace("$0", "").replace("name: mysql\n", "name: $0mysql\n"), null));
  it("is not shown on kinds that are no workloads", () =>
    checkHover("apiVersion: v1\nkind: $0Service\nmetadata: {name: x}\nspec: {}\n", null));
  it("is not shown in templates", () =>
    checkHover(mysql.replace("name: mysql\nspec", "name: {{ .Release.Name }}\nspec"), null));
  it("is not shown in patches", () =>
    checkHover("apiVersion: apps/v1\nkind: $0Deployment\nmetadata: {name: x}\nspec: {replicas: 3}\n", null));
});
