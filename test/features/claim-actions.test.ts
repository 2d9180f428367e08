// `Delete unused claim 'x'` in the menu: where nothing uses the claim and everything was read, and nowhere else.
import { describe, expect, it } from "vitest";
import { codeActionWithEdit } from "../../server/src/features/code-actions";
import { backup } from "../support/generated-workspace";
import { root } from "../support/memory-workspace";
import { type AskOptions, asked, claim, type Files, offered, pod, resolvedAction } from "./claim-deletion";

const title = "Delete unused claim 'data'";

const statefulSet = (name: string, template: string, more = "") => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec: {containers: [{name: main, image: registry.example/main:1}]}
  volumeClaimTemplates: [{metadata: {name: ${template}}, spec: {accessModes: [ReadWriteOnce]${more}}}]
`;
const sized = (size: string) => `, resources: {requests: {storage: ${size}}}`;
const custom = (spec: string) =>
  `apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: data, labels: {app: data}}\nspec: ${spec}\n`;
const configMap = (text: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: data}\ndata:\n  text: |\n    ${text}\n`;
const chart = "apiVersion: v2\nname: chart\nversion: 1.0.0\n";

describe("the action is offered", () => {
  const own = { "k8s/claim.yaml": claim("data") };
  const cases: Readonly<Record<string, Files>> = {
    "on a claim alone": own,
    "beside a Pod with another claim": { ...own, "k8s/pod.yaml": pod("other") },
    "beside objects that share its name, and not more": {
      ...own,
      "k8s/pod.yaml": pod("other", "name: data, labels: {app: data}").replaceAll("name: v,", "name: data,"),
      "k8s/service.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: data}\nspec: {selector: {app: data}}\n",
      "k8s/set.yaml": statefulSet("data", "data"),
      "k8s/thing.yaml": custom("{name: data, claims: [other], image: data}"),
      "k8s/config.yaml": configMap("name: data, claim: other"),
    },
    "beside a Pod elsewhere that has a claim of that name nearer by": {
      ...own,
      "other/claim.yaml": claim("data"),
      "other/pod.yaml": pod("data"),
    },
    "beside a Pod of another namespace": {
      "k8s/claim.yaml": claim("data").replace("name: data", "name: data\n  namespace: a"),
      "k8s/pod.yaml": pod("data", "name: shell, namespace: b"),
    },
    "beside a volume that is reserved for it": {
      ...own,
      "k8s/volume.yaml":
        "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: pv}\nspec: {claimRef: {kind: PersistentVolumeClaim, name: data}}\n",
    },
    "beside a set whose templates make other claims": {
      "k8s/claim.yaml": claim("data-web-0"),
      "k8s/set.yaml": statefulSet("web", "logs"),
    },
    "beside a set whose templates ask for another size": {
      ...own,
      "k8s/set.yaml": statefulSet("web", "a", sized("2Gi")),
    },
    "beside a set whose templates ask for another class": {
      ...own,
      "k8s/set.yaml": statefulSet("web", "a", `${sized("1Gi")}, storageClassName: fast`),
    },
    "beside a set of another unit whose templates ask for the same": {
      ...own,
      "other/set.yaml": statefulSet("web", "a", sized("1Gi")),
    },
    "beside a template that does not name it": { ...own, "k8s/template.yaml": "a: {{ .Values.database }}\n# data\n" },
    "beside a Compose file with a volume of that name": {
      ...own,
      "compose.yaml": "services: {db: {image: db, volumes: ['data:/data']}}\nvolumes: {data: {}}\n",
    },
  };

  it.each(Object.entries(cases))("%s", (_, files) => {
    const name = /name: (\S+)/.exec(files["k8s/claim.yaml"] ?? "")?.[1];
    expect(offered(files)).toEqual([`Delete unused claim '${name}'`]);
  });

  it("on the name as well, and on no other line", () => {
    expect(offered(own, { on: "name: data" })).toEqual([title]);
    expect(offered(own, { on: "accessModes" })).toEqual([]);
  });

  it("to who asks for refactorings, and to nobody who asks for something else", () => {
    const kinds = [
      "", // which holds every kind
      "refactor",
      "refactor.rewrite",
      "refactor.rewrite.rightkind",
      "refactor.rewrite.rightkind.deleteClaim",
    ];
    for (const only of kinds) expect(offered(own, { only: [only] })).toEqual([title]);
    for (const only of ["quickfix", "source.fixAll", "refactor.rewrite.rightkind.StatefulSet"])
      expect(offered(own, { only: [only] })).toEqual([]);
  });
});

describe("the action is not offered", () => {
  const own = { "k8s/claim.yaml": claim("data") };
  const other = (more: string) => claim("copy", more);
  const cases: Readonly<Record<string, Files>> = {
    "beside a Pod that mounts it": { ...own, "k8s/pod.yaml": pod("data") },
    "beside a Pod in the same file": { "k8s/claim.yaml": `${claim("data")}---\n${pod("data")}` },
    "beside a backup that mounts it": { ...own, "k8s/backup.yaml": backup("data") },
    "where a Pod of another folder finds no nearer claim": { ...own, "other/deep/pod.yaml": pod("data") },
    "where a Pod may mean it or another": {
      ...own,
      "k8s/claims.yaml": claim("data"),
      "k8s/pod.yaml": pod("data"),
    },
    "where a Pod has no name of its own yet": { ...own, "k8s/pod.yaml": pod("data", "generateName: shell-") },
    "where a Pod's claim is still to be filled in": { ...own, "k8s/pod.yaml": pod("'${CLAIM}'") },
    "where a template of a set asks for the same: the data may be needed there": {
      ...own,
      "k8s/set.yaml": statefulSet("web", "a", sized("1Gi")),
    },
    "where a set takes it over": { "k8s/claim.yaml": claim("data-web-0"), "k8s/set.yaml": statefulSet("web", "data") },
    "where a set of a build takes it over": {
      "k8s/claim.yaml": claim("data-dev-web-12"),
      "dev/set.yaml": statefulSet("web", "data"),
      "dev/kustomization.yaml": "namePrefix: dev-\nresources: [set.yaml]\n",
    },
    "where another claim is made from it": {
      ...own,
      "k8s/copy.yaml": other("  dataSource: {kind: PersistentVolumeClaim, name: data}\n"),
    },
    "where another claim refers to it": {
      ...own,
      "k8s/copy.yaml": other("  dataSourceRef: {apiGroup: '', kind: PersistentVolumeClaim, name: data}\n"),
    },
    "where a snapshot is taken of it": {
      ...own,
      "k8s/snapshot.yaml":
        "apiVersion: snapshot.storage.k8s.io/v1\nkind: VolumeSnapshot\nmetadata: {name: s}\nspec: {source: {persistentVolumeClaimName: data}}\n",
    },
    "where a custom resource names it": { ...own, "k8s/thing.yaml": custom("{persistence: {existingClaim: data}}") },
    "where values of a chart name it": { ...own, "values.yaml": "persistence:\n  existingClaim: data\n" },
    "where an option names it": {
      ...own,
      "k8s/pod.yaml": pod("other").replace("image:", 'args: ["--volume.persistentVolumeClaim.claimName=data"], image:'),
    },
    "where a manifest within a text names it": { ...own, "k8s/config.yaml": configMap("claimName: data") },
    "where a patch mounts it": {
      ...own,
      "k8s/kustomization.yaml": "resources: [claim.yaml, pod.yaml]\npatches: [{path: patch.yaml}]\n",
      "k8s/pod.yaml": pod("other"),
      "k8s/patch.yaml": pod("data"),
    },
    "where a Pod mounts it that a ConfigMap holds": {
      ...own,
      "k8s/kustomization.yaml": "resources: [claim.yaml]\nconfigMapGenerator: [{name: a, files: [pod.yaml]}]\n",
      "k8s/pod.yaml": pod("data"),
    },
    "where a patch within a kustomization mounts it": {
      ...own,
      "k8s/kustomization.yaml": `resources: [claim.yaml, pod.yaml]
patches:
  - target: {kind: Pod}
    patch: |
      - op: replace
        path: /spec/volumes/0/persistentVolumeClaim/claimName
        value: data
`,
      "k8s/pod.yaml": pod("other"),
    },
    "where a replacement takes something from it": {
      ...own,
      "k8s/kustomization.yaml":
        "resources: [claim.yaml]\nreplacements: [{source: {kind: PersistentVolumeClaim, name: data}, targets: []}]\n",
    },
    "where another patch changes it": {
      ...own,
      "k8s/kustomization.yaml": "resources: [claim.yaml]\npatches: [{path: size.yaml}]\n",
      "k8s/size.yaml": `${claim("data")}`.replace("1Gi", "2Gi"),
    },
    "where a template names it": { ...own, "k8s/template.yaml": "claim: data\nsize: {{ .Values.size }}\n" },
    "where a template of a chart names it": {
      ...own,
      "chart/Chart.yaml": chart,
      "chart/templates/pod.yaml": pod("data"),
    },
    "where a document that does not parse names it": { ...own, "k8s/broken.yaml": `${pod("data")} - [\n` },
    "where its own file holds a template": { "k8s/claim.yaml": `${claim("data")}---\na: {{ .b }}\n` },
    "where a part of its build is not here": {
      ...own,
      "k8s/kustomization.yaml": "resources: [claim.yaml, 'https://example.com/base']\n",
    },
    "where a chart belongs to its build": {
      ...own,
      "k8s/kustomization.yaml": "resources: [claim.yaml]\nhelmCharts: [{name: db}]\n",
    },
    "where the file is more than a resource": {
      ...own,
      "k8s/kustomization.yaml": "resources: [claim.yaml]\nconfigMapGenerator: [{name: c, files: [k=claim.yaml]}]\n",
    },
    "where the built claim is mounted by its built name": {
      ...own,
      "k8s/kustomization.yaml": "namePrefix: dev-\nresources: [claim.yaml]\n",
      "other/pod.yaml": pod("dev-data"),
    },
    "where a template may list its file": {
      ...own,
      "k8s/kustomization.yaml": "resources: [claim.yaml]\nnamespace: {{ namespace }}\n",
    },
    "where a file of operations mounts it": {
      ...own,
      "k8s/volumes.json":
        '[{"op": "add", "path": "/spec/volumes/-", "value": {"persistentVolumeClaim": {"claimName": "data"}}}]',
    },
    "where a command names it": { ...own, "k8s/config.yaml": configMap("kubectl describe pvc/data") },
    "on a claim in a chart": { "chart/Chart.yaml": chart, "chart/templates/claim.yaml": claim("data") },
    "on a claim in a patch": {
      "k8s/kustomization.yaml": "patches: [{path: claim.yaml, target: {kind: PersistentVolumeClaim}}]\n",
      "k8s/claim.yaml": claim("data"),
    },
    "on a claim without a name": { "k8s/claim.yaml": claim("data").replace("name:", "generateName:") },
  };

  it.each(Object.entries(cases))("%s", (_, files) => expect(offered(files)).toEqual([]));

  const options: Readonly<Record<string, AskOptions>> = {
    "while the workspace is being read": { ready: false },
    "where the file would go and the editor cannot delete one": { client: { deleteFiles: false } },
  };
  it.each(Object.entries(options))("%s", (_, option) => expect(offered(own, option)).toEqual([]));
});

describe("the action", () => {
  it("is resolved into an annotated edit that warns of the data", () => {
    const answer = asked({ "claim.yaml": claim("data") });
    expect(answer.actions[0]).toEqual({
      title,
      kind: "refactor.rewrite.rightkind.deleteClaim",
      data: { uri: `file://${root}/claim.yaml`, version: null, object: "PersistentVolumeClaim/data", line: 1 },
    });
    expect(resolvedAction(answer).edit).toEqual({
      documentChanges: [{ kind: "delete", uri: `file://${root}/claim.yaml`, annotationId: "rightkind" }],
      changeAnnotations: {
        rightkind: {
          label: title,
          description:
            "What prunes (kubectl apply --prune, Flux, Argo CD, Helm) then deletes the live claim, and with reclaim policy Delete its data.",
          needsConfirmation: true,
        },
      },
    });
  });

  it("comes with its edit where the editor resolves nothing", () => {
    const files = { "claim.yaml": `${claim("data")}---\n${claim("other")}` };
    const { actions } = asked(files, { client: { resolvesEdits: false, documentChanges: false, deleteFiles: false } });
    expect(Object.keys(actions[0]?.edit?.changes ?? {})).toEqual([`file://${root}/claim.yaml`]);
  });

  it("has no edit any more where the claim is used meanwhile", () => {
    const { actions, snapshot, memory } = asked({ "claim.yaml": claim("data") });
    const [action] = actions;
    memory.workspace.setFile(`${root}/pod.yaml`, pod("data"), { open: true });
    expect(action && codeActionWithEdit(snapshot, action, () => null)).toEqual(action);
    expect(action).toBeDefined();
  });

  it("means the claim that it was offered on, of two of one name", () => {
    const files = { "claims.yaml": `${claim("data")}---\n${claim("data")}` };
    const { edit } = resolvedAction(asked(files));
    const [change] = edit?.documentChanges ?? [];
    expect(change && "edits" in change && change.edits[0]).toMatchObject({
      range: { start: { line: 0, character: 0 } },
    });
  });
});
