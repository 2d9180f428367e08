// From a StatefulSet back to a Deployment: no surgery on volumes.
import { bystanders, service } from "../manifests";
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
  const person = scene.person(["pg.yaml", "--to", "Deployment", "--object", "StatefulSet/pg", "--runbook"], {
    "<namespace>": "reverse",
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
