// The rule reference-not-found: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";

const id = "reference-not-found";
const warning = `${id} warning`;
const information = `${id} information`;
const hint = `${id} hint`;

/** A kustomization that lists all files: a closed unit. */
function closed(...texts: readonly string[]): string {
  const named = Object.fromEntries(texts.map((text, index) => [`f${index}.yaml`, text]));
  return files({ "kustomization.yaml": `resources: [${Object.keys(named).join(", ")}]\n`, ...named });
}

interface Web {
  readonly kind?: string;
  readonly spec?: string;
  /** Lines of the Pod's spec. */
  readonly pod?: string;
  /** Lines of the container. */
  readonly container?: string;
}

function web({ kind = "Deployment", spec = "", pod = "", container = "" }: Web): string {
  const indented = (text: string, by: number) =>
    text === "" ? [] : text.split("\n").map((line) => (line.startsWith("#") ? line : " ".repeat(by) + line));
  return [
    "apiVersion: apps/v1",
    `kind: ${kind}`,
    "metadata: {name: web}",
    "spec:",
    ...indented(spec, 2),
    "  selector: {matchLabels: {app: web}}",
    "  template:",
    "    metadata: {labels: {app: web}}",
    "    spec:",
    ...indented(pod, 6),
    "      containers:",
    "        - name: web",
    "          image: registry.example/web:1",
    ...indented(container, 10),
    "",
  ].join("\n");
}

const object = (kind: string, name: string, more = "", apiVersion = "v1") =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}${more}}\n`;

const marked = (column: number, name: string, label: string) =>
  `#${" ".repeat(column - 1)}${"^".repeat(name.length)} ${label}`;

const config = (name: string, label = "") =>
  web({ container: `envFrom:\n  - configMapRef:\n      name: ${name}${label ? `\n${marked(22, name, label)}` : ""}` });
const secret = (name: string, label = "") =>
  web({ container: `envFrom:\n  - secretRef:\n      name: ${name}${label ? `\n${marked(22, name, label)}` : ""}` });
const mounting = (name: string, label = "", spec = "strategy: {type: Recreate}", kind = "Deployment") =>
  web({
    kind,
    spec,
    container: "volumeMounts: [{name: v, mountPath: /v}]",
    pod: `volumes:\n  - name: v\n    persistentVolumeClaim:\n      claimName: ${name}${label ? `\n${marked(23, name, label)}` : ""}`,
  });
const ingress = (name: string, label = "", annotation = "") =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web${annotation}}\nspec:\n  defaultBackend:\n    service:\n      name: ${name}\n${label ? `${marked(12, name, label)}\n` : ""}      port: {number: 80}\n`;
const scaler = (name: string, label = "", kind = "Deployment", apiVersion = "apps/v1") =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec:\n  maxReplicas: 3\n  scaleTargetRef:\n    apiVersion: ${apiVersion}\n    kind: ${kind}\n    name: ${name}\n${label ? `${marked(10, name, label)}\n` : ""}`;

describe("warns in a closed unit of a name that is nearly there", () => {
  it("a ConfigMap: what is here, what will happen and what to do", () =>
    checkRule(
      id,
      closed(
        config(
          "settigns",
          `${warning}: ConfigMap "settigns" is not among what is applied: the Pods do not start. Did you mean "settings"?`,
        ),
        object("ConfigMap", "settings"),
      ),
    ));
  it("at an edit distance of two, not of three", () => {
    checkRule(id, closed(config("settin", warning), object("ConfigMap", "settings")));
    checkRule(id, closed(config("setti", information), object("ConfigMap", "settings")));
  });
  it("a Secret", () => checkRule(id, closed(secret("tokn", warning), object("Secret", "token"))));
  it("a ServiceAccount", () =>
    checkRule(
      id,
      closed(web({ pod: `serviceAccountName: weeb\n${marked(26, "weeb", warning)}` }), object("ServiceAccount", "web")),
    ));
  it("a claim", () => checkRule(id, closed(mounting("dta", warning), object("PersistentVolumeClaim", "data"))));
  it("a backend of an Ingress", () => checkRule(id, closed(ingress("weeb", warning), object("Service", "web"))));
  it("a backend of a route", () =>
    checkRule(
      id,
      closed(
        `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r}\nspec:\n  rules:\n    - backendRefs:\n        - name: weeb\n${marked(16, "weeb", warning)}\n`,
        object("Service", "web"),
      ),
    ));
  it("a scale target", () => checkRule(id, closed(scaler("weeb", warning), web({}))));
  describe("one of the same name in another namespace", () => {
    const shop = config(
      "settings",
      `${warning}: ConfigMap "settings" is not among what is applied: the Pods do not start. There is one in namespace "other".`,
    ).replace("{name: web}", "{name: web, namespace: shop}");
    const elsewhere = object("ConfigMap", "settings", ", namespace: other");
    it("alone", () => checkRule(id, closed(shop, elsewhere)));
    it("rather than one of another name in its own", () =>
      checkRule(id, closed(shop, object("ConfigMap", "setting", ", namespace: shop"), elsewhere)));
  });
  it("rests on the nearest", () =>
    expect(relatedOf(id, closed(config("settigns"), object("ConfigMap", "settings")))).toEqual([
      'ConfigMap "settings" is the nearest name',
    ]));
});

describe("informs in a closed unit", () => {
  it("where nothing is like it", () =>
    checkRule(
      id,
      closed(
        config(
          "settings",
          `${information}: ConfigMap "settings" is not among what is applied: the Pods do not start. Add it, or correct the name.`,
        ),
      ),
    ));
  it("of claims, backends and scale targets", () => {
    checkRule(id, closed(mounting("data", information)));
    checkRule(id, closed(ingress("shop", information)));
    checkRule(id, closed(scaler("shop", information)));
  });
  it("in a folder that is declared closed", () =>
    checkRule(id, files({ ".rightkind.yaml": "closed: [a/**]\n", "a/web.yaml": config("settings", information) })));
});

describe("hints", () => {
  it("in an open unit", () =>
    checkRule(
      id,
      config(
        "settings",
        `${hint}: ConfigMap "settings" is in no file here: unless it comes from elsewhere, the Pods do not start. Check the name.`,
      ),
    ));
  it("in an open unit with a name that is nearly there", () =>
    checkRule(id, documents(config("settigns", hint), object("ConfigMap", "settings"))));
  it("of Secrets and ServiceAccounts in a closed unit", () => {
    checkRule(id, closed(secret("token", hint)));
    checkRule(id, closed(web({ pod: `serviceAccountName: web\n${marked(26, "web", hint)}` })));
    checkRule(id, closed(web({ pod: `imagePullSecrets:\n  - name: pull\n${marked(16, "pull", hint)}` })));
  });
  it("once for many uses of one object", () =>
    checkRule(
      id,
      web({
        container: `env:\n  - name: A\n    valueFrom: {secretKeyRef: {name: token, key: a}}\n${marked(47, "token", hint)}\n  - name: B\n    valueFrom: {secretKeyRef: {name: token, key: b}}`,
      }),
    ));
});

describe("is silent", () => {
  it("fp-said-of-the-first: once in a unit, however many name it", () => {
    const named = (name: string) =>
      config("settings", name === "a" ? hint : "").replace("{name: web}", `{name: ${name}}`);
    checkRule(id, files({ "k8s/a.yaml": named("a"), "k8s/b.yaml": named("b"), "k8s/c.yaml": named("c") }));
    checkRule(id, files({ "one/a.yaml": named("a"), "two/a.yaml": named("a") }));
  });
  it("of each where all have to be mended", () =>
    checkRule(
      id,
      closed(
        config("settigns", warning),
        config("settigns", warning).replace("{name: web}", "{name: x}"),
        object("ConfigMap", "settings"),
      ),
    ));
  it("fp-waits-to-be-filled-in", () => {
    checkRule(id, secret("SECRET_NAME"));
    checkRule(id, secret("$SECRET_NAME"));
    checkRule(id, secret("my_secret"));
  });
  it("a name that nothing can have, but for a letter", () =>
    checkRule(id, closed(config("Settings", warning), object("ConfigMap", "settings"))));
  it("fp-made-for-a-custom-resource: controllers call what they make after it", () => {
    const cluster = object("CephCluster", "rook-ceph", "", "ceph.rook.io/v1");
    checkRule(id, documents(secret("rook-ceph-mon"), cluster));
    checkRule(
      id,
      documents(ingress("forgejo-http"), object("HelmRelease", "forgejo", "", "helm.toolkit.fluxcd.io/v2")),
    );
    checkRule(id, documents(ingress("emqx-dashboard"), object("EMQX", "emqx", "", "apps.emqx.io/v2beta1")));
    checkRule(id, documents(ingress("web", hint), object("VirtualService", "web", "", "networking.istio.io/v1")));
    checkRule(id, documents(config("vault", hint), cluster));
    checkRule(id, documents(ingress("web", hint), object("ServiceMonitor", "web", "", "monitoring.coreos.com/v1")));
  });
  it("fp-handled-by-a-program: a role names the Secret", () =>
    checkRule(
      id,
      documents(
        secret("redis-password"),
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: web}\nrules: [{apiGroups: [''], resources: [secrets], resourceNames: [redis-password], verbs: [get]}]\n",
      ),
    ));
  it.each([
    ["fp-with-a-chart", "helmCharts: [{name: shop, repo: https://charts.example.com, version: 1.0.0}]"],
    ["fp-with-a-remote-base", "components: [https://example.com/base?ref=v1]"],
  ])("%s: what is fetched for the build is not here", (_, more) => {
    const unit = (name: string, label = "") =>
      files({
        "kustomization.yaml": `resources: [route.yaml, service.yaml]\n${more}\n`,
        "route.yaml": ingress(name, label),
        "service.yaml": object("Service", "admin"),
      });
    checkRule(id, unit("shop"));
    checkRule(id, unit("amdin", hint));
  });
  it("fp-root-certificates-of-others", () => {
    checkRule(id, closed(config("istio-ca-root-cert")));
    checkRule(id, closed(config("openshift-service-ca.crt")));
  });
  it("fp-found-in-another-folder", () =>
    checkRule(id, files({ "a/web.yaml": config("settings"), "b/c.yaml": object("ConfigMap", "settings") })));
  it("fp-optional", () => {
    checkRule(id, web({ container: "envFrom: [{configMapRef: {name: a, optional: true}}]" }));
    checkRule(id, web({ container: "env: [{name: A, valueFrom: {secretKeyRef: {name: a, key: b, optional: true}}}]" }));
    checkRule(id, web({ pod: "volumes: [{name: v, secret: {secretName: a, optional: true}}]" }));
  });
  it("fp-claim-of-a-template", () =>
    checkRule(
      id,
      documents(
        mounting("my-data-my-db-0"),
        `${web({ kind: "StatefulSet", spec: "volumeClaimTemplates: [{metadata: {name: my-data}}]" }).replace("{name: web}", "{name: my-db}")}`,
      ),
    ));
  it("fp-claim-of-a-template-of-another-set", () =>
    checkRule(
      id,
      closed(
        mounting("data-db-0", information),
        `${web({ kind: "StatefulSet", spec: "volumeClaimTemplates: [{metadata: {name: logs}}]" }).replace("{name: web}", "{name: db}")}`,
      ),
    ));
  it("fp-default-service-account", () => checkRule(id, closed(web({ pod: "serviceAccountName: default" }))));
  it("fp-root-certificate", () => checkRule(id, closed(config("kube-root-ca.crt"))));
  it("fp-generated", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml":
          "resources: [a.yaml]\nnamePrefix: dev-\nconfigMapGenerator:\n  - {name: settings, literals: [a=b]}\nsecretGenerator:\n  - {name: token, literals: [a=b]}\n",
        "a.yaml": web({ container: "envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: token}}]" }),
      }),
    ));
  it.each([
    ["SealedSecret", "bitnami.com/v1alpha1", "token", ""],
    ["ExternalSecret", "external-secrets.io/v1", "token", ""],
    ["ExternalSecret", "external-secrets.io/v1", "other", "spec: {target: {name: token}}\n"],
    ["Certificate", "cert-manager.io/v1", "other", "spec: {secretName: token}\n"],
    ["VaultStaticSecret", "secrets.hashicorp.com/v1beta1", "other", "spec: {destination: {name: token}}\n"],
  ])("fp-made-by-a-controller: %s of %s called %s", (kind, apiVersion, name, spec) =>
    checkRule(id, documents(secret("token"), `${object(kind, name, "", apiVersion)}${spec}`)),
  );
  it("fp-autoscaler-of-a-custom-resource", () =>
    checkRule(id, closed(scaler("web", "", "Rollout", "argoproj.io/v1alpha1"))));
  it("fp-autoscaler-of-a-kind-of-another-group", () =>
    checkRule(id, closed(scaler("web", "", "StatefulSet", "apps.kruise.io/v1beta1"))));
  it.each([
    ["DaemonSet", "apps/v1"],
    ["Job", "batch/v1"],
    ["CronJob", "batch/v1"],
    ["Pod", "v1"],
  ])("fp-autoscaler-of-a-kind-without-scale: another rule says of a %s that it never scales", (kind, version) =>
    checkRule(id, closed(scaler("web", "", kind, version))),
  );
  it("fp-target-of-another-kind-is-another-rule", () =>
    checkRule(id, closed(scaler("web"), web({ kind: "StatefulSet" }))));
  it("fp-action-of-a-load-balancer", () =>
    checkRule(id, ingress("redirect", "", ", annotations: {alb.ingress.kubernetes.io/actions.redirect: '{}'}")));
  it("fp-api-server", () => checkRule(id, ingress("kubernetes")));
  it("fp-route-to-another-namespace", () =>
    checkRule(
      id,
      "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r, namespace: a}\nspec: {rules: [{backendRefs: [{name: web, namespace: b}]}]}\n",
    ));
  it("fp-document-that-does-not-parse", () =>
    checkRule(id, files({ "web.yaml": config("settings"), "c.yaml": `${object("ConfigMap", "settings")}data: [` })));
  it("fp-file-that-cannot-be-read", () => checkRule(id, config("settings"), { unread: ["c.yaml"] }));
  it("fp-while-reading", () => checkRule(id, config("settings"), { ready: false }));
  it("fp-variable", () => checkRule(id, config('"${NAME}"')));
  it("fp-owned", () =>
    checkRule(id, config("settings").replace("{name: web}", "{name: web, ownerReferences: [{kind: X, name: x}]}")));
  it("fp-exported", () => checkRule(id, config("settings").replace("{name: web}", "{name: web, uid: x}")));
  it("fp-service-name-is-another-rule", () =>
    checkRule(id, closed(web({ kind: "StatefulSet", spec: "serviceName: db" }))));
});

describe("of claims in an open unit, what other rules say is not said twice", () => {
  it.each([
    ["a rolling update", mounting("data", "", "replicas: 1")],
    ["several replicas", mounting("data", "", "replicas: 2")],
    ["Pods of a DaemonSet", mounting("data", "", "minReadySeconds: 1", "DaemonSet")],
    ["Pods of a StatefulSet", mounting("data", "", "replicas: 2", "StatefulSet")],
  ])("fp-said-of %s", (_, text) => checkRule(id, text));
  it("fp-said-of two workloads", () =>
    checkRule(id, documents(mounting("data", ""), mounting("data", "").replace("{name: web}", "{name: web-2}"))));
  it("but what they do not say is", () => {
    checkRule(id, mounting("data", hint));
    checkRule(id, mounting("data", hint, "replicas: 1", "StatefulSet"));
  });
  it("and in a closed one it is", () => checkRule(id, closed(mounting("data", information, "replicas: 2"))));
});

const use = "Use 'x'";

describe(use, () => {
  it("takes the name that is there, in its quotes", () =>
    checkFix(
      id,
      use,
      closed(config('"settigns"'), object("ConfigMap", "settings")),
      closed(config('"settings"'), object("ConfigMap", "settings")),
    ));
  it("takes the name as it is written where a build changes it", () => {
    const unit = (name: string) =>
      files({
        "kustomization.yaml": "namePrefix: dev-\nresources: [a.yaml, b.yaml]\n",
        "a.yaml": config(name),
        "b.yaml": object("ConfigMap", "settings"),
      });
    checkFix(id, use, unit("settigns"), unit("settings"));
  });
  it("takes the name of what a kustomization generates", () => {
    const unit = (name: string) =>
      files({
        "kustomization.yaml": "resources: [a.yaml]\nconfigMapGenerator:\n  - {name: settings, literals: [a=b]}\n",
        "a.yaml": config(name),
      });
    checkFix(id, use, unit("settigns"), unit("settings"));
  });
  it("in the patch that writes it", () => {
    const unit = (name: string) =>
      files({
        "kustomization.yaml": "resources: [a.yaml, b.yaml]\npatches: [{path: patch.yaml}]\n",
        "a.yaml": web({}),
        "b.yaml": object("ConfigMap", "settings"),
        "patch.yaml": `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          envFrom:\n            - configMapRef:\n                name: ${name}\n`,
      });
    checkFix(id, use, unit("settigns"), unit("settings"));
  });
  it("of a claim for one Pod at a time", () =>
    checkFix(
      id,
      use,
      closed(mounting("dta"), `${object("PersistentVolumeClaim", "data")}spec: {accessModes: [ReadWriteOnce]}\n`),
      closed(mounting("data"), `${object("PersistentVolumeClaim", "data")}spec: {accessModes: [ReadWriteOnce]}\n`),
    ));
  it("is not offered where the claim would stop the rollout", () =>
    expect(
      fixTitles(
        id,
        closed(
          mounting("dta", "", "replicas: 1"),
          `${object("PersistentVolumeClaim", "data")}spec: {accessModes: [ReadWriteOnce]}\n`,
        ),
      ),
    ).toEqual([]));
  it("is not offered of a Secret that may come from elsewhere", () =>
    expect(fixTitles(id, documents(secret("tokn"), object("Secret", "token")))).toEqual([]));
  it("is not offered where only the namespace differs", () =>
    expect(
      fixTitles(
        id,
        closed(
          config("settings").replace("{name: web}", "{name: web, namespace: shop}"),
          object("ConfigMap", "settings", ", namespace: other"),
        ),
      ),
    ).toEqual([]));
});

describe("creates", () => {
  it("a ConfigMap with the keys that are asked for", () => {
    const text = web({ container: "env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: colour}}}]" });
    checkFix(
      id,
      "Create ConfigMap 'x'",
      closed(text),
      closed(`apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  colour: ""\n---\n${text}`),
    );
  });
  it("a claim", () =>
    checkFix(
      id,
      "Create PersistentVolumeClaim 'x'",
      closed(mounting("data")),
      closed(
        `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\nspec:\n  accessModes: [ReadWriteOnce]\n  resources:\n    requests:\n      storage: 1Gi\n---\n${mounting("data")}`,
      ),
    ));
  it("no claim that would stop a rollout, or that several Pods would share", () => {
    expect(fixTitles(id, closed(mounting("data", "", "replicas: 1")))).toEqual([]);
    expect(fixTitles(id, closed(mounting("data", "", "replicas: 2\nstrategy: {type: Recreate}")))).toEqual([]);
  });
  it("nothing in an open unit", () => expect(fixTitles(id, config("settings"))).toEqual([]));
});

describe("targets of a kustomization", () => {
  const api = web({}).replace("{name: web}", "{name: api}");
  const unit = (kustomization: string, more: Readonly<Record<string, string>> = {}) =>
    files({ "kustomization.yaml": `resources: [api.yaml]\n${kustomization}`, "api.yaml": api, ...more });
  const patch = (target: string) =>
    `patches:\n  - patch: |-\n      - {op: remove, path: /spec/replicas}\n    target:\n${target}`;

  it("warns of the target of a patch that nothing is called like", () =>
    checkRule(
      id,
      unit(
        patch(
          `      kind: Deployment\n      name: shop\n#           ^^^^ ${warning}: Target "shop" names no Deployment of this build: Kustomize skips the patch without a word. Correct or remove it.\n`,
        ),
      ),
    ));
  it("names the nearest", () =>
    checkRule(
      id,
      unit(
        patch(
          `      kind: Deployment\n      name: apo\n#           ^^^ ${warning}: Target "apo" names no Deployment of this build: Kustomize skips the patch without a word. Did you mean "api"?\n`,
        ),
      ),
    ));
  it("warns of a kind of which there is none", () =>
    checkRule(
      id,
      unit(
        patch(
          `      kind: CronJob\n#           ^^^^^^^ ${warning}: Target CronJob names nothing of this build: Kustomize skips the patch without a word. Correct or remove it.\n`,
        ),
      ),
    ));
  it.each([
    ["another kind of object", "Service"],
    ["a kind that is misspelt", "Deploymnt"],
  ])("warns of %s with the name of a workload", (_, kind) =>
    checkRule(
      id,
      unit(
        patch(
          `      kind: ${kind}\n      name: api\n#           ^^^ ${warning}: Target "api" names no ${kind} of this build: Kustomize skips the patch without a word. Correct or remove it.\n`,
        ),
      ),
    ),
  );
  it("warns of the target of a replacement", () =>
    checkRule(
      id,
      unit(
        `replacements:\n  - source: {kind: Deployment, name: api, fieldPath: metadata.name}\n    targets:\n      - fieldPaths: [spec.x]\n        select:\n          kind: Service\n          name: shop\n#               ^^^^ ${warning}\n`,
      ),
    ));
  it("warns of patchesJson6902", () =>
    checkRule(
      id,
      unit(
        `patchesJson6902:\n  - patch: '[{"op": "remove", "path": "/spec/x"}]'\n    target:\n      version: v1\n      kind: Service\n      name: shop\n#           ^^^^ ${warning}\n`,
      ),
    ));
  it("takes the name that is there", () =>
    checkFix(
      id,
      use,
      unit(patch("      kind: Deployment\n      name: apo # it\n")),
      unit(patch("      kind: Deployment\n      name: api # it\n")),
    ));
  it.each([
    "      kind: Deployment\n      name: api\n",
    "      kind: Deployment\n",
    "      name: api\n",
    "      name: a.*\n",
    '      kind: "Deployment|StatefulSet"\n      name: shop\n',
    "      labelSelector: app=web\n",
  ])("fp-target-that-means-something: %j", (target) => checkRule(id, unit(patch(target))));
  it.each([
    ["namePrefix: dev-\n", "dev-api"],
    ["nameSuffix: -dev\n", "api-dev"],
    ["namePrefix: a-\nnameSuffix: -b\n", "a-api-b"],
  ])("warns of the name behind the own prefix and suffix, which patches do not see: %j", (more, name) => {
    const marked = `#           ${"^".repeat(name.length)} ${warning}: Target "${name}" names no Deployment of this build: Kustomize skips the patch without a word. Did you mean "api"?\n`;
    checkRule(id, unit(more + patch(`      kind: Deployment\n      name: ${name}\n${marked}`)));
    checkFix(
      id,
      use,
      unit(more + patch(`      kind: Deployment\n      name: ${name}\n`)),
      unit(more + patch("      kind: Deployment\n      name: api\n")),
    );
  });
  it("fp-name-behind-the-own-prefix, as patchesJson6902 see it", () =>
    checkRule(
      id,
      unit(
        `namePrefix: dev-\npatchesJson6902:\n  - patch: '[{"op": "remove", "path": "/spec/x"}]'\n    target:\n      version: v1\n      kind: Deployment\n      name: dev-api\n`,
      ),
    ));
  it("fp-file-to-come: what a tool writes later is empty yet", () => {
    const of = (text: string, marker = "") => {
      const target = patch(`      kind: Deployment\n      name: shop\n${marker}`);
      const build = `resources: [api.yaml, more.yaml]\n${target}`;
      return files({ "kustomization.yaml": build, "api.yaml": api, "more.yaml": text });
    };
    checkRule(id, of("# Run: flux bootstrap\n"));
    checkRule(id, of(object("ConfigMap", "settings"), `#           ^^^^ ${warning}\n`));
  });
  it("fp-component-that-no-build-takes", () => {
    const component = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n";
    const target = patch("      kind: Deployment\n      name: shop\n");
    checkRule(id, files({ "kustomization.yaml": `${component}${target}` }));
  });
  it("fp-one-prefix-in-two-kustomizations", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": `resources: [base]\nnamePrefix: dev-\n${patch("      kind: Deployment\n      name: dev-api\n")}`,
        "base/kustomization.yaml": "resources: [api.yaml]\nnamePrefix: dev-\n",
        "base/api.yaml": api,
      }),
    ));
  it("fp-kind-without-prefix", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": `resources: [ns.yaml]\nnamePrefix: dev-\n${patch("      kind: Namespace\n      name: dev-api\n")}`,
        "ns.yaml": object("Namespace", "dev-api"),
      }),
    ));
  it("fp-name-before-the-prefix", () =>
    checkRule(id, unit(`namePrefix: dev-\n${patch("      kind: Deployment\n      name: api\n")}`)));
  it("fp-name-behind-the-prefix-of-a-base", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": `resources: [base]\n${patch("      kind: Deployment\n      name: dev-api\n")}`,
        "base/kustomization.yaml": "resources: [api.yaml]\nnamePrefix: dev-\n",
        "base/api.yaml": api,
      }),
    ));
  it("fp-another-kind-of-workload-is-another-rule", () =>
    checkRule(id, unit(patch("      kind: StatefulSet\n      name: api\n"))));
  it("fp-component-for-any-kind", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [api.yaml]\ncomponents: [part]\n",
        "api.yaml": api,
        "part/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${patch("      kind: StatefulSet\n")}`,
      }),
    ));
  it("fp-remote-resource", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": `resources: [api.yaml, "https://example.com/x.yaml"]\n${patch("      kind: Deployment\n      name: shop\n")}`,
        "api.yaml": api,
      }),
    ));
  it("fp-while-reading", () =>
    checkRule(id, unit(patch("      kind: Deployment\n      name: shop\n")), { ready: false }));
});
