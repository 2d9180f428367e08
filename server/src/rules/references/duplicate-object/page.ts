// The page of duplicate-object: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
Group, kind, namespace and name are what an object is. Where two manifests that are applied together agree in all of them, they are one object: \`kubectl apply\` writes the first, then the second over it
(\`configured\`), and what only the first says is gone. With each run the two change it back and forth, and roll out twice. Kustomize does not build it: \`may not add resource with an already registered id\`.

Files of a plain folder that are variants are not held against each other: cases of tests, samples, one file with all that others hold, and files whose names differ in a word more (\`ingress.yaml\`, \`ingress-tls.yaml\`)
or in a number or a word of several (\`job-2b.yaml\`, \`job-7b.yaml\`), steps of a series (\`1-add.yaml\`, \`2-strip.yaml\`), and files that hold several objects both. Patches and overlays are no second object; nor are two of which only one says its namespace.`,
  whenToIgnore: `
The files are alternatives of which you apply one: keep them in folders of their own, or say so in the reason.`,
  references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"],
  examples: [
    {
      title: "Copied, and not renamed",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
#       ^^^^^^^^ duplicate-object
data:
  size: large
`,
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings-2
data:
  size: large
`,
    },
  ],
};
