// A conversion that is refused says why where people look: in the finding, in the menu and in the hover.
import { describe, expect, it } from "vitest";
import { codeActions } from "../../server/src/features/code-actions";
import { diagnostics } from "../../server/src/features/diagnostics";
import { hover } from "../../server/src/features/hover/hover";
import type { Snapshot } from "../../server/src/features/snapshot";
import { Uris } from "../../server/src/features/uris";
import { fixture } from "../support/fixture";
import { backup as cronJob } from "../support/generated-workspace";
import { type MemoryOptions, memoryWorkspace, root } from "../support/memory-workspace";

const rollingUpdate = "deployment-rwo-claim-rolling-update";
const perPod = "Convert to StatefulSet with a new volume per Pod";
const keeping = "Convert to StatefulSet keeping claim 'db-data'";

const deployment = `
#- k8s/db.yaml
apiVersion: apps/v1
kind: $0Deployment
metadata: {name: db}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers: [{name: db, image: registry.example/db:1, volumeMounts: [{name: data, mountPath: /data}]}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: db-data}}]
`;
const claim = `
#- k8s/claim.yaml
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: db-data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
const backup = `
#- k8s/backup.yaml
${cronJob("db-data")}`;
const rollout = `
#- k8s/rollout.yaml
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: db}
spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: db}}
`;
/** An operation that counts volumes, of which one leaves. */
const patched = `
#- k8s/kustomization.yaml
resources: [db.yaml, claim.yaml]
patches: [{path: volumes.yaml, target: {kind: Deployment, name: db}}]
#- k8s/volumes.yaml
- op: add
  path: /metadata/annotations/a
  value: b
# Counts.
- op: replace
  path: /spec/template/spec/volumes/0/name
  value: data
`;
/** A patch of all Deployments that says what only some of them may go on saying. */
const sharedPatch = `
#- k8s/kustomization.yaml
resources: [db.yaml, claim.yaml, web.yaml]
patches:
  - target: {kind: Deployment}
    patch: |
      kind: Deployment
      metadata: {name: any}
      spec: {progressDeadlineSeconds: 60, minReadySeconds: 5}
#- k8s/web.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: nginx}]}
`;
const shared = `${perPod} is refused (R-PVC-SHARED): Claim "db-data" is also mounted by CronJob/backup (k8s/backup.yaml): it stays an ordinary volume (choice shared-claim: move)`;
const driven = `Rollout "db" drives Deployment "db": it can drive no StatefulSet`;

interface Asked {
  readonly snapshot: Snapshot;
  readonly path: string;
  readonly cursor: { readonly line: number; readonly character: number };
}

function asked(source: string, options: MemoryOptions = {}): Asked {
  const { files, cursor } = fixture(source);
  const { analysis } = memoryWorkspace(files, options);
  const client = {
    documentChanges: true,
    changeAnnotations: true,
    createFiles: true,
    resolvesEdits: true,
    markdown: true,
  };
  const { path = "", line = 0, character = 0 } = cursor ?? {};
  return { snapshot: { analysis, uris: new Uris(), client }, path: `${root}/${path}`, cursor: { line, character } };
}

/** `file:line:columns message` of the related information of the finding; lines from 1. */
function related({ snapshot, path }: Asked): string[] {
  const found = diagnostics(snapshot, path).filter(({ code }) => code === rollingUpdate);
  expect(found.length).toBe(1);
  return (found[0]?.relatedInformation ?? []).map(({ location: { uri, range }, message }) => {
    const { start, end } = range;
    return `${uri.slice(`file://${root}/`.length)}:${start.line + 1}:${start.character}-${end.character} ${message}`;
  });
}

/** Titles of the quick fixes at the cursor: `*` marks the preferred one, and a reason follows where it is disabled. */
/** The fixes; what ends the menu of every finding is left out. */
function menu({ snapshot, path, cursor }: Asked): string[] {
  const range = { start: cursor, end: cursor };
  return codeActions(snapshot, { path, range, context: { diagnostics: [] }, versionOf: () => 1 })
    .filter(({ kind, title }) => kind === "quickfix" && !/^(?:Ignore|Turn off) '/.test(title))
    .map(({ title, isPreferred, disabled }) => [isPreferred ? "*" : "", title, disabled?.reason].join("|"));
}

/** Those lines of the hover at the cursor that say `refused`. */
function hovered({ snapshot, path, cursor }: Asked): string[] {
  const contents = hover(snapshot, path, cursor)?.contents;
  const text = typeof contents === "object" && "value" in contents ? contents.value : "";
  expect(text).not.toBe("");
  expect(text.split("\n").length).toBeLessThanOrEqual(12);
  return text.split("\n").flatMap((line) => (line.includes("refused") ? line.trimEnd() : []));
}

const readWriteOnce = 'k8s/claim.yaml:4:20-35 PersistentVolumeClaim "db-data" is ReadWriteOnce';

describe("the finding", () => {
  it("has the reason as its last related place, at the kind", () =>
    expect(related(asked(deployment + claim + backup))).toEqual([readWriteOnce, `k8s/db.yaml:2:6-16 ${shared}`]));
  it("says nothing where nothing is refused", () =>
    expect(related(asked(deployment + claim))).toEqual([readWriteOnce]));
  it("says nothing while the workspace is being read", () =>
    expect(related(asked(deployment + claim + backup, { ready: false }))).toEqual([readWriteOnce]));
  it("says once what refuses several", () =>
    expect(related(asked(deployment + claim + rollout))).toEqual([
      readWriteOnce,
      `k8s/db.yaml:2:6-16 ${perPod} and ${keeping} are refused (R-ROLLOUT): ${driven}`,
    ]));
  it("points at the line of a patch that stands in the way", () =>
    expect(related(asked(deployment + claim + patched))).toEqual([
      readWriteOnce,
      `k8s/volumes.yaml:6:8-42 ${perPod} is refused (R-PATCH): The conversion cannot carry over k8s/volumes.yaml: /spec/template/spec/volumes/0/name would mean another volume, or none (keeping the claim helps: --storage keep)`,
    ]));
  it("shows a patch of several lines by its first one", () =>
    expect(related(asked(deployment + claim + sharedPatch)).at(-1)).toMatch(
      /^k8s\/kustomization\.yaml:5:6-22 Convert to StatefulSet .* refused \(R-PATCH\): /,
    ));
  it("sees what a component changes besides", () => {
    const [own = "", web = ""] = sharedPatch.split("#- k8s/web.yaml\n");
    const patches = own.slice(own.indexOf("patches:"));
    const component = `
#- k8s/kustomization.yaml
resources: [db.yaml, claim.yaml, web.yaml]
components: [part]
#- k8s/part/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
${patches}#- k8s/web.yaml
${web}`;
    expect(related(asked(deployment + claim + component)).at(-1)).toMatch(
      /^k8s\/part\/kustomization\.yaml:6:6-22 Convert to StatefulSet .* refused \(R-PATCH\): .* it patches other objects too$/,
    );
  });
  it("names what makes the file unsafe to edit", () =>
    expect(related(asked(`${deployment}---\n{{ x }}\n${claim}`))).toEqual([
      readWriteOnce,
      `k8s/db.yaml:2:6-16 ${perPod} and ${keeping} are refused (R-TEMPLATE): The file holds a template, or does not parse: it cannot be edited safely`,
    ]));
});

describe("the menu", () => {
  it("keeps what is refused at its place, disabled for the same reason", () =>
    expect(menu(asked(deployment + claim + backup))).toEqual([
      "*|Set the strategy to Recreate|",
      `|${perPod}|R-PVC-SHARED: ${shared.slice(shared.indexOf(": ") + 2)}.`,
      `|${keeping}|`,
      "|Set maxSurge to 0 and maxUnavailable to 1|",
    ]));
  it("prefers nothing else where the first is refused", () => {
    const [first, second] = menu(
      asked(
        deployment.replace("selector:", "replicas: 2\n  selector:").replace("registry.example/db:1", "mysql:8.4") +
          claim +
          rollout,
      ),
    );
    expect(first).toBe(`|${perPod}|R-ROLLOUT: ${driven}.`);
    expect(second).toBe("|Run one replica with the strategy Recreate|");
  });
});

describe("the hover", () => {
  it("says it of the conversion that a finding offers", () =>
    expect(hovered(asked(deployment + claim + backup))).toEqual([shared]));
  it("says it of the conversion that is advised, where no way is left", () => {
    const advised = deployment
      .replace("selector:", "strategy: {type: Recreate}\n  selector:")
      .replace("db:1", "mysql:8.4");
    const mysql = advised.replace("/data}", "/var/lib/mysql}");
    expect(menu(asked(mysql + claim + rollout)).every((line) => line.includes("R-ROLLOUT"))).toBe(true);
    expect(hovered(asked(mysql + claim + rollout))).toEqual([
      `${perPod} and ${keeping} are refused (R-ROLLOUT): ${driven}`,
    ]);
    expect(hovered(asked(mysql + claim + backup)).join()).toContain("R-PVC-SHARED");
  });
  it("says nothing of a conversion that can be done", () => expect(hovered(asked(deployment + claim))).toEqual([]));
  it("says nothing of a conversion that nobody suggests", () => {
    const web = deployment.replace(/\n {6}volumes:.*/, "").replace(/, volumeMounts: \[.*?\]/, "");
    expect(menu(asked(web + rollout))).toEqual([]);
    expect(hovered(asked(web + rollout))).toEqual([]);
  });
});
