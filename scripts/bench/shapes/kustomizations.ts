// Shapes of kustomizations: long lists, many overlays, deep chains, many patches.
import {
  applicationDocuments,
  applicationFindings,
  applicationName,
  applicationProbe,
  deploymentFields,
} from "./applications";
import { flaggedOf, middleOf, times } from "./crowd";
import { autoscaler, claim, condition, deployment, kustomization, lines } from "./manifests";
import type { ManifestFile, Probe, Shape } from "./shape";

/** Deployments of a base; two of them have a second finding in one of the overlays. */
const BASE = 8;

export const listed: Shape = {
  name: "kustomization",
  summary: "one kustomization that lists `n` files (claims, Deployments, Services)",
  growth: "flat",
  files: listedFiles,
  probe: applicationProbe,
  findings: applicationFindings,
};

/** The same folder, but somebody types in the list itself, which is as long as there are files. */
export const listItself: Shape = {
  name: "kustomization-itself",
  summary: "the same, typing in the kustomization",
  growth: "one-file",
  files: listedFiles,
  probe: () => ({
    file: "kustomization.yaml",
    kind: "Kustomization",
    name: undefined,
    meaningful: ["namePrefix"],
  }),
  findings: applicationFindings,
};

export const overlays: Shape = {
  name: "overlays",
  summary:
    "a base of eight Deployments and their claims under `n` overlays, each with other replicas, access modes or an autoscaler",
  growth: "builds",
  files: (n) => [...base("base", BASE), ...times(n, overlay).flat()],
  probe: () => baseProbe("base"),
  // The Deployments that an overlay scales have another finding there; the first overlay of each sort makes one.
  findings: (n) => BASE + (n > 1 ? 1 : 0) + (n > 2 ? 1 : 0),
};

export const chain: Shape = {
  name: "chain",
  summary: "a chain of kustomizations `n` deep, each with a patch of its own, above ten Deployments and their claims",
  growth: "builds",
  files: (n) => [
    ...base("level-0", 10),
    ...times(n, (index): ManifestFile => {
      const patch = [
        "patches:",
        "  - patch: |",
        "      apiVersion: apps/v1",
        "      kind: Deployment",
        "      metadata:",
        `        name: ${applicationName(0)}`,
        `        annotations: {example.com/level: "${index + 1}"}`,
      ];
      return {
        path: `level-${index + 1}/kustomization.yaml`,
        text: kustomization([`../level-${index}`], { fields: patch }),
      };
    }),
  ],
  probe: () => baseProbe("level-0"),
  findings: () => 10,
};

export const patches: Shape = {
  name: "patches",
  summary: "one kustomization of `n` Deployments and their claims with a patch for each",
  growth: "flat",
  files: (n) => {
    const fields = ["patches:", ...times(n, patchEntry).flat()];
    const resources = times(n, (index) => [`${applicationName(index)}.yaml`, `claim-${index}.yaml`]).flat();
    return [
      { path: "kustomization.yaml", text: kustomization(resources, { fields }) },
      ...times(n, (index): ManifestFile[] => {
        const name = applicationName(index);
        return [
          { path: `${name}.yaml`, text: deployment(name, { claim: `files-${index}`, ...condition(index, n) }) },
          { path: `claim-${index}.yaml`, text: claim(`files-${index}`) },
          ...(index % 2 === 0 ? [{ path: `patch-${index}.yaml`, text: strategicPatch(name) }] : []),
        ];
      }).flat(),
    ];
  },
  probe: (n) => {
    const name = applicationName(middleOf(n));
    return { file: `${name}.yaml`, kind: "Deployment", name, meaningful: deploymentFields };
  },
  findings: flaggedOf,
};

function listedFiles(n: number): ManifestFile[] {
  const files = applicationDocuments(n);
  const fields = ["# note: plain", "namePrefix: shop-"];
  return [
    {
      path: "kustomization.yaml",
      text: kustomization(
        files.map(({ path }) => path),
        { fields },
      ),
    },
    ...files,
  ];
}

/** Without replicas and strategy: each rolls over its claim, unless an overlay says otherwise. */
function base(folder: string, count: number): ManifestFile[] {
  const files = times(count, (index): ManifestFile[] => {
    const name = applicationName(index);
    return [
      { path: `${name}.yaml`, text: deployment(name, { claim: `files-${index}` }) },
      { path: `claim-${index}.yaml`, text: claim(`files-${index}`) },
    ];
  }).flat();
  const list = { path: "kustomization.yaml", text: kustomization(files.map(({ path }) => path)) };
  return [list, ...files].map(({ path, text }) => ({ path: `${folder}/${path}`, text }));
}

function baseProbe(folder: string): Probe {
  const name = applicationName(0);
  return { file: `${folder}/${name}.yaml`, kind: "Deployment", name, meaningful: ["claimName"] };
}

function overlay(index: number): ManifestFile[] {
  const folder = `overlay-${index}`;
  const namespace = `namespace: team-${index}`;
  const written = (resources: readonly string[], ...fields: readonly string[]): ManifestFile => ({
    path: `${folder}/kustomization.yaml`,
    text: kustomization(resources, { fields: [namespace, ...fields] }),
  });
  switch (index % 3) {
    case 0:
      return [written(["../base"], "replicas:", `  - name: ${applicationName(0)}`, `    count: ${2 + (index % 5)}`)];
    case 1:
      return [
        written(["../base"], "patches:", "  - path: claim.yaml"),
        { path: `${folder}/claim.yaml`, text: claim("files-1", { mode: "ReadWriteMany" }) },
      ];
    default:
      return [
        written(["../base", "autoscaler.yaml"]),
        { path: `${folder}/autoscaler.yaml`, text: autoscaler("scaler", applicationName(2), 2 + (index % 5)) },
      ];
  }
}

/** A strategic merge patch in a file of its own, or a JSON patch with a target, in turn. */
function patchEntry(index: number): string[] {
  if (index % 2 === 0) return [`  - path: patch-${index}.yaml`];
  return [
    "  - target:",
    "      kind: Deployment",
    `      name: ${applicationName(index)}`,
    "    patch: |",
    "      - op: add",
    "        path: /metadata/annotations/patched",
    '        value: "yes"',
  ];
}

function strategicPatch(name: string): string {
  return lines(
    "apiVersion: apps/v1",
    "kind: Deployment",
    "metadata:",
    `  name: ${name}`,
    "  annotations:",
    '    patched: "yes"',
  );
}
