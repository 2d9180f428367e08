// What controllers and kubectl write into labels and annotations of Pod templates: a conversion takes it out.

/** Source: kubernetes.md 2.3, footnote 1. */
export const controllerKeys: ReadonlySet<string> = new Set([
  "kubectl.kubernetes.io/restartedAt",
  "pod-template-hash",
  "controller-revision-hash",
  "statefulset.kubernetes.io/pod-name",
  "apps.kubernetes.io/pod-index",
  "pod-template-generation",
]);
