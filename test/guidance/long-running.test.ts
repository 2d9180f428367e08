// Servers in Jobs, Pods that nobody replaces, and the predecessors of the Deployment.
import { describe, expect, it } from "vitest";
import { advice, claimOf, nothing, podOf, serviceOf, workloadOf } from "./advice";

const BARE = "+4 a bare Pod is not replaced when its node goes";

describe("a bare Pod", () => {
  it.each([
    ["image nginx serves", "image: nginx"],
    ["port 8080", "image: private/x, ports: [{containerPort: 8080}]"],
    ["a readinessProbe", "image: private/x, readinessProbe: {exec: {command: [x]}}"],
    ["command vault server", "image: private/x, command: [vault, server]"],
    ["command celery worker", "image: private/x, command: [celery, worker]"],
    ["restartPolicy: Always", "image: private/x}], restartPolicy: Always, x: [{"],
  ])("that is meant to stay becomes a Deployment: %s", (text, container) =>
    expect(
      advice(`apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec: {containers: [{name: a, ${container}}]}\n`),
    ).toEqual({ recommended: "Deployment", score: 7, evidence: [BARE, `+3 ${text}`] }),
  );

  it("that a Service leads to becomes a Deployment", () =>
    expect(advice(podOf("containers: [{name: a, image: private/x}]") + serviceOf("web", "app"))).toEqual({
      recommended: "Deployment",
      score: 7,
      evidence: [BARE, '+3 Service "web" leads to it'],
    }));

  it("fp-default-restart-policy: a Pod is kept running by default, which says nothing", () =>
    expect(advice(podOf("containers: [{name: a, image: private/x, command: [/run]}]"))).toEqual(nothing("Pod")));

  it("fp-web-server-with-a-claim: one volume asks for no name of its own", () =>
    expect(
      advice(
        podOf(`
containers: [{name: web, image: nginx, volumeMounts: [{name: d, mountPath: /d}]}]
volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]
`) + claimOf("data"),
      ),
    ).toEqual({ recommended: "Deployment", score: 7, evidence: [BARE, "+3 image nginx serves"] }));

  it("fp-tie: what speaks as much for two kinds speaks for none", () =>
    expect(
      advice(
        podOf(
          "containers: [{name: a, image: private/x, command: [pg_dump, db], livenessProbe: {exec: {command: [x]}}}]",
        ),
      ),
    ).toEqual(nothing("Pod")));

  it("fp-rwx-claim: with a shared claim becomes a Deployment", () =>
    expect(
      advice(
        podOf(`
containers: [{name: web, image: nginx, volumeMounts: [{name: d, mountPath: /d}]}]
volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]
`) + claimOf("data", "ReadWriteMany"),
      ),
    ).toMatchObject({ recommended: "Deployment", score: 7 }));

  it("that runs a store becomes a StatefulSet", () =>
    expect(
      advice(podOf("containers: [{name: db, image: 'mysql:8', env: [{name: MYSQL_DATABASE, value: x}]}]")),
    ).toEqual({
      recommended: "StatefulSet",
      score: 9,
      evidence: [BARE, "+3 image mysql:8", "+2 variable MYSQL_DATABASE"],
    }));

  it("fp-redis-pod: a cache becomes a Deployment", () =>
    expect(advice(podOf("containers: [{name: r, image: redis, ports: [{containerPort: 6379}]}]"))).toMatchObject({
      recommended: "Deployment",
      score: 7,
    }));

  it.each([
    ["fp-toolbox", "containers: [{name: t, image: busybox, command: [sleep, infinity]}]"],
    ["fp-placeholder", "containers: [{name: t, image: busybox, command: [sh, -c, 'echo hello && sleep 3600']}]"],
    [
      "fp-toolbox-behind-a-chain",
      "containers: [{name: t, image: nginx, command: [sh, -c, 'pip install x && x prepare && sleep 60m'], livenessProbe: {exec: {command: [x]}}}]",
    ],
    ["fp-pause", "containers: [{name: t, image: registry.k8s.io/pause:3.9}]"],
  ])("%s stays a Pod", (_, pod) => expect(advice(podOf(pod))).toMatchObject(nothing("Pod")));

  it("fp-debug-pod stays a Pod", () =>
    expect(advice(podOf("containers: [{name: t, image: nginx}]", { name: "network-debug" }))).toEqual({
      ...nothing("Pod"),
      suppressors: ["silent debug-pod"],
    }));

  it.each(["helm.sh/hook: post-install", "argocd.argoproj.io/hook: Sync"])("fp-hook: %s", (annotation) =>
    expect(
      advice(
        podOf("restartPolicy: Never\ncontainers: [{name: t, image: x}]", { metadata: `annotations: {${annotation}}` }),
      ),
    ).toEqual({ ...nothing("Pod"), suppressors: ["silent hook"] }),
  );

  it("fp-mirror-pod", () =>
    expect(
      advice(
        podOf("containers: [{name: t, image: nginx}]", { metadata: "annotations: {kubernetes.io/config.mirror: abc}" }),
      ),
    ).toEqual({ ...nothing("Pod"), suppressors: ["silent static-pod"] }));

  it("fp-static-pod", () =>
    expect(advice(`#- etc/kubernetes/manifests/api.yaml\n${podOf("containers: [{name: t, image: nginx}]")}`)).toEqual({
      ...nothing("Pod"),
      suppressors: ["silent static-pod"],
    }));

  it("fp-owned-pod", () =>
    expect(
      advice(
        podOf("containers: [{name: t, image: nginx}]", {
          metadata: "ownerReferences: [{kind: ReplicaSet, name: web-1}]",
        }),
      ),
    ).toEqual({ ...nothing("Pod"), suppressors: ["silent owned"] }));
});

describe("a ReplicaSet or ReplicationController", () => {
  it("becomes a Deployment", () =>
    expect(advice(workloadOf("containers: [{name: web, image: nginx}]", { kind: "ReplicaSet" }))).toEqual({
      recommended: "Deployment",
      score: 7,
      evidence: ["+4 a Deployment keeps the same Pods", "+3 a ReplicaSet rolls nothing out"],
    }));

  it("that leans to another kind becomes that one at once", () =>
    expect(
      advice(`apiVersion: v1
kind: ReplicationController
metadata: {name: db}
spec:
  selector: {app: db}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: mongo, ports: [{containerPort: 27017}], env: [{name: MONGO_INITDB_ROOT_USERNAME, value: x}]}]}
`),
    ).toEqual({
      recommended: "StatefulSet",
      score: 9,
      evidence: [
        "+3 image mongo",
        "+3 a ReplicationController rolls nothing out",
        "+2 variable MONGO_INITDB_ROOT_USERNAME",
        "+1 port 27017",
      ],
    }));

  it("fp-tie: becomes the Deployment that took its place where as much speaks for another kind", () =>
    expect(
      advice(
        workloadOf("containers: [{name: db, image: mongo, ports: [{containerPort: 27017}]}]", { kind: "ReplicaSet" }),
      ),
    ).toEqual({
      recommended: "Deployment",
      score: 7,
      evidence: ["+4 a Deployment keeps the same Pods", "+3 a ReplicaSet rolls nothing out"],
    }));

  it("fp-web-server-with-a-claim: becomes a Deployment", () =>
    expect(
      advice(
        workloadOf(
          `
containers: [{name: web, image: nginx, volumeMounts: [{name: d, mountPath: /d}]}]
volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]
`,
          { kind: "ReplicaSet" },
        ) + claimOf("data"),
      ),
    ).toMatchObject({ recommended: "Deployment", score: 7 }));

  it("fp-owned-replica-set", () =>
    expect(
      advice(
        workloadOf("containers: [{name: web, image: nginx}]", {
          kind: "ReplicaSet",
          metadata: "ownerReferences: [{kind: Deployment, name: web}]",
        }),
      ),
    ).toEqual({ ...nothing("ReplicaSet"), suppressors: ["silent owned"] }));
});

describe("a Job that serves", () => {
  const job = (container: string) => `apiVersion: batch/v1
kind: Job
metadata: {name: app}
spec:
  template:
    metadata: {labels: {app: app}}
    spec: {restartPolicy: Never, containers: [{name: m, image: private/x, ${container}}]}
`;
  const probed = "ports: [{containerPort: 80}], readinessProbe: {httpGet: {port: 80}}";

  it("is asked whether it is ready, and called", () =>
    expect(advice(job(probed) + serviceOf("web", "app"))).toEqual({
      recommended: "Job",
      leaning: "Deployment",
      score: 4,
      evidence: ['+4 a probe, and Service "web" leads to it'],
    }));

  it.each(["vault server", "manage.py runserver", "app serve"])("%s", (words) =>
    expect(advice(job(`command: [${words.split(" ").join(", ")}, --port=80]`))).toEqual({
      recommended: "Job",
      leaning: "Deployment",
      score: 4,
      evidence: [`+4 command ${words}`],
    }),
  );

  it("a CronJob too", () =>
    expect(
      advice(`apiVersion: batch/v1
kind: CronJob
metadata: {name: app}
spec:
  schedule: "@daily"
  jobTemplate:
    spec:
      template:
        metadata: {labels: {app: app}}
        spec: {restartPolicy: Never, containers: [{name: m, image: private/x, ${probed}}]}
${serviceOf("web", "app")}`),
    ).toMatchObject({ recommended: "CronJob", leaning: "Deployment", score: 4 }));

  it.each([
    ["fp-metrics-port: no Service", probed],
    ["fp-client-of-a-server", "command: [mysql, -h, server]"],
    ["fp-migration", "command: [python, manage.py, migrate]"],
  ])("%s", (_, container) => expect(advice(job(container))).toEqual(nothing("Job")));

  it("fp-probe-of-a-native-sidecar", () =>
    expect(
      advice(
        job("ports: [{containerPort: 80}]").replace(
          "containers: [",
          "initContainers: [{name: s, image: y, restartPolicy: Always, readinessProbe: {httpGet: {port: 80}}}], containers: [",
        ) + serviceOf("web", "app"),
      ),
    ).toEqual(nothing("Job")));
});
