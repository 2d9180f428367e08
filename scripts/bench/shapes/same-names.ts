// The shape of tutorials and episodes: the same names in many folders.
import { deploymentFields } from "./applications";
import { flaggedOf, middleOf, times } from "./crowd";
import { claim, condition, deployment } from "./manifests";
import type { ManifestFile, Shape } from "./shape";

export const sameNames: Shape = {
  name: "same-names",
  summary: "`n` folders, each with a Deployment and its claim, of the same names in all of them",
  growth: "flat",
  files: (n) =>
    times(n, (index): ManifestFile[] => [
      { path: `episode-${index}/claim.yaml`, text: claim("files") },
      { path: `episode-${index}/web.yaml`, text: deployment("web", { claim: "files", ...condition(index, n) }) },
    ]).flat(),
  probe: (n) => ({
    file: `episode-${middleOf(n)}/web.yaml`,
    kind: "Deployment",
    name: "web",
    meaningful: deploymentFields,
  }),
  findings: flaggedOf,
};
