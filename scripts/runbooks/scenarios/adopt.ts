// Option adopt: the old disk under the new name, the way back from every step, several claims, a kustomization.
import { bystanders, claim, deployment, service } from "../manifests";
import { Scene, type Stage } from "../scene";

const conversion = ["--to", "StatefulSet", "--object", "Deployment/pg", "--runbook", "adopt"];

/** Plain files, in a namespace that no manifest names; all the way, and back from its end. */
export async function adopted(stage: Stage): Promise<void> {
  const scene = await Scene.set(stage, "adopt", {
    files: { "pg.yaml": deployment(), "claim.yaml": claim("pg-data"), "rest.yaml": `${service()}---\n${bystanders}` },
    apply: ["-n", "adopt", "-f", "."],
    ready: "deployment/pg",
  });
  const disk = await scene.volumeOf("pg-data");
  const person = scene.person(["pg.yaml", ...conversion], { "<namespace>": "adopt" });
  const seen = await person.does(2, 4);
  const wanted = [
    `Bound ${disk} 10Gi fast ReadWriteOnce Filesystem`,
    `Delete fast 10Gi`,
    "service/pg-headless created (server dry run)",
    "statefulset.apps/pg created (server dry run)",
  ];
  const missing = wanted.filter((line) => !seen.split("\n").some((one) => one.trim() === line));
  scene.see("the first steps print what they must", missing.length === 0, `${missing.join("; ")} in ${seen}`);
  await person.does(5, person.step("Put the StatefulSet") - 1);
  scene.see("the new claim has the old disk", disk !== undefined && (await scene.volumeOf("data-pg-0")) === disk);
  const last = person.step("Put the StatefulSet");
  await person.does(last);
  await scene.runs("the set", "pg", ["pg-0 data-pg-0"]);
  scene.see("it runs on the old disk", (await scene.volumeOf("data-pg-0")) === disk);
  await scene.nothingElseGone(["deployments/pg", "persistentvolumeclaims/pg-data"]);

  await person.goesBack(last, 0);
  await scene.runs("gone back", "pg", ["pg data-pg-0"]);
  scene.see("the Deployment has the disk under its new name", (await scene.volumeOf("data-pg-0")) === disk);
  await person.goesBack(last, 1);
  await scene.runs("gone back to the old name", "pg", ["pg pg-data"]);
  scene.see("the Deployment has the disk under its old name", (await scene.volumeOf("pg-data")) === disk);
}

/** What the step that keeps the disk is for: without it the provisioner takes the disk away. */
export async function unprotected(stage: Stage): Promise<void> {
  const scene = await Scene.set(stage, "unprotected", {
    files: { "pg.yaml": deployment(), "claim.yaml": claim("pg-data") },
    apply: ["-n", "unprotected", "-f", "."],
    ready: "deployment/pg",
  });
  const disk = (await scene.volumeOf("pg-data")) ?? "";
  const person = scene.person(["pg.yaml", ...conversion], { "<namespace>": "unprotected" });
  await person.does(person.step("Stop"));
  scene.kubectl("-n", "unprotected", "delete", "pvc/pg-data");
  await scene.sees("without the policy Retain the disk goes with the claim", async () => !(await scene.volume(disk)));
}

/** From every step before the switch, and then all the way. */
export async function wentBack(stage: Stage): Promise<void> {
  const scene = await Scene.set(stage, "back-and-forth", {
    files: { "pg.yaml": deployment(), "claim.yaml": claim("pg-data"), "rest.yaml": service() },
    apply: ["-n", "back-and-forth", "-f", "."],
    ready: "deployment/pg",
  });
  const disk = await scene.volumeOf("pg-data");
  const person = scene.person(["pg.yaml", ...conversion], { "<namespace>": "back-and-forth" });
  const keep = person.step("Keep the disk");
  const stop = person.step("Stop");
  const free = person.step("Take the claim away");
  const made = person.step("Make that claim");
  const policy = async () => (await scene.volume(disk ?? ""))?.spec.persistentVolumeReclaimPolicy;
  const isBack = async (from: number, name = "pg-data") => {
    await person.goesBack(from);
    await scene.runs(`back from step ${from}`, "pg", [`pg ${name}`]);
    scene.see(
      `back from step ${from}: it is the old disk`,
      disk !== undefined && (await scene.volumeOf(name)) === disk,
    );
  };
  await person.does(4, keep);
  scene.see("the disk is kept", (await policy()) === "Retain");
  await person.goesBack(keep);
  scene.see("the policy is as it was", (await policy()) === "Delete");
  await person.does(keep, stop);
  await isBack(stop);
  await person.does(stop, free);
  scene.see("the claim is gone and the disk is not", (await scene.volume(disk ?? ""))?.status.phase === "Released");
  await isBack(free);
  await person.does(stop, made - 1);
  await isBack(free);
  await person.does(stop, made);
  await isBack(made, "data-pg-0");
}

/** A build with a namespace and a prefix, three Pods, one claim that moves and one that all share. */
export async function adoptedInBuild(stage: Stage): Promise<void> {
  const shared = claim("shared", { modes: "ReadWriteMany" });
  const scene = await Scene.set(stage, "build", {
    files: {
      "base/pg.yaml": deployment({ replicas: 1, claims: { data: "pg-data", pictures: "shared" } }),
      "base/claim.yaml": claim("pg-data"),
      "base/shared.yaml": shared,
      "base/rest.yaml": `${service()}---\n${bystanders}`,
      "base/kustomization.yaml": "resources: [pg.yaml, claim.yaml, shared.yaml, rest.yaml]\n",
      "prod/kustomization.yaml":
        "namespace: build\nnamePrefix: prod-\nreplicas: [{name: pg, count: 3}]\nresources: [../base]\n",
    },
    apply: ["-k", "prod"],
    ready: "deployment/prod-pg",
  });
  const disk = await scene.volumeOf("prod-pg-data");
  const others = await scene.volumeOf("prod-shared");
  const person = scene.person(["base/pg.yaml", "--root", ".", ...conversion]);
  await person.does(2, person.step("Put the StatefulSet"));
  await scene.runs("one Pod first", "pg", ["prod-pg-0 data-prod-pg-0 prod-shared"]);
  scene.see("on the old disk", disk !== undefined && (await scene.volumeOf("data-prod-pg-0")) === disk);
  await person.does(person.step("The other Pods"));
  const three = [0, 1, 2].map((ordinal) => `prod-pg-${ordinal} data-prod-pg-${ordinal} prod-shared`);
  await scene.runs("then all", "pg", three);
  // What the runbook asks of the files.
  scene.write("base/kustomization.yaml", "resources: [pg.yaml, shared.yaml, rest.yaml]\n");
  await person.does(person.last);
  await scene.runs("all of it applied", "pg", three);
  const volumes = await Promise.all([0, 1, 2].map((ordinal) => scene.volumeOf(`data-prod-pg-${ordinal}`)));
  scene.see(
    "each Pod has a disk, the first one the old one",
    new Set(volumes).size === 3 && volumes[0] === disk,
    volumes,
  );
  scene.see(
    "the shared claim is what it was",
    others !== undefined && (await scene.volumeOf("prod-shared")) === others,
  );
  await scene.nothingElseGone(["deployments/prod-pg", "persistentvolumeclaims/prod-pg-data"]);
  scene.see(
    "the policy is what it was before",
    (await scene.volume(disk ?? ""))?.spec.persistentVolumeReclaimPolicy === "Delete",
  );
}

/** Two claims that move, and an autoscaler, an object of KEDA, of VolSync and of Argo CD that act on them. */
export async function adoptedUnderAutomation(stage: Stage): Promise<void> {
  const name = "automation";
  const files = {
    "pg/pg.yaml": deployment({ namespace: name, claims: { data: "pg-data", log: "pg-log" } }),
    "pg/claims.yaml": `${claim("pg-data", { namespace: name })}---\n${claim("pg-log", { namespace: name })}`,
    "pg/service.yaml": service(name),
    "pg/hpa.yaml": scaler(name),
    "pg/backup.yaml": replication(name),
    "argo/pg.yaml": application,
  };
  const scene = await Scene.set(stage, name, {
    files,
    apply: ["-f", "pg", "-f", "argo"],
    ready: "deployment/pg",
  });
  const disks = [await scene.volumeOf("pg-data"), await scene.volumeOf("pg-log")];
  const person = scene.person(["pg/pg.yaml", "--root", ".", ...conversion]);
  const policy = () =>
    JSON.parse(scene.kubectl("-n", "argocd", "get", "applications.argoproj.io/pg", "-o", "json")).spec.syncPolicy;
  const source = () =>
    JSON.parse(scene.kubectl("-n", name, "get", "replicationsources.volsync.backube/pg", "-o", "json")).spec;
  await person.does(2, 5);
  scene.see("Argo CD leaves it alone", policy().automated === undefined, policy());
  scene.see("the autoscaler is away", (await scene.find("horizontalpodautoscalers", "pg")) === undefined);
  scene.see("no backup runs", source().paused === true, source());
  await person.goesBack(5);
  scene.see("back from step 5 Argo CD applies", policy().automated?.prune === true, policy());
  scene.see("the autoscaler is there", (await scene.find("horizontalpodautoscalers", "pg")) !== undefined);
  scene.see("backups run", source().paused === false, source());
  await person.does(5, person.step("Put the StatefulSet"));
  await scene.runs("the set", "pg", ["pg-0 data-pg-0 log-pg-0"]);
  const now = [await scene.volumeOf("data-pg-0"), await scene.volumeOf("log-pg-0")];
  scene.see(
    "both disks are the old ones",
    disks[0] !== undefined && JSON.stringify(now) === JSON.stringify(disks),
    now,
  );
  await person.does(person.last);
  scene.see(
    "Argo CD applies again",
    policy().automated?.prune === true && policy().automated.selfHeal === true,
    policy(),
  );
  scene.see("backups name the new claim", source().paused === false && source().sourcePVC === "data-pg-0", source());
}

function scaler(namespace: string): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: pg, namespace: ${namespace}}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: pg}
  minReplicas: 1
  maxReplicas: 1
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 75}}}]
`;
}

function replication(namespace: string): string {
  return `apiVersion: volsync.backube/v1alpha1
kind: ReplicationSource
metadata: {name: pg, namespace: ${namespace}}
spec:
  sourcePVC: pg-data
  trigger: {schedule: "0 * * * *"}
`;
}

const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: pg, namespace: argocd}
spec:
  source: {path: pg, repoURL: https://git.example/shop}
  syncPolicy: {automated: {prune: true, selfHeal: true}}
`;
