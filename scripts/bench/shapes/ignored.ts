// A shape whose configuration is as long as its folder: an entry for each file, as a tool that adopts a repository writes them.
import { applicationName, deploymentFields } from "./applications";
import { flaggedOf, isFlagged, middleOf, times } from "./crowd";
import { claim, deployment, lines } from "./manifests";
import type { ManifestFile, Shape } from "./shape";

export const ignored: Shape = {
  name: "ignored",
  summary:
    "one folder of `n` Deployments with a claim each and, but for ten, an entry under `ignore` for their finding",
  growth: "flat",
  files: (n) => {
    const entries = times(n, (index) => index).filter((index) => !isFlagged(index, n));
    return [
      ...(entries.length === 0 ? [] : [{ path: ".rightkind.yaml", text: lines("ignore:", ...entries.flatMap(entry)) }]),
      ...times(n, (index): ManifestFile[] => [
        { path: fileOf(index), text: deployment(applicationName(index), { claim: `files-${index}`, replicas: 2 }) },
        { path: `claim-${index}.yaml`, text: claim(`files-${index}`) },
      ]).flat(),
    ];
  },
  probe: (n) => ({
    file: fileOf(middleOf(n)),
    kind: "Deployment",
    name: applicationName(middleOf(n)),
    meaningful: deploymentFields,
  }),
  findings: flaggedOf,
};

function fileOf(index: number): string {
  return `${applicationName(index)}.yaml`;
}

function entry(index: number): string[] {
  return [
    `  - path: ${fileOf(index)}`,
    "    rule: deployment-rwo-claim-multi-replica",
    "    reason: The storage allows it.",
  ];
}
