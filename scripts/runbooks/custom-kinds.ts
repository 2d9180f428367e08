// The kinds of tools that a scene has objects of, without their programs: what is patched in them can be seen.

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
}

const kinds: readonly Kind[] = [
  { group: "argoproj.io", version: "v1alpha1", kind: "Application", plural: "applications" },
  { group: "volsync.backube", version: "v1alpha1", kind: "ReplicationSource", plural: "replicationsources" },
];

/** Each as a manifest that takes any content. */
export const customKinds: readonly string[] = kinds.map(
  ({ group, version, kind, plural }) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ${plural}.${group}}
spec:
  group: ${group}
  scope: Namespaced
  names: {kind: ${kind}, plural: ${plural}, singular: ${kind.toLowerCase()}}
  versions:
    - name: ${version}
      served: true
      storage: true
      schema:
        openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
`,
);
