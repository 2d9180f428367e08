// StatefulSets whose Pods could be interchangeable, and those that only look like it.
import { describe, expect, it } from "vitest";
import { type Advice, advice, claimOf, nothing, serviceOf, workloadOf } from "./advice";

/** A StatefulSet without anything that asks for one. */
function statefulSet(
  podSpec = "containers: [{name: web, image: 'nginx:1.27'}]",
  { spec = "", name = "web" } = {},
): string {
  return workloadOf(podSpec, { kind: "StatefulSet", name, spec });
}

/** The kind is kept for a reason. */
function kept(...suppressors: string[]): Advice {
  return { ...nothing("StatefulSet"), suppressors };
}

describe("a StatefulSet that uses nothing of it", () => {
  it("is told so", () =>
    expect(advice(statefulSet())).toEqual({
      recommended: "Deployment",
      score: 11,
      evidence: [
        "+3 no volumeClaimTemplates",
        "+2 no storage but emptyDir",
        "+2 no serviceName",
        "+2 image nginx:1.27",
        "+2 nothing uses the names of its Pods",
      ],
    }));

  it("names a Service that is not headless, starts in parallel and is scaled", () =>
    expect(
      advice(`${statefulSet("containers: [{name: a, image: private/a}]", { spec: "serviceName: web\npodManagementPolicy: Parallel" })}${serviceOf("web", "web")}---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: scale}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: web}, maxReplicas: 5}
`),
    ).toEqual({
      recommended: "Deployment",
      score: 11,
      evidence: [
        "+3 no volumeClaimTemplates",
        "+2 no storage but emptyDir",
        '+2 no headless Service "web"',
        "+2 nothing uses the names of its Pods",
        '+1 HorizontalPodAutoscaler "scale" scales it',
        "+1 podManagementPolicy: Parallel",
      ],
    }));

  it("has its headless Service, but nobody who uses it", () =>
    expect(
      advice(statefulSet(undefined, { spec: "serviceName: web" }) + serviceOf("web", "web", { headless: true })),
    ).toEqual({
      recommended: "Deployment",
      score: 9,
      evidence: [
        "+3 no volumeClaimTemplates",
        "+2 no storage but emptyDir",
        "+2 image nginx:1.27",
        "+2 nothing uses the names of its Pods",
      ],
    }));

  it("is of an image that the configuration calls stateless", () =>
    expect(
      advice(`${statefulSet("containers: [{name: a, image: private/a}]")}
#- .rightkind.yaml
statelessImages: [a]
`),
    ).toMatchObject({ recommended: "Deployment", score: 11 }));

  it("says nothing that rests on absence before everything is read", () =>
    expect(advice(statefulSet(undefined, { spec: "serviceName: web" }), { ready: false })).toEqual({
      recommended: "Deployment",
      score: 7,
      evidence: ["+3 no volumeClaimTemplates", "+2 no storage but emptyDir", "+2 image nginx:1.27"],
    }));

  it("says nothing that rests on absence beside a file that does not parse", () =>
    expect(
      advice(`${statefulSet("containers: [{name: a, image: private/a}]", { spec: "serviceName: web" })}
#- broken.yaml
apiVersion: v1
kind: Service
metadata: {name: web
`),
    ).toEqual({
      recommended: "StatefulSet",
      leaning: "Deployment",
      score: 5,
      evidence: ["+3 no volumeClaimTemplates", "+2 no storage but emptyDir"],
    }));

  it("says nothing that rests on absence where a kustomization names what is not there", () =>
    expect(
      advice(`${statefulSet("containers: [{name: a, image: private/a}]", { spec: "serviceName: web" })}
#- kustomization.yaml
resources: [manifest.yaml, "https://example.org/more"]
`),
    ).toMatchObject({ leaning: "Deployment", score: 5 }));
});

describe("a StatefulSet for a reason", () => {
  it("fp-claim-templates: each Pod has its own disk", () =>
    expect(
      advice(
        statefulSet(undefined, {
          spec: "volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}]",
        }),
      ),
    ).toEqual(nothing("StatefulSet")));

  it("fp-pod-index: reads its ordinal", () =>
    expect(
      advice(
        statefulSet(`
containers:
  - name: web
    image: nginx
    env: [{name: INDEX, valueFrom: {fieldRef: {fieldPath: "metadata.labels['apps.kubernetes.io/pod-index']"}}}]
`),
      ),
    ).toEqual(kept("silent identity")));

  it.each([
    ["fieldRef", "env: [{name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]"],
    ["HOSTNAME", 'command: [sh, -c, "run --id $HOSTNAME"]'],
    ["hostname", 'command: [sh, -c, "run --id $(hostname)"]'],
    ["subPathExpr", "volumeMounts: [{name: x, mountPath: /x, subPathExpr: $(POD_NAME)}]"],
    ["its own peers", "args: [--first=web-0.web]"],
    ["shards", "env: [{name: SHARDS, value: '3'}]"],
    ["gossip", "args: [--gossip-port=7946]"],
  ])("fp-uses-its-name: %s", (_, lines) =>
    expect(advice(statefulSet(`containers:\n  - name: web\n    image: nginx\n    ${lines}\n`))).toEqual(
      kept("silent identity"),
    ),
  );

  it("fp-name-in-downward-volume", () =>
    expect(
      advice(
        statefulSet(`
containers: [{name: web, image: nginx}]
volumes: [{name: info, downwardAPI: {items: [{path: name, fieldRef: {fieldPath: metadata.name}}]}}]
`),
      ),
    ).toEqual(kept("silent identity")));

  it("fp-called-by-name: a ConfigMap of the unit lists its Pods", () =>
    expect(
      advice(`${statefulSet()}
#- config.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: backends}
data:
  nginx.conf: |
    upstream web { server web-0.web; server web-1.web; }
`),
    ).toEqual(kept("silent identity")));

  it("fp-service-of-one-pod: a Service selects a Pod by its name", () =>
    expect(
      advice(`${statefulSet()}---
apiVersion: v1
kind: Service
metadata: {name: first}
spec: {selector: {statefulset.kubernetes.io/pod-name: web-0}}
`),
    ).toEqual(kept("silent identity")));

  it("names in another unit are of another set", () =>
    expect(
      advice(`${statefulSet()}
#- other/config.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: backends}
data: {host: web-0.web}
`),
    ).toMatchObject({ recommended: "Deployment", score: 11 }));

  it("fp-in-memory-cluster: names matter without any disk", () =>
    expect(advice(statefulSet("containers: [{name: t, image: 'trinodb/trino:450'}]"))).toEqual(
      kept("silent clustered"),
    ));

  it.each([
    ["rabbitmq:3", "containers: [{name: q, image: 'rabbitmq:3'}]"],
    ["a port", "containers: [{name: q, image: private/q, ports: [{containerPort: 5432}]}]"],
    ["its name", "containers: [{name: q, image: private/orders-db}]"],
  ])("fp-store-without-claim: known by %s", (_, pod) => expect(advice(statefulSet(pod))).toEqual(kept("silent store")));

  it("fp-at-most-one: a controller", () =>
    expect(
      advice(statefulSet("containers: [{name: c, image: private/c}]", { name: "application-controller" })),
    ).toEqual(kept("silent singleton")));

  it.each([
    ["its image", "containers: [{name: c, image: 'private/event-operator:1'}]"],
    ["its container", "containers: [{name: manager, image: 'private/x:1'}]"],
  ])("fp-at-most-one: a controller by %s", (_, pod) =>
    expect(advice(statefulSet(pod))).toEqual(kept("silent singleton")),
  );

  it("fp-at-most-one: a singleton by configuration", () =>
    expect(
      advice(`${statefulSet()}
#- .rightkind.yaml
singletons: [web]
`),
    ).toEqual(kept("silent singleton")));

  it.each(["ReadWriteOnce", "ReadWriteOncePod"])("fp-named-claim: one Pod on a %s claim", (mode) =>
    expect(
      advice(
        statefulSet(`
containers: [{name: web, image: nginx, volumeMounts: [{name: d, mountPath: /d}]}]
volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]
`) + claimOf("data", mode),
      ),
    ).toEqual(kept("silent storage")),
  );

  it("fp-unknown-claim: it may be for one Pod only", () =>
    expect(
      advice(
        statefulSet(`
containers: [{name: web, image: nginx, volumeMounts: [{name: d, mountPath: /d}]}]
volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]
`),
      ),
    ).toEqual(kept("silent storage")));

  it("fp-csi-plugin: a second Pod would write to the same directory of the node", () =>
    expect(
      advice(
        statefulSet(`
containers: [{name: p, image: private/p, volumeMounts: [{name: s, mountPath: /csi}]}]
volumes: [{name: s, hostPath: {path: /var/lib/kubelet/plugins/x}}]
`),
      ),
    ).toEqual(kept("silent storage")));

  it("fp-partition: a rollout that counts Pods", () =>
    expect(
      advice(statefulSet(undefined, { spec: "updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}" })),
    ).toEqual(kept("silent identity")));

  it("fp-operator: custom resources of an operator in the unit", () =>
    expect(
      advice(`${statefulSet("containers: [{name: k, image: quay.io/strimzi/kafka}]")}---
apiVersion: kafka.strimzi.io/v1beta2
kind: Kafka
metadata: {name: events}
`),
    ).toEqual(kept("silent operator", "silent store")));

  it("an operator runs nothing but its own", () =>
    expect(
      advice(`${statefulSet()}---
apiVersion: kafka.strimzi.io/v1beta2
kind: Kafka
metadata: {name: events}
`),
    ).toMatchObject({ recommended: "Deployment", score: 11 }));

  it("fp-kept-apart: each Pod must have a node of its own", () =>
    expect(
      advice(
        statefulSet(`
containers: [{name: a, image: private/a}]
affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}
`),
      ),
    ).toEqual({
      recommended: "StatefulSet",
      leaning: "Deployment",
      score: 6,
      evidence: [
        "+3 no volumeClaimTemplates",
        "+2 no storage but emptyDir",
        "+2 no serviceName",
        "+2 nothing uses the names of its Pods",
        "-3 each Pod on a node of its own",
      ],
    }));

  it.each([
    ["variable EVENT_QUEUE_SIZE", "env: [{name: EVENT_QUEUE_SIZE, value: '1000'}]"],
    ["variable QUEUE_BACKEND", "env: [{name: QUEUE_BACKEND, value: memory}]"],
    ["argument --max-queue-length", "args: [--max-queue-length=500]"],
    ["argument --sender.queue-capacity", "args: [--sender.queue-capacity, '9']"],
  ])("fp-memory-queue: %s", (text, lines) =>
    expect(advice(statefulSet(`containers:\n  - name: a\n    image: private/a\n    ${lines}\n`))).toMatchObject({
      recommended: "StatefulSet",
      leaning: "Deployment",
      score: 6,
      evidence: [
        expect.any(String),
        expect.any(String),
        expect.any(String),
        expect.any(String),
        `-3 a queue in memory: ${text}`,
      ],
    }),
  );

  it("a queue elsewhere is none of its own", () =>
    expect(
      advice(statefulSet("containers: [{name: a, image: private/a, env: [{name: QUEUE_URL, value: 'amqp://q'}]}]")),
    ).toMatchObject({ recommended: "Deployment", score: 9 }));
});
