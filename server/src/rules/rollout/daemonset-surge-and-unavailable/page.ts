// The page of daemonset-surge-and-unavailable: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A DaemonSet updates a node in one of two ways: the old Pod goes first (\`maxUnavailable\`), or the new one comes first
(\`maxSurge\`). Exactly one of the two may be something else than 0. Both set, the API server says
\`spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: …: may not be set when maxUnavailable is non-zero\`; both 0, it says
\`spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0\`.

The trap: \`maxUnavailable\` is 1 where it is not written. Whoever writes \`maxSurge: 1\` alone has both, and is rejected.
Write \`maxUnavailable: 0\` beside it.`,
  whenToIgnore:
    "Never: no API server accepts it. With `OnDelete` it does not look at the limits, and this rule does not either.",
  references: [
    "https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/",
    "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/daemon-set-v1/",
  ],
  examples: [
    {
      title: "A surge alone",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  updateStrategy:
    rollingUpdate:
      maxSurge: 1
      #         ^ daemonset-surge-and-unavailable
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: registry.example/agent:1
`,
      good: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  updateStrategy:
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
        - name: agent
          image: registry.example/agent:1
`,
      fix: "Set maxUnavailable to 0",
    },
  ],
};
