// The page of container-restart-policy: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`restartPolicy\` of a container came with native sidecars (1.28) for **init containers**. From 1.28 to 1.33 the API server rejects it
on any other container: \`spec.template.spec.containers[0].restartPolicy: Forbidden: may not be set for non-init containers\`. Before
1.28 it is dropped without a word; 1.34 drops it too (its feature gate is off), and from 1.35 each container may have a policy of its
own.

It mostly means a sidecar: that is an init container with \`restartPolicy: Always\`.`,
  whenToIgnore: "The cluster is newer than the `kubernetesVersion` of the configuration says: set that.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
    "https://github.com/RedHatInsights/clowder/pull/1783",
  ],
  examples: [
    {
      title: "A sidecar among the containers",
      bad: `
#- .rightkind.yaml
kubernetesVersion: "1.33"
#- job.yaml
apiVersion: batch/v1
kind: Job
metadata:
  generateName: report-
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: report
          image: registry.example/report:7
        - name: tunnel
          image: registry.example/tunnel:2
          restartPolicy: Always
          #              ^^^^^^ container-restart-policy
`,
      good: `
#- .rightkind.yaml
kubernetesVersion: "1.33"
#- job.yaml
apiVersion: batch/v1
kind: Job
metadata:
  generateName: report-
spec:
  template:
    spec:
      restartPolicy: Never
      initContainers:
        - name: tunnel
          image: registry.example/tunnel:2
          restartPolicy: Always
      containers:
        - name: report
          image: registry.example/report:7
`,
      fix: "Move 'x' to initContainers",
    },
  ],
};
