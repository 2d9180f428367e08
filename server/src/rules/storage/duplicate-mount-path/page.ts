// The page of duplicate-mount-path: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
A container mounts one volume at one path. With two the API server rejects the object: \`volumeMounts[1].mountPath: Invalid value: "/data": must be
unique\`, other \`subPath\`s or not. Below Kubernetes 1.34 it does not look into a StatefulSet: that is accepted, and no Pod ever appears.

Kustomize hides it: it merges mounts by their path, so that where a strategic merge patch touches the object, whatever the patch changes, the build
keeps the last of them and drops the others without a word: that is reported where the mounts are written. With other transformers alone it keeps all, and the API server rejects them.

\`/data\` and \`/data/\` are two paths to both. One volume may be mounted at several paths.`,
  whenToIgnore: `
Never: one of them is not mounted.`,
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/",
    "https://github.com/kubernetes-sigs/kustomize/issues/3117",
  ],
  examples: [
    {
      title: "A path twice",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    helm.sh/hook: test
spec:
  containers:
    - name: web
      image: nginx:1.29
      volumeMounts:
        - name: pages
          mountPath: /usr/share/nginx/html
        - name: cache
          mountPath: /usr/share/nginx/html
#                    ^^^^^^^^^^^^^^^^^^^^^ duplicate-mount-path
  volumes:
    - name: pages
      configMap:
        name: pages
        optional: true
    - name: cache
      emptyDir: {}
`,
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    helm.sh/hook: test
spec:
  containers:
    - name: web
      image: nginx:1.29
      volumeMounts:
        - name: pages
          mountPath: /usr/share/nginx/html
        - name: cache
          mountPath: /var/cache/nginx
  volumes:
    - name: pages
      configMap:
        name: pages
        optional: true
    - name: cache
      emptyDir: {}
`,
    },
  ],
};
