// Deployments that work on their node, and those that only touch it.
import { describe, expect, it } from "vitest";
import { advice, claimOf, nothing, podOf, serviceOf, workloadOf } from "./advice";

const agent = `
hostNetwork: true
tolerations: [{operator: Exists}]
containers:
  - name: agent
    image: private/agent
    volumeMounts: [{name: log, mountPath: /host/log, readOnly: true}]
volumes: [{name: log, hostPath: {path: /var/log}}]
`;

describe("a Deployment of node agents", () => {
  it("reads the node's files, network and every taint", () =>
    expect(advice(workloadOf(agent, { spec: "replicas: 3" }))).toEqual({
      recommended: "DaemonSet",
      score: 7,
      evidence: ["+3 node directory /var/log", "+2 tolerates every taint", "+2 hostNetwork: true"],
    }));

  it("is a known agent", () =>
    expect(
      advice(
        workloadOf(`
containers: [{name: f, image: "fluent/fluent-bit:3", env: [{name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]}]
volumes: [{name: log, hostPath: {path: /var/lib/docker/containers/}}]
`),
      ),
    ).toEqual({
      recommended: "DaemonSet",
      score: 8,
      evidence: [
        "+4 image fluent-bit:3",
        "+3 node directory /var/lib/docker/containers/",
        "+1 variable NODE from spec.nodeName",
      ],
    }));

  it("is a collector that reads the node", () =>
    expect(
      advice(
        workloadOf(`
containers: [{name: o, image: otel/opentelemetry-collector-contrib, ports: [{containerPort: 4317, hostPort: 4317}]}]
volumes: [{name: log, hostPath: {path: /var/log/pods}}]
`),
      ),
    ).toMatchObject({ recommended: "DaemonSet", score: 8 }));

  const apart = `
affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: app}}}
`;

  it("keeps one Pod to a node, as many as the configuration says that there are", () =>
    expect(
      advice(`${workloadOf(`${agent.trim()}${apart}`, { spec: "replicas: 5" })}
#- .rightkind.yaml
cluster: {nodes: 5}
`),
    ).toMatchObject({ recommended: "DaemonSet", score: 9 }));

  it("says in a comment that there is one on each node", () =>
    expect(advice(`# one per node\n${workloadOf(`${agent.trim()}${apart}`, { spec: "replicas: 3" })}`)).toMatchObject({
      score: 9,
    }));

  it("fp-spread-of-three: three Pods apart from each other are high availability", () =>
    expect(advice(workloadOf(`containers: [{name: a, image: private/a}]${apart}`, { spec: "replicas: 3" }))).toEqual(
      nothing("Deployment"),
    ));
});

describe("fine as it is", () => {
  it.each([
    ["fluent/fluentd", "fluentd-aggregator"],
    ["timberio/vector", "vector-aggregator"],
    ["otel/opentelemetry-collector", "otel-gateway"],
    ["cilium/operator", "cilium-operator"],
  ])("fp-aggregator: %s as %s", (image, name) =>
    expect(
      advice(workloadOf(`containers: [{name: a, image: ${image}}]\ntolerations: [{operator: Exists}]`, { name })),
    ).toEqual(nothing("Deployment")),
  );

  it.each(["fluent/fluentd:v1", "timberio/vector:0.40"])(
    "fp-aggregator: %s that is called and reads no file of the node",
    (image) =>
      expect(
        advice(
          workloadOf(
            `containers: [{name: a, image: "${image}", ports: [{containerPort: 24224}]}]\ntolerations: [{operator: Exists}]`,
          ) + serviceOf("logs", "app"),
        ),
      ).toEqual(nothing("Deployment")),
  );

  it("fp-aggregator: an exporter of the node is called and is none", () =>
    expect(
      advice(workloadOf("containers: [{name: a, image: quay.io/prometheus/node-exporter}]") + serviceOf("m", "app")),
    ).toMatchObject({ leaning: "DaemonSet", score: 4 }));

  it("fp-ci-runner: builds with the node's engine", () =>
    expect(
      advice(
        workloadOf(
          `
containers: [{name: r, image: gitlab/gitlab-runner}]
volumes: [{name: docker, hostPath: {path: /var/lib/docker}}, {name: sock, hostPath: {path: /var/run/docker.sock}}]
hostNetwork: true
`,
          { name: "gitlab-runner" },
        ),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-docker-socket, fp-one-device: no directories of the node", () =>
    expect(
      advice(
        workloadOf(`
hostNetwork: true
containers: [{name: p, image: private/plex}]
volumes: [{name: gpu, hostPath: {path: /dev/dri}}, {name: sock, hostPath: {path: /var/run/docker.sock}}]
`),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-ingress-controller: on the host's network", () =>
    expect(
      advice(
        workloadOf(`
hostNetwork: true
containers: [{name: c, image: ingress-nginx/controller, ports: [{containerPort: 80, hostPort: 80}]}]
tolerations: [{operator: Exists}]
`),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-node-claim: a volume of one node", () =>
    expect(
      advice(
        workloadOf(
          `${agent.trim()}
  - {name: d, persistentVolumeClaim: {claimName: data}}
`
            .replace(
              "volumes: [{name: log, hostPath: {path: /var/log}}]",
              "volumes:\n  - {name: log, hostPath: {path: /var/log}}",
            )
            .replace("volumeMounts: [", "volumeMounts: [{name: d, mountPath: /d}, "),
        ) + claimOf("data"),
      ),
    ).toEqual({ ...nothing("Deployment"), suppressors: ["silent storage"] }));

  it("fp-scaled: an autoscaler counts its Pods", () =>
    expect(
      advice(`${workloadOf(agent)}---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: scale}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: app}, maxReplicas: 5}
`),
    ).toEqual({ ...nothing("Deployment"), suppressors: ["silent scaler"] }));

  it.each(["cilium-operator", "csi-nfs-controller", "cloud-controller-manager", "cluster-autoscaler"])(
    "fp-cluster-wide: %s on the host's network",
    (name) =>
      expect(
        advice(
          workloadOf(
            `
hostNetwork: true
tolerations: [{operator: Exists}]
containers: [{name: c, image: private/x, ports: [{containerPort: 9963, hostPort: 9963}]}]
volumes: [{name: k, hostPath: {path: /var/lib/kubelet}}]
`,
            { name },
          ),
        ),
      ).toEqual(nothing("Deployment")),
  );

  it.each([1, 2])("fp-csi-plugin: %d replicas that elect a leader", (replicas) =>
    expect(
      advice(
        workloadOf(
          `
hostNetwork: true
tolerations: [{operator: Exists}]
containers: [{name: c, image: private/csi, args: [--leader-election]}]
volumes: [{name: k, hostPath: {path: /var/lib/kubelet/pods}}]
`,
          { spec: `replicas: ${replicas}` },
        ),
      ),
    ).toEqual({ ...nothing("Deployment"), suppressors: ["silent leader-election"] }),
  );

  it("fp-one-node: pinned to a host", () =>
    expect(advice(workloadOf(`${agent.trim()}\nnodeSelector: {kubernetes.io/hostname: a}`))).toEqual({
      ...nothing("Deployment"),
      suppressors: ["silent one-node"],
    }));

  it("fp-admin-toolbox: a privileged place to work in", () =>
    expect(
      advice(workloadOf(agent.replace("image: private/agent", "image: private/agent\n    command: [sleep, infinity]"))),
    ).toEqual({
      ...nothing("Deployment"),
      suppressors: ["silent toolbox"],
    }));

  it("a DaemonSet stays one", () =>
    expect(advice(workloadOf(agent, { kind: "DaemonSet" }))).toEqual(nothing("DaemonSet")));
});

describe("a bare Pod on its node", () => {
  it("is an agent", () =>
    expect(advice(podOf(agent))).toEqual({
      recommended: "DaemonSet",
      score: 11,
      evidence: [
        "+4 a bare Pod is not replaced when its node goes",
        "+3 node directory /var/log",
        "+2 tolerates every taint",
        "+2 hostNetwork: true",
      ],
    }));

  it("fp-one-directory: a directory of the node alone makes no agent", () =>
    expect(
      advice(podOf("containers: [{name: a, image: private/a}]\nvolumes: [{name: log, hostPath: {path: /var/log}}]")),
    ).toEqual(nothing("Pod")));
});
