// Every way to turn a rule off, up or down has one result, through the built server and through the built command line.
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ServerProcess } from "./server-process";

const rule = "deployment-rwo-claim-rolling-update";
const cli = path.resolve(import.meta.dirname, "../../dist/cli.js");
const severities = ["", "error", "warning", "information", "hint"];

interface Parts {
  readonly header?: string;
  readonly kind?: string;
  readonly annotations?: string;
  readonly podAnnotations?: string;
}

/** A Deployment that the rule warns of, and its claim. */
function manifest({ header = "", kind = "", annotations = "", podAnnotations = "" }: Parts = {}): string {
  return `${header}apiVersion: apps/v1
${kind}kind: Deployment
metadata:
  name: shop
  annotations: {${annotations}}
spec:
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
      annotations: {${podAnnotations}}
    spec:
      containers:
        - name: shop
          image: registry.example/shop:1
          volumeMounts: [{name: data, mountPath: /srv/shop}]
      volumes:
        - name: data
          persistentVolumeClaim: {claimName: shop-data}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: shop-data
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 1Gi}}
`;
}

interface Case {
  readonly parts?: Parts;
  /** What `.rightkind.yaml` beside it says. */
  readonly configuration?: string;
  readonly baseline?: string;
  /** Rules with their severities, by place. */
  readonly told: readonly string[];
}

const warns = [`${rule} warning`];
const reason = (key: string) => `rightkind.dev/${key}: one node for ever`;
const ignore = (entry: string) => `ignore:\n  - {${entry}, reason: one node for ever}\n`;

const cases: Readonly<Record<string, Case>> = {
  nothing: { told: warns },
  "a comment above the line": {
    parts: { kind: `# rightkind-ignore-next-line ${rule}: one node for ever\n` },
    told: [],
  },
  "a comment above the document": {
    parts: { header: `# rightkind-ignore-next-line ${rule}: one node for ever\n` },
    told: [],
  },
  "a comment for the file": { parts: { header: `# rightkind-ignore-file ${rule}: upstream\n` }, told: [] },
  "a comment for the file and all rules": { parts: { header: "# rightkind-ignore-file: upstream\n" }, told: [] },
  "a comment without a reason": {
    parts: { header: `# rightkind-ignore-file ${rule}\n` },
    told: ["suppression-without-reason hint", ...warns],
  },
  "a comment that silences nothing": {
    parts: { header: "# rightkind-ignore-file bare-pod: upstream\n" },
    told: ["unused-suppression hint", ...warns],
  },
  "an annotation": { parts: { annotations: reason(`ignore.${rule}`) }, told: [] },
  "an annotation of the Pods": { parts: { podAnnotations: reason(`ignore.${rule}`) }, told: [] },
  "an annotation for all rules": { parts: { annotations: reason("ignore-all") }, told: [] },
  "an annotation without a reason": {
    parts: { annotations: `rightkind.dev/ignore.${rule}: ""` },
    told: [...warns, "suppression-without-reason hint"],
  },
  "an annotation for another rule": {
    parts: { annotations: reason("ignore.bare-pod") },
    told: [...warns, "unused-suppression hint"],
  },
  "the configuration, off": { configuration: `rules: {${rule}: off}\n`, told: [] },
  "the configuration, down": { configuration: `rules: {${rule}: hint}\n`, told: [`${rule} hint`] },
  "the configuration, up": { configuration: `rules: {${rule}: error}\n`, told: [`${rule} error`] },
  "ignored by rule and path": { configuration: ignore(`rule: ${rule}, path: "*.yaml"`), told: [] },
  "ignored by kind and name": { configuration: ignore("kind: Deployment, name: sh*"), told: [] },
  "ignored by another path": { configuration: ignore(`rule: ${rule}, path: "vendor/**"`), told: warns },
  "ignored until a day that is past": { configuration: ignore(`rule: ${rule}, until: 2020-01-01`), told: warns },
  "a baseline that lists it": {
    configuration: "baseline: baseline.yaml\n",
    baseline: `findings: [{path: shop.yaml, rule: ${rule}, kind: Deployment, name: shop}]\n`,
    told: [],
  },
  "a baseline that lists another object": {
    configuration: "baseline: baseline.yaml\n",
    baseline: `findings: [{path: shop.yaml, rule: ${rule}, kind: Deployment, name: other}]\n`,
    told: warns,
  },
  "another class of storage": {
    configuration: "defaultStorageClass: shared\nstorageClasses: {shared: {enforcesReadWriteOnce: false}}\n",
    told: [],
  },
};

/** Each case lies in a folder of its own. */
const folders = Object.entries(cases).map(([name, one], index) => ({ name, folder: `case-${index}`, ...one }));
const files = Object.fromEntries(
  folders.flatMap(({ folder, parts, configuration, baseline }) => [
    [`${folder}/shop.yaml`, manifest(parts)],
    ...(configuration === undefined ? [] : [[`${folder}/.rightkind.yaml`, configuration]]),
    ...(baseline === undefined ? [] : [[`${folder}/baseline.yaml`, baseline]]),
  ]),
);

/** What the server says of a manifest. */
async function serverTold(server: ServerProcess, folder: string): Promise<string[]> {
  const report = await server.pull(`${folder}/shop.yaml`);
  if (report.kind !== "full") throw new Error("nothing is known to have been told before");
  return report.items.map(({ code, severity }) => `${code} ${severities[severity ?? 0]}`);
}

/** What the command line says of it. */
function cliTold(server: ServerProcess, folder: string): string[] {
  const words = ["check", path.join(folder, "shop.yaml"), "--format", "json", "--fail-on", "never"];
  const { stdout } = spawnSync(process.execPath, [cli, ...words], { cwd: server.folder, encoding: "utf8" });
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly { rule: string; severity: string }[] };
  return findings.map((finding) => `${finding.rule} ${finding.severity}`);
}

describe("in the files", () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await ServerProcess.start({ files });
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  it.each(folders.map((one) => [one.name, one] as const))("%s", async (_, { folder, told }) => {
    await server.open(`${folder}/shop.yaml`, files[`${folder}/shop.yaml`] ?? "");
    const byServer = await serverTold(server, folder);
    expect({ byServer, byCommandLine: cliTold(server, folder) }).toEqual({ byServer: told, byCommandLine: told });
  });
});

describe("in the editor's settings", () => {
  const settings = { rules: { [rule]: "hint" }, profile: "recommended" };
  const own = { "plain/shop.yaml": manifest(), "file/shop.yaml": manifest() };
  const file = { "file/.rightkind.yaml": `rules: {${rule}: error}\n` };
  /** What the settings say, as a file: the command line has no settings. */
  const asFile = { "as-file/shop.yaml": manifest(), "as-file/.rightkind.yaml": `rules: {${rule}: hint}\n` };

  it("rules have the severity that they have by the configuration, which beats them", async () => {
    const server = await ServerProcess.start({ files: { ...own, ...file, ...asFile }, configuration: settings });
    for (const folder of ["plain", "file"]) await server.open(`${folder}/shop.yaml`, manifest());
    const told = { plain: await serverTold(server, "plain"), file: await serverTold(server, "file") };
    const byCommandLine = { plain: cliTold(server, "as-file"), file: cliTold(server, "file") };
    expect(await server.stop()).toBe(0);
    expect(told).toEqual({ plain: [`${rule} hint`], file: [`${rule} error`] });
    expect(byCommandLine).toEqual(told);
  });
});
