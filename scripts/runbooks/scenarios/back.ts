// From a StatefulSet back to a Deployment: no surgery on volumes.
import { Analysis } from "../../../server/src/analysis/analysis";
import { subjectOf } from "../../../server/src/analysis/conversion";
import { WorkspaceConfigurations } from "../../../server/src/analysis/workspace-configurations";
import { runbook } from "../../../server/src/runbooks/runbook";
import { Workspace } from "../../../server/src/workspace/workspace";
import { bystanders, deployment, service } from "../manifests";
import { Scene, type Stage } from "../scene";

/** A set that deletes its claims when it goes, and one claim of it that all share. */
const set = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: pg
spec:
  serviceName: pg
  replicas: 1
  persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Delete}
  selector:
    matchLabels:
      app: pg
  template:
    metadata:
      labels:
        app: pg
    spec:
      containers:
        - name: postgres
          image: postgres:17
          volumeMounts:
            - {name: data, mountPath: /data, subPath: pg}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        storageClassName: fast
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 10Gi}}
`;

export async function wentBackToDeployment(stage: Stage): Promise<void> {
  const scene = await Scene.set(stage, "reverse", {
    files: { "pg.yaml": set, "rest.yaml": `${service()}---\n${bystanders}` },
    apply: ["-n", "reverse", "-f", "."],
    ready: "statefulset/pg",
  });
  const disk = await scene.volumeOf("data-pg-0");
  const page = scene.runbookOrRefusal(["pg.yaml", "--to", "Deployment", "--object", "StatefulSet/pg", "--runbook"]);
  const isRefused = page.startsWith("R-PAIR");
  if (isRefused) scene.write("converted.yaml", deployment({ claims: { data: "data-pg-0" } }));
  const person = scene.reader(isRefused ? written(scene.read("pg.yaml")) : page, {
    "<namespace>": "reverse",
    // The manifest that the conversion makes (kubernetes.md 2.7), where the command line does not make it yet.
    ...(isRefused
      ? { "rightkind convert pg.yaml --to Deployment --object StatefulSet/pg --write": "cp converted.yaml pg.yaml" }
      : {}),
  });
  const claims = person.step("The claims outlive");
  await person.does(2, claims);
  const owners = (await scene.list("persistentvolumeclaims")).flatMap(
    ({ metadata }) => (metadata as { ownerReferences?: readonly { kind: string }[] }).ownerReferences ?? [],
  );
  scene.see("no claim belongs to the set any more", owners.length === 0, owners);
  const stop = person.step("Stop the set");
  await person.does(stop);
  await person.goesBack(stop);
  await scene.runs("back from the stop", "pg", ["pg-0 data-pg-0"]);
  const switched = person.step("Put the Deployment");
  await person.does(stop, switched);
  await scene.runs("the Deployment", "pg", ["pg data-pg-0"]);
  scene.see("on the disk of the set", disk !== undefined && (await scene.volumeOf("data-pg-0")) === disk);
  await scene.nothingElseGone(["statefulsets/pg"]);
  await person.goesBack(switched);
  await scene.runs("gone back to the set", "pg", ["pg-0 data-pg-0"]);
  scene.see("on the same disk", (await scene.volumeOf("data-pg-0")) === disk);
}

/** As the analysis asks for it. */
function written(text: string): string {
  const workspace = new Workspace();
  workspace.roots = ["/w"];
  const path = "/w/pg.yaml";
  workspace.setFile(path, text, { open: false });
  workspace.ready = true;
  const configurations = new WorkspaceConfigurations(workspace, new Set(), () => "2026-01-01");
  const onFault = (rule: string, error: unknown) => {
    throw new Error(rule, { cause: error });
  };
  const analysis = new Analysis({ workspace, rules: [], configurations, onFault });
  analysis.sync();
  return workspace.tracker.session(() => {
    const document = workspace.file(path)?.documents[0];
    const subject = document && subjectOf(analysis, { document, index: 0 });
    if (!subject || "refused" in subject) throw new Error("there is no set");
    const way = { paths: [path], consequences: [] };
    const page = runbook(
      {
        subject,
        to: "Deployment",
        options: { storage: "auto", choices: new Map(), newResources: "sameFile" },
        ways: { templates: way, keep: way },
        named: (file) => file.replace("/w/", ""),
        flags: [],
      },
      undefined,
    );
    if (typeof page !== "string") throw new Error(page.message);
    return page;
  });
}
