// The page of headless-service-type: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`clusterIP: None\` says that the Service has no address; \`LoadBalancer\` and \`NodePort\` are ways to reach that address from outside. The
API server rejects both together: headless Services have the type ClusterIP. Pods of a StatefulSet need the headless Service for their names; who comes
from outside needs another one.`,
  whenToIgnore: `
Never: the object is rejected.`,
  references: ["https://kubernetes.io/docs/concepts/services-networking/service/#headless-services"],
  examples: [
    {
      title: "A headless LoadBalancer",
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  type: LoadBalancer
#       ^^^^^^^^^^^^ headless-service-type
  ports:
    - name: client
      port: 2379
      targetPort: 2379
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  type: ClusterIP
  ports:
    - name: client
      port: 2379
      targetPort: 2379
`,
      fix: "Set type to ClusterIP",
    },
  ],
};
