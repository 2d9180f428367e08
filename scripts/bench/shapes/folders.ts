// Shapes of one folder without a kustomization: many files, of which each holds little.
import {
  applicationDocuments,
  applicationFindings,
  applicationName,
  applicationProbe,
  deploymentFields,
} from "./applications";
import { flaggedOf, isFlagged, middleOf, times } from "./crowd";
import { autoscaler, claim, condition, deployment, lines, service, statefulSet } from "./manifests";
import type { ManifestFile, Shape } from "./shape";

export const folder: Shape = {
  name: "folder",
  summary: "one folder of `n` files (claims, Deployments, Services) without a kustomization",
  growth: "flat",
  files: applicationDocuments,
  probe: applicationProbe,
  findings: applicationFindings,
};

export const namespaces: Shape = {
  name: "namespaces",
  summary:
    "one folder of `n` files, each a Deployment, its claim and its Service of the same names in another namespace",
  growth: "flat",
  files: (n) =>
    times(n, (index) => {
      const namespace = `team-${index}`;
      const documents = [
        claim("files", { namespace }),
        deployment("web", { claim: "files", namespace, ...condition(index, n) }),
        service("web", { namespace }),
      ];
      return { path: `${namespace}.yaml`, text: documents.join("---\n") };
    }),
  probe: (n) => ({ file: `team-${middleOf(n)}.yaml`, kind: "Deployment", name: "web", meaningful: deploymentFields }),
  findings: flaggedOf,
};

export const largeClaims: Shape = {
  name: "large-claims",
  summary: "`n` closed claim files of 9 kB each beside a small open file",
  growth: "flat",
  files: (n) => {
    const count = flaggedOf(n);
    const users = times(count, (index) =>
      deployment(applicationName(index), { claim: `files-${index}`, ...condition(index, count) }),
    );
    const open = middleOf(count);
    return [
      { path: "open.yaml", text: users[open] ?? "" },
      { path: "others.yaml", text: users.filter((_, index) => index !== open).join("---\n") },
      ...times(n, (index) => ({ path: `claim-${index}.yaml`, text: largeClaim(`files-${index}`) })),
    ];
  },
  probe: (n) => ({
    file: "open.yaml",
    kind: "Deployment",
    name: applicationName(middleOf(flaggedOf(n))),
    meaningful: deploymentFields,
  }),
  findings: flaggedOf,
};

export const autoscalers: Shape = {
  name: "autoscalers",
  summary: "one folder of `n` Deployments, each with an autoscaler and a claim of its own",
  growth: "flat",
  files: (n) =>
    times(n, (index): ManifestFile[] => {
      const name = applicationName(index);
      const mode = isFlagged(index, n) ? "ReadWriteOnce" : "ReadWriteMany";
      return [
        { path: `${name}.yaml`, text: deployment(name, { claim: `files-${index}` }) },
        { path: `claim-${index}.yaml`, text: claim(`files-${index}`, { mode }) },
        { path: `autoscaler-${index}.yaml`, text: autoscaler(name) },
      ];
    }).flat(),
  probe: (n) => {
    const name = applicationName(middleOf(n));
    return { file: `${name}.yaml`, kind: "Deployment", name, meaningful: ["claimName"] };
  },
  findings: flaggedOf,
};

export const services: Shape = {
  name: "services",
  summary:
    "one folder of `n` Services that share one label and differ in another, with the Deployments that they select",
  growth: "flat",
  files: (n) =>
    times(n, (index): ManifestFile[] => {
      const name = applicationName(index);
      const labels = { app: "shop", tier: `tier-${index}` };
      return [
        { path: `claim-${index}.yaml`, text: claim(`files-${index}`) },
        { path: `${name}.yaml`, text: deployment(name, { claim: `files-${index}`, labels, ...condition(index, n) }) },
        { path: `service-${index}.yaml`, text: service(name, { selector: labels }) },
      ];
    }).flat(),
  probe: (n) => {
    const name = applicationName(middleOf(n));
    return { file: `${name}.yaml`, kind: "Deployment", name, meaningful: deploymentFields };
  },
  findings: flaggedOf,
};

export const statefulSets: Shape = {
  name: "stateful-sets",
  summary: "one folder of `n` StatefulSets, each with its governing Service",
  growth: "flat",
  files: (n) =>
    times(n, (index): ManifestFile[] => [
      { path: `store-${index}.yaml`, text: statefulSet(`store-${index}`, { flagged: isFlagged(index, n) }) },
      { path: `service-${index}.yaml`, text: service(`store-${index}`, { headless: true }) },
    ]).flat(),
  probe: (n) => {
    const name = `store-${middleOf(n)}`;
    return { file: `${name}.yaml`, kind: "StatefulSet", name, meaningful: ["replicas", "serviceName"] };
  },
  findings: flaggedOf,
};

/** Nine kilobytes, as `kubectl apply` and long-winded people make them: half an annotation, half comments. */
function largeClaim(name: string): string {
  const comment = "# The size of this volume was agreed on with the team that owns it.";
  const applied = JSON.stringify({ name, size: "1Gi", history: "applied by the pipeline, ".repeat(180) });
  return lines(
    ...times(64, () => comment),
    ...claim(name)
      .trimEnd()
      .replace("    example.com/note: plain", `    example.com/note: plain\n    example.com/applied: '${applied}'`)
      .split("\n"),
  );
}
