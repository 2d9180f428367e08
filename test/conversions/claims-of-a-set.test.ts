// The claims that a StatefulSet has made, where a Deployment does not take them over: what saves them, what they were marked with.
import { expect, it } from "vitest";
import { Folder } from "../cli/command-line";
import { filesOf } from "./acceptance-cases";

const set = (pods = "") => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}${pods}}
    spec:
      containers: [{name: db, image: registry.example/db:1, volumeMounts: [{name: data, mountPath: /data}]}]
  volumeClaimTemplates:
    - metadata:
        name: data
        labels: {tier: gold}
        annotations: {k8up.io/backup: "true"}
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 1Gi}}
`;

const saving = (claim: string) =>
  `---\napiVersion: volsync.backube/v1alpha1\nkind: ReplicationSource\nmetadata: {name: ${claim}}\nspec: {sourcePVC: ${claim}}\n`;

interface Converted {
  readonly backups: string[];
  readonly shared: string[];
  readonly text: string;
}

async function converted(text: string, way: string): Promise<Converted> {
  const folder = new Folder({ "db.yaml": text });
  const chosen = ["--choose", `claim-templates=${way}`, "--write"];
  const { code, err } = await folder.run([
    "convert",
    "db.yaml",
    "--root",
    ".",
    "--to",
    "Deployment",
    "--object",
    "StatefulSet/db",
    ...chosen,
  ]);
  expect({ code, err }).toMatchObject({ code: 0 });
  const said = (of: string) => err.split("\n").filter((line) => line.startsWith(of));
  return { backups: said("W-BACKUP"), shared: said("W-PVC-SHARED"), text: filesOf(folder.path)["db.yaml"] ?? "" };
}

const lost = 'a claim of template "data", which the Pods no longer use: what they write from then on is not in it.';

it.each(["shared-claim", "ephemeral"])("what saves one of them is named (%s)", async (way) => {
  const { backups } = await converted(set() + saving("data-db-1") + saving("data-db-7"), way);
  expect(backups).toEqual([`W-BACKUP: ReplicationSource "data-db-1" (db.yaml) names ${lost}`]);
});

it("what Velero has saved is named, too", async () => {
  const { backups } = await converted(set(", annotations: {backup.velero.io/backup-volumes: data}"), "shared-claim");
  expect(backups).toEqual([`W-BACKUP: What Velero has saved so far belongs to ${lost}`]);
});

it("who mounts one of them is named", async () => {
  const pod = `---\napiVersion: v1\nkind: Pod\nmetadata: {name: reader}\nspec:\n  containers: [{name: a, image: registry.example/a:1, volumeMounts: [{name: d, mountPath: /d}]}]\n  volumes: [{name: d, persistentVolumeClaim: {claimName: data-db-1}}]\n`;
  const message = `W-PVC-SHARED: A claim of template "data" is also used by Pod/reader, which is not changed and keeps to the old data.`;
  expect((await converted(set() + pod, "ephemeral")).shared).toEqual([message]);
  expect((await converted(set() + pod, "one-replica")).shared).toEqual([]);
});

it("nothing is said where the claim is taken over", async () => {
  expect((await converted(set() + saving("data-db-0"), "one-replica")).backups).toEqual([]);
});

it("a new claim has the labels and annotations that each of them had", async () => {
  const { text } = await converted(set(), "shared-claim");
  expect(text).toContain(`metadata:
  name: db-data
  labels: {tier: gold}
  annotations: {k8up.io/backup: "true"}
`);
});

it("a volume of each Pod takes over what the template says, comments included and once", async () => {
  const commented = set()
    .replace("[ReadWriteOnce]", "[ReadWriteOnce] # one")
    .replace(/( +)metadata:\n +name: data/, "$1metadata:\n        # its name\n        name: data");
  const { text } = await converted(commented, "ephemeral");
  expect(text).toContain(`      volumes:
        - name: data
          ephemeral:
            volumeClaimTemplate:
              metadata:
                labels: {tier: gold}
                annotations: {k8up.io/backup: "true"}
              spec:
                accessModes: [ReadWriteOnce] # one
                resources: {requests: {storage: 1Gi}}
`);
  expect(text.match(/# one/g)).toHaveLength(1);
});
