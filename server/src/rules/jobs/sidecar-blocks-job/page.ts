// The page of sidecar-blocks-job: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A Job is complete when **all** containers of its Pods have ended. A database proxy, a service mesh's proxy, a log shipper or a
Docker daemon runs until somebody ends it: the work is done, and the Pod stays \`Running\` (\`1/2\` or \`NotReady\`), the Job never
gets its completion, \`kubectl wait --for=condition=complete\` runs into its time limit, Helm hooks say \`timed out waiting for the
condition\`. A CronJob with \`Forbid\` never runs again.

Since Kubernetes 1.29 an init container with \`restartPolicy: Always\` (a native sidecar) is started before the others, runs beside
them, and is ended when they are done. Before 1.29 the work has to tell the other program to quit: \`/quitquitquit\` of Envoy, Istio
and the Cloud SQL proxy, a shared process namespace and \`pkill\`.

The rule knows a closed list of images: Cloud SQL proxy, Istio, Linkerd and Envoy proxies, Vault agent, Fluent Bit, OpenTelemetry
collector, Docker in Docker.`,
  whenToIgnore: `
The program is told to quit in a way that does not show in the manifests: a call in the image of the work, an option in a
configuration from elsewhere, a controller that ends it.`,
  references: [
    "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#sidecar-containers-in-jobs",
    "https://github.com/RedHatInsights/clowder/pull/1782",
    "https://github.com/RedHatInsights/clowder/pull/1783",
  ],
  examples: [
    {
      title: "A proxy that outlives the work",
      bad: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: migrate-
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example/shop:7
        - name: proxy
          #     ^^^^^ sidecar-blocks-job
          image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.0
          args: [shop:europe-west1:main]
`,
      good: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: migrate-
spec:
  template:
    spec:
      restartPolicy: Never
      initContainers:
        - name: proxy
          image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.0
          restartPolicy: Always
          args: [shop:europe-west1:main]
      containers:
        - name: migrate
          image: registry.example/shop:7
`,
      fix: "Move 'x' to initContainers with restartPolicy: Always",
    },
  ],
};
