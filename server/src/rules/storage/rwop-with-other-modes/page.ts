// The page of rwop-with-other-modes: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
ReadWriteOncePod promises that one Pod alone has the volume. Beside another mode that promise means nothing, so it must stand alone: the
API server rejects the claim, \`spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes\`. In a claim template the same
holds from Kubernetes 1.34 on; before, the StatefulSet is accepted, its claims cannot be made, and no Pod starts.

Keep ReadWriteOncePod where two Pods must never write at the same time; it needs a CSI driver. Keep the other mode where Pods on one node
(ReadWriteOnce) or on many (ReadWriteMany) share the volume.`,
  whenToIgnore: `
Never: no version of Kubernetes accepts it.`,
  references: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes"],
  examples: [
    {
      title: "Two promises",
      bad: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes:
    - ReadWriteOnce
    - ReadWriteOncePod
#     ^^^^^^^^^^^^^^^^ rwop-with-other-modes
  resources:
    requests:
      storage: 10Gi
`,
      good: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes:
    - ReadWriteOnce
  resources:
    requests:
      storage: 10Gi
`,
      fix: "Remove ReadWriteOncePod",
    },
  ],
};
