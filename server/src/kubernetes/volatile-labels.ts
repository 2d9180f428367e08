// Labels by which nothing that lasts can select.

/** They change with every release, or tools set them: a selector with them cannot stay what it is. */
export const volatileLabels = [
  "app.kubernetes.io/managed-by",
  "app.kubernetes.io/version",
  "chart",
  "helm.sh/chart",
  "heritage",
  "pod-template-hash",
  "version",
];
