// Shapes with many documents that do not parse, beside ten applications that do.
import { applicationDocuments, applicationFindings, applicationProbe } from "./applications";
import { times } from "./crowd";
import { deployment } from "./manifests";
import type { ManifestFile, Shape } from "./shape";

/** Documents that parse: those of ten applications. */
const WHOLE = 30;

export const brokenFiles: Shape = {
  name: "broken-files",
  summary: "one folder of `n` files that do not parse, beside thirty that do",
  growth: "flat",
  files: (n) => [
    ...applicationDocuments(WHOLE),
    ...times(n, (index): ManifestFile => ({ path: `broken-${index}.yaml`, text: brokenDocument(index) })),
  ],
  probe: () => applicationProbe(WHOLE),
  findings: () => applicationFindings(WHOLE),
  errors: (n) => n,
};

export const brokenDocuments: Shape = {
  name: "broken-documents",
  summary: "one file of `n` documents that do not parse, before and behind thirty that do",
  growth: "one-file",
  files: (n) => {
    const broken = times(n, brokenDocument);
    const half = Math.ceil(n / 2);
    const whole = applicationDocuments(WHOLE).map(({ text }) => text);
    return [{ path: "all.yaml", text: [...broken.slice(0, half), ...whole, ...broken.slice(half)].join("---\n") }];
  },
  probe: () => applicationProbe(WHOLE, "all.yaml"),
  findings: () => applicationFindings(WHOLE),
  errors: (n) => n,
};

/** A Deployment with one of three faults that people make: a quote or a bracket that stays open, a line that slipped. */
function brokenDocument(index: number): string {
  const whole = deployment(`broken-${index}`, { claim: `broken-${index}`, replicas: 1, recreate: true });
  switch (index % 3) {
    case 0:
      return whole.replace("name: main", 'name: "main');
    case 1:
      return whole.replace("mountPath: /files", "mountPath: [/files");
    default:
      return whole.replace("      containers:", "     containers:");
  }
}
