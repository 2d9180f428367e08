// The rule statefulset-unneeded: its conditions and its traps.
import { describe, expect, it } from "vitest";
import { checkRule, relatedOf } from "../support/check-rule";
import { claim, documents, files } from "./deployment-rwo-claim";

const id = "statefulset-unneeded";

interface Set {
  readonly image?: string;
  readonly spec?: string;
  readonly container?: string;
  readonly pod?: string;
  readonly marker?: string;
  readonly name?: string;
}

function set({
  image = "nginx:1.27",
  spec = "",
  container = "",
  pod = "",
  marker = "",
  name = "web",
}: Set = {}): string {
  return [
    "apiVersion: apps/v1",
    "kind: StatefulSet",
    ...(marker ? [`#     ^^^^^^^^^^^ ${marker}`] : []),
    `metadata: {name: ${name}}`,
    "spec:",
    ...(spec ? [`  ${spec}`] : []),
    "  selector: {matchLabels: {app: web}}",
    "  template:",
    "    metadata: {labels: {app: web}}",
    "    spec:",
    ...(pod ? [`      ${pod}`] : []),
    "      containers:",
    "        - name: web",
    `          image: ${image}`,
    ...(container ? [`          ${container}`] : []),
    "",
  ].join("\n");
}

describe("hints", () => {
  it("says what speaks for a Deployment", () =>
    checkRule(
      id,
      set({
        marker: `${id} hint: Nothing here needs a StatefulSet (no volumeClaimTemplates, no storage but emptyDir, no serviceName): a Deployment rolls in parallel, with surge.`,
      }),
    ));
  it("of any image where nothing uses names", () =>
    checkRule(id, set({ image: "registry.example/app:1", marker: `${id} hint` })));
  it("rests on each piece of evidence", () =>
    expect(relatedOf(id, set())).toEqual([
      "no volumeClaimTemplates",
      "no storage but emptyDir",
      "no serviceName",
      "image nginx:1.27",
      "nothing uses the names of its Pods",
    ]));
});

describe("is silent", () => {
  it("fp-claim-templates", () =>
    checkRule(
      id,
      set({ spec: "volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}]" }),
    ));
  it("fp-claim", () =>
    checkRule(
      id,
      documents(
        set({
          container: "volumeMounts: [{name: d, mountPath: /d}]",
          pod: "volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]",
        }),
        claim(),
      ),
    ));
  it("fp-pod-name", () =>
    checkRule(
      id,
      set({
        container:
          "env: [{name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]\n          args: [--id=$(POD_NAME)]",
      }),
    ));
  it("fp-ordinal-of-the-host-name", () =>
    checkRule(id, set({ container: 'command: [sh, -c, "run --shard=${HOSTNAME##*-}"]' })));
  it("fp-called-by-name", () =>
    checkRule(
      id,
      documents(set(), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: peers}\ndata:\n  peers: web-0.web:80\n"),
    ));
  it("fp-controller-of-which-two-must-never-run", () =>
    checkRule(id, set({ name: "argocd-application-controller", image: "registry.example/argocd:1" })));
  it("fp-cluster-by-names", () => checkRule(id, set({ image: "rabbitmq:4" })));
  it("fp-singleton-by-configuration", () =>
    checkRule(id, files({ ".rightkind.yaml": "singletons: [web]\n", "web.yaml": set() })));
  it("fp-headless-service-and-no-other-evidence", () =>
    checkRule(
      id,
      documents(
        set({
          image: "registry.example/app:1",
          spec: "serviceName: web",
          pod: "volumes: [{name: h, hostPath: {path: /srv}}]",
        }),
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {clusterIP: None, selector: {app: web}}\n",
      ),
    ));
  it("fp-while-reading", () =>
    checkRule(id, set({ image: "registry.example/app:1", spec: "serviceName: web" }), { ready: false }));
});
