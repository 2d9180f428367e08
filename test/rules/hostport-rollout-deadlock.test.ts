// The rule hostport-rollout-deadlock: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { autoscaler, claim, documents, files, limits, marked, patch, patched, workload } from "./rollout-workload";

const id = "hostport-rollout-deadlock";
const recreate = "Set the strategy to Recreate";
const surge = "Set maxSurge to 0 and maxUnavailable to 1";
const warning = `${id} warning`;
const information = `${id} information`;
const port = "ports:\n  - containerPort: 80\n    hostPort: «80»";
const app = (more = {}) => workload({ container: port, ...more });
const silent = (more = {}) => app(more).replace(/[«»]/g, "");
const found = (label: string, more = {}) => marked(app(more), label);
const pinned = "nodeSelector: {kubernetes.io/hostname: edge-1}";
const cluster = (nodes: number, text: string) =>
  files({ ".rightkind.yaml": `cluster: {nodes: ${nodes}}\n`, "app.yaml": text });

describe("warns where the update hangs", () => {
  it("of one replica, in words", () =>
    checkRule(
      id,
      found(
        `${warning}: A rolling update hangs: the new Pod waits for port 80 of the node, which the old Pod keeps until then. Set the strategy to Recreate.`,
        { pod: pinned },
      ),
    ));
  it("of several, in words", () =>
    checkRule(
      id,
      cluster(
        2,
        found(
          `${warning}: A rolling update hangs: the new Pod waits for port 80 of the node, which the old Pod keeps until then. Set maxSurge to 0 and maxUnavailable to 1.`,
          { spec: "replicas: 2" },
        ),
      ),
    ));
  it("of a node by name", () => checkRule(id, found(warning, { pod: "nodeName: edge-1" })));
  it("of a volume on one machine", () =>
    checkRule(
      id,
      documents(
        marked(
          workload({
            pod: "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]",
            container: `${port}\nvolumeMounts: [{name: data, mountPath: /srv}]`,
          }),
          warning,
        ),
        claim("ReadWriteOnce", "storageClassName: local-path"),
      ),
    ));
  it("of the only node", () => checkRule(id, cluster(1, found(warning))));
  it("of more replicas than nodes", () => checkRule(id, cluster(2, found(warning, { spec: "replicas: 3" }))));
  it("of a port that a native sidecar takes", () =>
    checkRule(
      id,
      marked(
        workload({
          pod: `initContainers:\n  - name: proxy\n    image: proxy\n    restartPolicy: Always\n    ports:\n      - containerPort: 80\n        hostPort: «80»\n${pinned}`,
        }),
        warning,
      ),
    ));
});

describe("informs where it needs a node more", () => {
  it("in words", () =>
    checkRule(
      id,
      found(
        `${information}: A rolling update needs a node more than Pods: on its own node the old Pod keeps port 80 until the new one is Ready. Set the strategy to Recreate.`,
      ),
    ));
  it("than there are known to be", () => checkRule(id, cluster(3, found(information, { spec: "replicas: 2" }))));
  it("up to three replicas, of which a quarter rounds down to none", () =>
    checkRule(id, found(information, { spec: "replicas: 3" })));
  it("of the node's network", () =>
    checkRule(
      id,
      marked(
        workload({ pod: "hostNetwork: «true»", container: "ports: [{containerPort: 80}]" }),
        `${information}: A rolling update needs a node more than Pods: on its own node the old Pod keeps port 80 until the new one is Ready. Set the strategy to Recreate.`,
      ),
    ));
  it("at the port where both are written", () => checkRule(id, found(information, { pod: "hostNetwork: true" })));
  it("with the fewest that an autoscaler allows", () => checkRule(id, documents(found(information), autoscaler(1, 9))));
  it("of a number that is a variable, where none may be missing", () => {
    checkRule(id, found(information, { spec: `replicas: \${REPLICAS}\n${limits(1, 0)}` }));
    checkRule(id, cluster(2, found(information, { spec: `replicas: \${REPLICAS:=2}\n${limits(1, 0)}` })));
  });
});

describe("is silent", () => {
  it("fp-four-replicas-of-which-one-may-be-missing", () => checkRule(id, silent({ spec: "replicas: 4" })));
  it("fp-autoscaled-from-four", () => checkRule(id, documents(silent(), autoscaler(4, 9))));
  it("fp-recreate", () => checkRule(id, silent({ spec: "strategy: {type: Recreate}", pod: pinned })));
  it("fp-surge-zero", () => checkRule(id, silent({ spec: limits(0, 1), pod: pinned })));
  it("fp-one-may-be-missing", () => checkRule(id, silent({ spec: limits(1, 1), pod: pinned })));
  it("fp-no-pods", () => checkRule(id, silent({ spec: "replicas: 0" })));
  it("fp-variable", () => {
    checkRule(id, silent({ spec: "replicas: ${REPLICAS}" }));
    checkRule(id, silent({ spec: limits(1, "${UNAVAILABLE}") }));
    checkRule(id, workload({ container: "ports: [{containerPort: 80, hostPort: '${PORT}'}]" }));
  });
  it("fp-no-host-port", () => {
    checkRule(id, workload({ container: "ports: [{containerPort: 80}]" }));
    checkRule(id, workload({ container: "ports: [{containerPort: 80, hostPort: 0}]" }));
    checkRule(id, workload({ pod: "hostNetwork: true" }));
    checkRule(id, workload({ pod: "hostNetwork: false", container: "ports: [{containerPort: 80}]" }));
  });
  it("fp-init-container-that-ends", () =>
    checkRule(
      id,
      workload({ pod: "initContainers: [{name: init, image: init, ports: [{containerPort: 80, hostPort: 80}]}]" }),
    ));
  it("fp-daemonset-and-statefulset", () => {
    checkRule(id, silent({ kind: "DaemonSet" }));
    checkRule(id, silent({ kind: "StatefulSet" }));
  });
});

describe("rests on", () => {
  it("what keeps the Pods on one node", () =>
    expect(relatedOf(id, silent({ spec: "replicas: 1", pod: pinned }))).toEqual([
      'The Pods of Deployment "app" are kept on this node',
      'replicas of Deployment "app"',
    ]));
  it("the autoscaler", () =>
    expect(relatedOf(id, documents(silent(), autoscaler(1, 9)))).toEqual([
      'HorizontalPodAutoscaler "app" scales it from 1 to 9',
      'Convert to DaemonSet is refused (R-DS-SCALER): HorizontalPodAutoscaler "app" scales Deployment "app", and a DaemonSet cannot be scaled by it: remove it first',
    ]));
});

describe("fixes", () => {
  it("let the old Pod go first", () =>
    checkFix(
      id,
      recreate,
      silent({ spec: "replicas: 1", pod: pinned }),
      silent({ spec: "replicas: 1", pod: pinned }).replace(
        "  template:",
        "  strategy:\n    type: Recreate\n  template:",
      ),
    ));
  it("let one of several go first", () =>
    checkFix(id, surge, silent({ spec: limits(1, 0) }), silent({ spec: limits(0, 1) })));
  it("in the patch that says it", () =>
    checkFix(
      id,
      surge,
      patched(silent(), patch("Deployment", limits(1, 0))),
      patched(silent(), patch("Deployment", limits(0, 1))),
    ));
  it("take all Pods away only where there is one", () => {
    expect(fixTitles(id, silent()).slice(0, 2)).toEqual([recreate, surge]);
    expect(fixTitles(id, silent({ spec: "replicas: 2" }))).not.toContain(recreate);
    expect(fixTitles(id, documents(silent(), autoscaler(1, 2)))).not.toContain(recreate);
  });
});
