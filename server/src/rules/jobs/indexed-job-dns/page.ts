// The page of indexed-job-dns: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
The Pods of an Indexed Job have host names (\`<job>-<index>\`), and with \`subdomain\` they are in DNS as \`<job>-<index>.<subdomain>\`:
but only where a headless Service of that name selects them. Nothing creates that Service and nothing checks that it is there. Without
it workers never find the first of them: \`Name or service not known\`, \`getaddrinfo\` errors, a rendezvous that times out.`,
  whenToIgnore: "The Service comes from elsewhere, or the Pods do not look for each other by name.",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode",
    "https://kubernetes.io/docs/tasks/job/job-with-pod-to-pod-communication/",
  ],
  examples: [
    {
      title: "Workers that look for the first of them",
      bad: `
apiVersion: batch/v1
kind: Job
metadata:
  name: train
spec:
  completions: 4
  parallelism: 4
  completionMode: Indexed
  template:
    spec:
      subdomain: train
      #          ^^^^^ indexed-job-dns hint
      restartPolicy: Never
      containers:
        - name: worker
          image: registry.example/train:7
          args: [--master, train-0.train]
`,
      good: `
apiVersion: v1
kind: Service
metadata:
  name: train
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    job-name: train
---
apiVersion: batch/v1
kind: Job
metadata:
  name: train
spec:
  completions: 4
  parallelism: 4
  completionMode: Indexed
  template:
    spec:
      subdomain: train
      restartPolicy: Never
      containers:
        - name: worker
          image: registry.example/train:7
          args: [--master, train-0.train]
`,
      fix: "Create headless Service 'x'",
    },
  ],
};
