// What a conversion to a StatefulSet says beside its result: the words, who is named, and who is not.
import { describe, expect, it } from "vitest";
import { Folder } from "../cli/command-line";

interface WorkloadOptions {
  readonly name?: string;
  /** Entries of its `spec`, indented by 2. */
  readonly spec?: string;
  /** Lines of the Pod template's metadata, indented by 6. */
  readonly pods?: string;
  readonly volumes?: Readonly<Record<string, string>>;
}

function deployment({
  name = "db",
  spec = "",
  pods = "",
  volumes = { data: "db-data" },
}: WorkloadOptions = {}): string {
  const names = Object.entries(volumes);
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
${spec}  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
${pods}      labels: {app: ${name}}
    spec:
      containers:
        - name: main
          image: registry.example/main:1
          volumeMounts: [${names.map(([volume]) => `{name: ${volume}, mountPath: /${volume}}`).join(", ")}]
      volumes: [${names.map(([volume, own]) => `{name: ${volume}, persistentVolumeClaim: {claimName: ${own}}}`).join(", ")}]
`;
}

function claim(name = "db-data", spec = "", modes = "ReadWriteOnce"): string {
  return `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}
spec:
  accessModes: [${modes}]
  resources: {requests: {storage: 1Gi}}
${spec}`;
}

function file(...documents: readonly string[]): string {
  return documents.join("---\n");
}

function object(apiVersion: string, kind: string, rest: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\n${rest}`;
}

const base = { "app/db.yaml": file(deployment(), claim()) };

/** What is said with a code; all of it where none is given. */
async function said(
  files: Readonly<Record<string, string>>,
  code = "",
  storage = "templates",
  path = "app/db.yaml",
): Promise<string[]> {
  const words = ["convert", path, "--root", ".", "--to", "StatefulSet", "--storage", storage];
  const { err } = await new Folder(files).run([...words, "--object", "Deployment/db"]);
  const lines = err.split("\n").filter((line) => line.startsWith(code) && line !== "" && !line.startsWith("follow"));
  return code === "" ? lines : lines.map((line) => line.slice(code.length + 2));
}

describe("the old live object", () => {
  const stop = "Stop the old one first (kubectl scale deployment/db --replicas=0): ";
  const keeps = /^A live Deployment "db" is another object and keeps running/;

  it("keeps running where both share nothing of one node", async () => {
    const shared = { "app/db.yaml": file(deployment(), claim("db-data", "", "ReadWriteMany")) };
    expect(await said(shared, "W-LIVE", "keep")).toEqual([expect.stringMatching(keeps)]);
    expect(await said({ "app/db.yaml": deployment({ volumes: {} }) }, "W-LIVE", "keep")).toEqual([
      expect.stringMatching(keeps),
    ]);
  });
  it("stops first where both would have one claim", async () =>
    expect(await said(base, "W-LIVE", "keep")).toEqual([
      `${stop}both would have claim "db-data". Then delete it: kubectl apply does not.`,
    ]));
  it("stops first where a Service leads to both, and the data are with one", async () => {
    const service = object(
      "v1",
      "Service",
      "metadata: {name: front}\nspec: {selector: {app: db}, ports: [{port: 80}]}\n",
    );
    expect(await said({ "app/db.yaml": file(deployment(), claim(), service) }, "W-LIVE")).toEqual([
      `${stop}both would answer behind Service "front", the new one without the old data. Then delete it: kubectl apply does not.`,
    ]);
  });
  it("stops first where both take a port of their node", async () => {
    const port = (words: string) => ({
      "app/db.yaml": deployment({ volumes: {} }).replace("image:", `${words}image:`),
    });
    const waits = "both take port 80 of their node, and a new Pod waits where an old one runs.";
    expect(await said(port("ports: [{containerPort: 80, hostPort: 80}]\n          "), "W-LIVE", "keep")).toEqual([
      `${stop}${waits} Then delete it: kubectl apply does not.`,
    ]);
    expect(await said(port("ports: [{containerPort: 80}]\n          "), "W-LIVE", "keep")).toEqual([
      expect.stringMatching(keeps),
    ]);
  });
  it("has the name of its build", async () => {
    const files = { ...base, "app/kustomization.yaml": "namePrefix: dev-\nresources: [db.yaml]\n" };
    expect((await said(files, "W-LIVE", "keep"))[0]).toContain("deployment/dev-db ");
  });
});

describe("a live object that would meet a bare Pod", () => {
  const spec = "spec:\n  containers: [{name: main, image: nginx:1.29}]\n";
  const pod = (labels: string) => object("v1", "Pod", `metadata: {name: web${labels}}\n${spec}`);
  const controller = (apiVersion: string, kind: string, selector: string, more = "") =>
    object(
      apiVersion,
      kind,
      `metadata: {name: web}\nspec:\n${more}${selector}  template:\n    metadata: {labels: {app: web}}\n    ${spec.replaceAll("\n  ", "\n      ").trimEnd()}\n`,
    );
  const selector = "  selector: {matchLabels: {app: web}}\n";
  async function live(text: string, from: string, to: string): Promise<string | undefined> {
    const words = ["convert", "web.yaml", "--root", ".", "--to", to, "--object", `${from}/web`];
    const { err } = await new Folder({ "web.yaml": text }).run(words);
    return /^W-LIVE: (.*)$/m.exec(err)?.[1];
  }

  it.each([
    ["apps/v1", "ReplicaSet", selector],
    ["apps/v1", "DaemonSet", selector],
    ["v1", "ReplicationController", ""],
  ])("is deleted first: %s %s", async (apiVersion, kind, own) =>
    expect(await live(controller(apiVersion, kind, own), kind, "Pod")).toBe(
      `Stop the old one first (kubectl delete ${kind.toLowerCase()}/web): it would take the new Pod for one of its own, and delete what is too many.`,
    ),
  );

  it("is told without a name where the server makes one", async () => {
    const job = object(
      "batch/v1",
      "Job",
      `metadata: {generateName: web-}\nspec:\n  template:\n    metadata: {labels: {app: web}}\n    ${spec.replaceAll("\n  ", "\n      ").trimEnd()}\n      restartPolicy: Never\n      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]\n`,
    );
    const run = async (text: string) =>
      (await new Folder({ "web.yaml": text }).run(["convert", "web.yaml", "--root", ".", "--to", "CronJob"])).err;
    expect(await run(job)).toContain("Stop the old one first (kubectl delete job/NAME): both would have claim");
    expect(await run(job.replace(/\n {6}volumes.*/, ""))).toContain("A live Job is another object and keeps running");
  });

  it("is deleted first where a Job selects by labels of its own", async () => {
    const manual = "  manualSelector: true\n";
    const job = (more: string) =>
      controller("batch/v1", "Job", more && selector, more).replace(
        "      containers",
        "      restartPolicy: Never\n      containers",
      );
    expect(await live(job(manual), "Job", "Pod")).toContain("it would take the new Pod");
    expect(await live(job(""), "Job", "Pod")).toContain("is another object and keeps running");
  });

  it("leaves it alone where its Pods have a hash more, or names by number", async () => {
    for (const kind of ["Deployment", "StatefulSet"])
      expect(await live(controller("apps/v1", kind, selector), kind, "Pod")).toContain("is another object");
  });

  it("is the Pod itself, which a DaemonSet replaces", async () => {
    expect(await live(pod(", labels: {app: web}"), "Pod", "DaemonSet")).toBe(
      'The DaemonSet takes over a live Pod "web", since its selector matches that one\'s labels, and puts another in its place: nothing is left to delete.',
    );
    // Without a label that lasts the selector asks for one that the live Pod has not.
    for (const labels of ["", ", labels: {helm.sh/chart: web-1.2.3}"])
      expect(await live(pod(labels), "Pod", "DaemonSet")).toContain("is another object and keeps running");
    expect(await live(pod(", labels: {app: web}"), "Pod", "Deployment")).toContain("is another object");
  });
});

describe("claims that stay", () => {
  const stays = async (spec: string, storage: string, modes = "ReadWriteOnce", more = "") =>
    said(
      { "app/db.yaml": file(deployment(), claim("db-data", spec, modes), ...(more ? [more] : [])) },
      "W-STAYS",
      storage,
    );

  it("are named with the reason", async () => {
    expect(await stays("  volumeName: disk-7\n", "auto")).toEqual([
      'Volume "disk-7" is bound to claim "db-data": it stays an ordinary volume.',
    ]);
    expect(await stays("  selector: {matchLabels: {disk: fast}}\n", "auto")).toEqual([
      'Claim "db-data" selects its volume by labels: it stays an ordinary volume.',
    ]);
    expect(await stays("", "auto", "ReadWriteMany")).toEqual([
      'Claim "db-data" is for many nodes (ReadWriteMany): it stays an ordinary volume.',
    ]);
    const disk = object(
      "v1",
      "PersistentVolume",
      "metadata: {name: disk-7}\nspec:\n  claimRef: {name: db-data, namespace: default}\n  accessModes: [ReadWriteOnce]\n",
    );
    expect(await stays("", "auto", "ReadWriteOnce", disk)).toEqual([
      'A volume is reserved for claim "db-data": it stays an ordinary volume.',
    ]);
  });
  it("are not spoken of where that was asked for", async () =>
    expect(await stays("  volumeName: disk-7\n", "keep")).toEqual([]));
  it("are not explained where nothing is known of them", async () => {
    const shared = { "app/db.yaml": file(deployment(), deployment({ name: "other" })) };
    expect((await said(shared, "", "auto")).map((line) => line.split(":")[0])).toEqual(["W-LIVE", "W-PVC-MISSING"]);
  });
  it("move on request, and each Pod then waits for a volume made by hand", async () => {
    expect(
      await said({ "app/db.yaml": file(deployment(), claim("db-data", '  storageClassName: ""\n')) }, "W-CLAIM"),
    ).toEqual(['No volume is made for class "" of claim "db-data": one by hand per Pod, else it stays Pending.']);
    expect(await said(base, "W-CLAIM")).toEqual([]);
  });
  it("are not moved at several replicas where their volume was made by hand", async () => {
    const disk = object(
      "v1",
      "PersistentVolume",
      "metadata: {name: disk-7}\nspec: {storageClassName: disks, accessModes: [ReadWriteOnce]}\n",
    );
    const several = deployment({ spec: "  replicas: 2\n" });
    const own = claim("db-data", "  storageClassName: disks\n");
    expect((await said({ "app/db.yaml": file(several, own, disk) }))[0]).toMatch(/^R-RWO-REPLICAS refused: /);
    const reserved = disk.replace("spec: {", "spec: {claimRef: {name: another}, ");
    expect((await said({ "app/db.yaml": file(several, own, reserved) }, "W-CLAIM"))[0]).toContain(
      "one by hand per Pod",
    );
  });
});

describe("the data", () => {
  it("stay where they are, whatever the new claim is", async () => {
    const adopted = { "app/db.yaml": file(deployment(), claim(), claim("data-db-0")) };
    expect(await said(adopted, "W-DATA")).toEqual([
      'No data moves: the first Pod asks for the claim "data-db-0"; what is in claim "db-data" (app/db.yaml) stays there.',
    ]);
  });
  it("of several replicas that a variable gives are spoken of with a condition", async () => {
    const replicas = (text: string) => ({
      "app/db.yaml": file(deployment({ spec: `  replicas: ${text}\n` }), claim()),
    });
    expect(await said(replicas("3"), "W-REPLICAS")).toEqual([
      'Each of the 3 Pods has its own empty volume: only ordinal 0 can take over the data of "db-data", ordinals 1 to 2 start empty.',
    ]);
    expect(await said(replicas("${count:=3}"), "W-REPLICAS")).toEqual([
      'Unless the variable says otherwise, each of the 3 Pods has its own empty volume: only ordinal 0 can take over the data of "db-data", ordinals 1 to 2 start empty.',
    ]);
    expect(await said(replicas("${count}"), "W-REPLICAS")).toEqual([
      'If the variable makes it more than one, each Pod has its own empty volume: only ordinal 0 can take over the data of "db-data", the others start empty.',
    ]);
    expect(await said(replicas("${count}"), "R-RWO-REPLICAS refused", "keep")).toEqual([
      'If the variable makes it more than one, the Pods cannot share claim "db-data", which only one node or Pod may mount. Run one of them, or give each Pod a volume of its own.',
    ]);
  });
});

describe("what saves or restores a claim by its name", () => {
  const then = ', which the Pods no longer use: from then on their data are in "data-db-0".';
  const cases: Readonly<Record<string, readonly [apiVersion: string, kind: string, spec: string]>> = {
    VolSync: ["volsync.backube/v1alpha1", "ReplicationSource", "{sourcePVC: db-data}"],
    "VolSync, back": ["volsync.backube/v1alpha1", "ReplicationDestination", "{restic: {destinationPVC: db-data}}"],
    snapshots: ["snapshot.storage.k8s.io/v1", "VolumeSnapshot", "{source: {persistentVolumeClaimName: db-data}}"],
    K8up: ["k8up.io/v1", "Restore", "{restoreMethod: {folder: {claimName: db-data}}}"],
    "K8up, planned": ["k8up.io/v1", "Schedule", "{restore: {restoreMethod: {folder: {claimName: db-data}}}}"],
    Stash: [
      "stash.appscode.com/v1beta1",
      "BackupConfiguration",
      "{target: {ref: {apiVersion: v1, kind: PersistentVolumeClaim, name: db-data}}}",
    ],
    "a clone": ["v1", "PersistentVolumeClaim", "{dataSource: {kind: PersistentVolumeClaim, name: db-data}}"],
  };
  it.each(Object.entries(cases))("is named: %s", async (_, [apiVersion, kind, spec]) => {
    const saved = object(apiVersion, kind, `metadata: {name: saved}\nspec: ${spec}\n`);
    for (const path of ["app/saved.yaml", "elsewhere/saved.yaml"])
      expect(await said({ ...base, [path]: saved }, "W-BACKUP")).toEqual([
        `${kind} "saved" (${path}) names claim "db-data"${then}`,
      ]);
    expect(await said({ ...base, "app/saved.yaml": saved }, "W-BACKUP", "keep")).toEqual([]);
    expect(await said({ ...base, "app/saved.yaml": saved.replace("db-data", "db-data-2") }, "W-BACKUP")).toEqual([]);
  });
  it("is not named where it means another claim of that name", async () => {
    const saved = object(...(cases.VolSync as [string, string, string])).replace(
      /\{source.*/,
      "metadata: {name: saved}\nspec: {sourcePVC: db-data}\n",
    );
    expect(await said({ ...base, "b/all.yaml": file(saved, claim()) }, "W-BACKUP")).toEqual([]);
  });
  it("is Velero, by an annotation of the Pods with the volume's name", async () => {
    const annotated = (volumes: string) => {
      const pods = `      annotations: {backup.velero.io/backup-volumes: "${volumes}"}\n`;
      return { "app/db.yaml": file(deployment({ pods }), claim()) };
    };
    expect(await said(annotated("cache, data"), "W-BACKUP")).toEqual([
      `What Velero has saved so far belongs to claim "db-data"${then}`,
    ]);
    expect(await said(annotated("cache"), "W-BACKUP")).toEqual([]);
  });
});

describe("what scrapes the new Service too", () => {
  const kustomization = (more: string) => ({
    ...base,
    "app/monitor.yaml": object(
      "operator.victoriametrics.com/v1beta1",
      "VMServiceScrape",
      "metadata: {name: all}\nspec: {selector: {matchLabels: {team: storage}}}\n",
    ),
    "app/kustomization.yaml": `resources: [db.yaml, monitor.yaml]\n${more}`,
  });

  it("is named where the build gives the Service its labels", async () => {
    const message = ['VMServiceScrape "all" selects the new Service "db-headless" too: every Pod is scraped twice.'];
    expect(await said(kustomization("labels: [{pairs: {team: storage}}]\n"), "W-MONITOR")).toEqual(message);
    expect(await said(kustomization("commonLabels: {team: storage}\n"), "W-MONITOR")).toEqual(message);
    expect(await said(kustomization("labels: [{pairs: {team: web}}]\n"), "W-MONITOR")).toEqual([]);
    expect(await said(kustomization(""), "W-MONITOR")).toEqual([]);
  });
});

describe("who names the workload from outside", () => {
  const flux = (spec: string) =>
    object(
      "kustomize.toolkit.fluxcd.io/v1",
      "Kustomization",
      `metadata: {name: app, namespace: flux-system}\nspec:\n${spec}`,
    );
  const patch = (target: string, path = "./app") =>
    flux(`  path: ${path}\n  patches:\n    - target: ${target}\n      patch: "[]"\n`);
  const mentioned = (outside: string) => said({ ...base, "cluster/flux.yaml": outside }, "W-MENTION");
  const skipped =
    'A patch of Kustomization "app" in cluster/flux.yaml:7 still names the Deployment: it is skipped without a word.';

  it("is a health check of Flux, which then waits without an end", async () => {
    const check = flux(
      "  path: ./app\n  healthChecks:\n    - {apiVersion: apps/v1, kind: Deployment, name: db, namespace: prod}\n",
    );
    const files = { ...base, "cluster/flux.yaml": check };
    expect(await said(files, "W-MENTION")).toEqual([
      'A health check of Kustomization "app" in cluster/flux.yaml:7 still names the Deployment: it waits in vain.',
    ]);
    expect(await said(files, "W-PROGRESS")).toEqual([
      'Kustomization "app" waits for the rollout, which no longer fails after 600 s: a StatefulSet has no progress deadline.',
    ]);
  });
  it("is a patch of Flux, by name, by pattern, or by its kind alone", async () => {
    expect(await mentioned(patch("{kind: Deployment, name: db}"))).toEqual([skipped]);
    expect(await mentioned(patch('{kind: Deployment, name: "d."}'))).toEqual([skipped]);
    expect(await mentioned(patch("{kind: Deployment}"))).toEqual([skipped]);
  });
  it("is a patch of Flux that says itself what it means", async () => {
    const whole = flux(
      "  path: ./app\n  patches:\n    - patch: |\n        kind: Deployment\n        apiVersion: apps/v1\n        metadata: {name: db}\n",
    );
    expect(await mentioned(whole)).toEqual([
      'A patch of Kustomization "app" in cluster/flux.yaml:7 still names the Deployment: the build fails.',
    ]);
  });
  it("is no patch of Flux that means others, or the new kind as well", async () => {
    expect(await mentioned(patch("{kind: Deployment, name: db2}"))).toEqual([]);
    expect(await mentioned(patch("{kind: Deployment, labelSelector: tier=web}"))).toEqual([]);
    expect(await mentioned(patch("{kind: Deployment|StatefulSet, name: db}"))).toEqual([]);
    expect(await mentioned(patch("{name: db}"))).toEqual([]);
  });
  it("is no patch of Flux for another folder", async () => {
    expect(await mentioned(patch("{kind: Deployment, name: db}", "./other"))).toEqual([]);
    expect(await mentioned(patch("{kind: Deployment, name: db}", "./ap"))).toEqual([]);
    expect(await mentioned(patch("{kind: Deployment, name: db}", "./"))).toEqual([skipped]);
  });
  it("is Argo CD, where it deploys to the namespace", async () => {
    const argo = (namespace: string) =>
      object(
        "argoproj.io/v1alpha1",
        "Application",
        `metadata: {name: app, namespace: argocd}\nspec:\n  destination: {namespace: ${namespace}}\n  ignoreDifferences:\n    - {group: apps, kind: Deployment, name: db}\n`,
      );
    const files = {
      "app/db.yaml": file(deployment().replace("  name: db\n", "  name: db\n  namespace: prod\n"), claim()),
    };
    expect(await said({ ...files, "cluster/app.yaml": argo("prod") }, "W-MENTION", "keep")).toEqual([
      'An ignored difference of Application "app" in cluster/app.yaml:7 still names the Deployment.',
    ]);
    expect(await said({ ...files, "cluster/app.yaml": argo("stage") }, "W-MENTION", "keep")).toEqual([]);
  });
  it("is Argo CD, where it deploys the folder and means all of the kind", async () => {
    const argo = (path: string) =>
      object(
        "argoproj.io/v1alpha1",
        "Application",
        `metadata: {name: app, namespace: argocd}\nspec:\n  source: {path: ${path}}\n  ignoreDifferences:\n    - {group: apps, kind: Deployment}\n`,
      );
    expect(await said({ ...base, "cluster/app.yaml": argo("app") }, "W-MENTION", "keep")).toEqual([
      'An ignored difference of Application "app" in cluster/app.yaml:7 still names the Deployment.',
    ]);
    expect(await said({ ...base, "cluster/app.yaml": argo("other") }, "W-MENTION", "keep")).toEqual([]);
  });
  it("is a role, and what Stash saves", async () => {
    const role = object(
      "rbac.authorization.k8s.io/v1",
      "Role",
      "metadata: {name: restart}\nrules:\n  - {apiGroups: [apps], resources: [deployments], resourceNames: [db], verbs: [patch]}\n",
    );
    expect(await mentioned(role)).toEqual([
      'A rule of Role "restart" in cluster/flux.yaml:5 still names the Deployment.',
    ]);
    const stash = object(
      "stash.appscode.com/v1beta1",
      "BackupConfiguration",
      "metadata: {name: nightly}\nspec:\n  target:\n    ref: {apiVersion: apps/v1, kind: Deployment, name: db}\n",
    );
    expect(await mentioned(stash)).toEqual([
      'The target of BackupConfiguration "nightly" in cluster/flux.yaml:6 still names the Deployment.',
    ]);
  });
  it("is nobody who means another of that name", async () => {
    const other = file(
      flux("  path: ./app\n  healthChecks:\n    - {apiVersion: apps/v1, kind: Deployment, name: db}\n"),
      deployment(),
    );
    expect(await mentioned(other)).toEqual([]);
  });
});

describe("the governing Service", () => {
  const headless = (name: string, selector = "app: db") =>
    object(
      "v1",
      "Service",
      `metadata: {name: ${name}}\nspec: {clusterIP: None, selector: {${selector}}, ports: [{port: 80}]}\n`,
    );
  const taken = async (files: Readonly<Record<string, string>>) => {
    const words = ["convert", "app/db.yaml", "--root", ".", "--to", "StatefulSet", "--object", "Deployment/db"];
    const { out } = await new Folder(files).run(words);
    return /^\+ {2}serviceName: (\S+)$/m.exec(out)?.[1];
  };
  const pods = deployment().replace("labels: {app: db}", "labels: {app: db, tier: data}");

  it("is one in the workload's own file, before all others", async () =>
    expect(
      await taken({ "app/db.yaml": file(pods, claim(), headless("zz")), "app/a.yaml": headless("db-headless") }),
    ).toBe("zz"));
  it("is one that selects no other workload, then the one of the nearest name", async () => {
    const other = deployment({ name: "other" }).replaceAll("{app: other}", "{tier: data}");
    const files = {
      "app/db.yaml": file(pods, claim()),
      "app/other.yaml": other,
      "app/a.yaml": headless("db", "tier: data"),
    };
    expect(await taken({ ...files, "app/b.yaml": headless("peers") })).toBe("peers");
    expect(await taken({ ...files, "app/b.yaml": file(headless("peers"), headless("db-peers"), headless("d")) })).toBe(
      "db-peers",
    );
  });
});

describe("the new Service", () => {
  const ports = async (more: string, containers = "") => {
    const own = deployment().replace("image: registry.example/main:1", `image: registry.example/main:1${containers}`);
    const service = object("v1", "Service", `metadata: {name: front}\nspec: {selector: {app: db}, ports: [${more}]}\n`);
    const words = ["convert", "app/db.yaml", "--root", ".", "--to", "StatefulSet", "--object", "Deployment/db"];
    const { out } = await new Folder({ "app/db.yaml": file(own, claim(), service) }).run(words);
    return [...out.matchAll(/^\+ {4}- name: (\S+)\n\+ {6}port: (\d+)/gm)].map(([, name, port]) => `${name} ${port}`);
  };

  it("names ports as the ordinary one does, by number or by name", async () => {
    const declared =
      "\n          ports: [{name: main, containerPort: 5432}, {containerPort: 9187}, {containerPort: 8008}]";
    expect(await ports("{name: client, port: 80, targetPort: main}, {name: metrics, port: 9187}", declared)).toEqual([
      "client 5432",
      "metrics 9187",
      "tcp-8008 8008",
    ]);
    expect(await ports("{port: 80, targetPort: main}", declared)).toEqual([
      "main 5432",
      "tcp-9187 9187",
      "tcp-8008 8008",
    ]);
  });
  it("names them as the containers do where names would clash", async () => {
    const declared = "\n          ports: [{name: a, containerPort: 1}, {name: b, containerPort: 2}]";
    expect(await ports("{name: b, port: 1}, {name: c, port: 2}", declared)).toEqual(["a 1", "c 2"]);
  });
  it("has those of the ordinary one where the containers declare none", async () =>
    expect(await ports("{name: client, port: 80, targetPort: 5432}, {name: web, port: 8080}")).toEqual([
      "client 5432",
      "web 8080",
    ]));
});

describe("updates that are paused", () => {
  it("are held back by a partition only where the Pods can be counted", async () => {
    const paused = (replicas: string) => {
      const spec = `  paused: true\n  replicas: ${replicas}\n`;
      return said({ "app/db.yaml": deployment({ spec, volumes: {} }) }, "W-PAUSED");
    };
    expect((await paused("3"))[0]).toContain("(choice paused: partition or OnDelete)");
    expect((await paused("${count}"))[0]).toContain("(choice paused: OnDelete)");
  });
});

describe("nothing is said twice", () => {
  it("and what several files say names them", async () => {
    const recreate = "  strategy: {type: Recreate}\n";
    const patch = `- target: {kind: Deployment, name: db}\n    patch: |\n      - {op: replace, path: /spec/strategy/type, value: Recreate}\n`;
    const files = {
      "app/db.yaml": file(deployment({ spec: recreate }), claim()),
      "app/kustomization.yaml": "resources: [db.yaml]\n",
      "dev/kustomization.yaml": `resources: [../app]\npatches:\n  ${patch}`,
      "prod/kustomization.yaml": `resources: [../app]\npatches:\n  ${patch}`,
    };
    expect(await said(files, "W-RECREATE", "keep")).toEqual([
      "Recreate is not needed: with one Pod the old one always ends before the new one starts (app/db.yaml, dev/kustomization.yaml, prod/kustomization.yaml).",
    ]);
    const lines = await said(files, "", "keep");
    expect(new Set(lines).size).toBe(lines.length);
  });
});

describe("a refusal", () => {
  const refused = async (to: string) => {
    const words = ["convert", "app/db.yaml", "--root", ".", "--to", to, "--object", "Deployment/db"];
    return (await new Folder(base).run(words)).err;
  };

  it("says where there is no way, and why", async () => {
    expect(await refused("ReplicaSet")).toBe(
      "R-PAIR refused: A Deployment is not converted to a ReplicaSet: it would lose its rollouts, and leave running Pods as they are.\n",
    );
    expect(await refused("ReplicationController")).toBe(
      "R-PAIR refused: A Deployment is not converted to a ReplicationController: that kind is a legacy, use a Deployment.\n",
    );
    expect(await refused("Deployment")).toBe("R-PAIR refused: It is a Deployment already.\n");
  });
});

it("a volume that a claim template of the same name replaces uses no claim", async () => {
  const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: other}
spec:
  serviceName: other
  selector: {matchLabels: {app: other}}
  template:
    metadata: {labels: {app: other}}
    spec:
      containers: [{name: main, image: registry.example/main:1, volumeMounts: [{name: data, mountPath: /data}]}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: db-data}}]
`;
  const template = `  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
  const files = (text: string) => ({ "app/db.yaml": file(deployment(), claim()), "app/other.yaml": text });
  expect(await said(files(set), "W-STAYS", "auto")).toHaveLength(1);
  expect(await said(files(set + template), "W-STAYS", "auto")).toEqual([]);
});
