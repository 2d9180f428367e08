// The rule governing-service-missing: its conditions, its traps and its fix.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";

const id = "governing-service-missing";
const warning = `${id} warning`;
const information = `${id} information`;
const hint = `${id} hint`;

interface Set {
  readonly service?: string;
  readonly marker?: string;
  readonly metadata?: string;
  readonly selector?: string;
  readonly labels?: string;
  /** Lines of the container. */
  readonly container?: string;
  /** A line of the Pod's spec. */
  readonly pod?: string;
}

/** A StatefulSet `db` whose `serviceName` is `db-hl`. */
function set({
  service = "db-hl",
  marker = "",
  metadata = "",
  selector,
  labels,
  container = "",
  pod = "",
}: Set = {}): string {
  return [
    "apiVersion: apps/v1",
    "kind: StatefulSet",
    "metadata:",
    "  name: db",
    ...(metadata === "" ? [] : [metadata]),
    "spec:",
    `  serviceName: ${service}`,
    ...(marker === "" ? [] : [`#              ${"^".repeat(service.length)} ${marker}`]),
    `  selector: ${selector ?? "{matchLabels: {app: db}}"}`,
    "  template:",
    `    metadata: {labels: ${labels ?? "{app: db}"}}`,
    "    spec:",
    ...(pod === "" ? [] : [`      ${pod}`]),
    "      containers:",
    "        - name: db",
    "          image: registry.example/db:1",
    ...(container === "" ? [] : container.split("\n").map((line) => `          ${line}`)),
    "",
  ].join("\n");
}

const service = (name = "db-hl", more = "") =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}${more}}\nspec: {clusterIP: None, selector: {app: db}}\n`;

/** A kustomization that lists all files: a closed unit. */
function closed(named: Readonly<Record<string, string>>): string {
  return files({ "kustomization.yaml": `resources: [${Object.keys(named).join(", ")}]\n`, ...named });
}

const peers = 'env: [{name: PEERS, value: "db-0.db-hl:2380"}]';
const config = (text: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: db-config}\ndata:\n  peers: ${JSON.stringify(text)}\n`;

describe("warns in a closed unit", () => {
  it("where the Pods ask for each other: what is here, what will happen and what to do", () =>
    checkRule(
      id,
      closed({
        "db.yaml": set({
          container: peers,
          marker: `${warning}: serviceName "db-hl" names no Service, but its Pods ask for db-0.db-hl: that name never resolves. Add a headless Service.`,
        }),
      }),
    ));
  it("where a ConfigMap does", () =>
    checkRule(
      id,
      closed({
        "db.yaml": set({
          marker: `${warning}: serviceName "db-hl" names no Service, but ConfigMap "db-config" asks for db-1.db-hl: that name never resolves. Add a headless Service.`,
        }),
        "config.yaml": config("http://db-1.db-hl.prod.svc.cluster.local:80"),
      }),
    ));
  it("where another workload does", () =>
    checkRule(
      id,
      closed({
        "db.yaml": set({ marker: warning }),
        "web.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers: [{name: web, image: web, args: [--db=db-0.db-hl]}]\n",
      }),
    ));
  it.each([
    ["a loop", 'command: [sh, -c, "for i in 0 1 2; do ping db-$i.db-hl; done"]'],
    ["braces", 'args: ["db-{0..2}.db-hl:80"]'],
    ["its own name by a variable", 'args: ["--name=$(POD_NAME).db-hl"]'],
    ["its own name by the shell", 'command: [sh, -c, "start ${HOSTNAME}.db-hl.default.svc"]'],
    [
      "its own name by a variable of any name",
      "env: [{name: NODE_ID, valueFrom: {fieldRef: {fieldPath: metadata.name}}}, {name: URL, value: 'http://$(NODE_ID).db-hl'}]",
    ],
    ["its own name by hostname", 'command: [sh, -c, "start $(hostname -s).db-hl"]'],
  ])("where the Pods build the name: %s", (_, container) =>
    checkRule(id, closed({ "db.yaml": set({ container, marker: warning }) })),
  );
  it("not where the variable holds the name of the node", () => {
    const container =
      "env: [{name: NODE_ID, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}, {name: URL, value: 'http://$(NODE_ID).db-hl'}]";
    checkRule(id, closed({ "db.yaml": set({ container, marker: `${id} information` }) }));
  });
  const script = (text: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: scripts}\ndata:\n  start.sh: |\n    ${text}\n`;
  const mounting = "volumes: [{name: scripts, configMap: {name: scripts}}]";
  it.each([
    ["$(hostname).db-hl", "start --name=$(hostname).db-hl.prod.svc"],
    ["${HOSTNAME}.db-hl", 'export NAME="${HOSTNAME}.db-hl"'],
    ["db-$i.db-hl", "for i in 0 1 2; do ping db-$i.db-hl; done"],
  ])("where a script that they mount does: %s", (shown, text) =>
    checkRule(
      id,
      closed({
        "db.yaml": set({
          pod: mounting,
          marker: `${warning}: serviceName "db-hl" names no Service, but ConfigMap "scripts" asks for ${shown}: that name never resolves. Add a headless Service.`,
        }),
        "scripts.yaml": script(text),
      }),
    ),
  );
  it("not where a script that they do not mount says its own name, nor with another Service", () => {
    checkRule(id, closed({ "db.yaml": set({ marker: information }), "scripts.yaml": script("$(hostname).db-hl") }));
    for (const text of ["$(hostname).db-hl-2", "$(hostname).db", "db2-$i.db-hl", "$FILE.db-hl"])
      checkRule(id, closed({ "db.yaml": set({ pod: mounting, marker: information }), "scripts.yaml": script(text) }));
  });
  it("where an init container does", () =>
    checkRule(
      id,
      closed({
        "db.yaml": set({ marker: warning }).replace(
          "      containers:",
          "      initContainers: [{name: i, image: i, command: [wait, db-0.db-hl]}]\n      containers:",
        ),
      }),
    ));
  it("that the configuration declares closed", () =>
    checkRule(
      id,
      files({
        ".rightkind.yaml": "closed: [apps/**]\n",
        "apps/db.yaml": set({ container: peers, marker: warning }),
      }),
    ));
});

describe("informs in a closed unit", () => {
  it("where nobody asks for a Pod", () =>
    checkRule(
      id,
      closed({
        "db.yaml": set({
          marker: `${information}: serviceName "db-hl" names no Service: names like db-0.db-hl never resolve. Add a headless Service, or remove serviceName.`,
        }),
      }),
    ));
  it("where the Pods of another set are asked for", () =>
    checkRule(
      id,
      closed({ "db.yaml": set({ marker: information, container: 'args: ["other-0.db-hl", "mydb-0.db-hl"]' }) }),
    ));
  it("where they are asked for through another Service", () =>
    checkRule(
      id,
      closed({
        "db.yaml": set({ marker: information, container: 'args: ["db-0.db-hl-other", "db-0.db"]' }),
        "config.yaml": config("db-0.db-hl-other"),
      }),
    ));
  it("where only the name of a Pod is written", () =>
    checkRule(
      id,
      closed({
        "db.yaml": set({ marker: information }),
        "service.yaml":
          "apiVersion: v1\nkind: Service\nmetadata: {name: first}\nspec: {selector: {statefulset.kubernetes.io/pod-name: db-0}}\n",
      }),
    ));
  it("where who asks is in another unit", () =>
    checkRule(
      id,
      files({
        "a/kustomization.yaml": "resources: [db.yaml]\n",
        "a/db.yaml": set({ marker: information }),
        "b/config.yaml": config("db-0.db-hl"),
      }),
    ));
});

describe("hints in an open unit", () => {
  it("a plain directory", () =>
    checkRule(
      id,
      set({
        container: peers,
        marker: `${hint}: serviceName "db-hl" names no Service here: unless one comes from elsewhere, db-0.db-hl never resolves. Add a headless Service.`,
      }),
    ));
  it("a kustomization with a remote base", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml, https://example.com/base]\n",
        "db.yaml": set({ marker: hint, container: peers }),
      }),
    ));
  it("a kustomization that lists what is not there", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml, gone.yaml]\n",
        "db.yaml": set({ marker: hint, container: peers }),
      }),
    ));
  it("a kustomization with a chart", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [db.yaml]\nhelmCharts: [{name: db}]\n",
        "db.yaml": set({ marker: hint, container: peers }),
      }),
    ));
  it("where the Service of that name is in another namespace", () =>
    checkRule(
      id,
      documents(set({ marker: hint, metadata: "  namespace: one" }), service("db-hl", ", namespace: two")),
    ));
  it("where only a custom Service has that name", () =>
    checkRule(
      id,
      documents(set({ marker: hint }), "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: db-hl}\n"),
    ));
});

describe("is silent", () => {
  it("fp-service-in-another-file", () => checkRule(id, files({ "k8s/db.yaml": set(), "k8s/service.yaml": service() })));
  it("fp-service-in-another-folder", () =>
    checkRule(id, files({ "apps/db.yaml": set(), "network/service.yaml": service() })));
  it("fp-service-outside-the-closed-unit", () =>
    checkRule(
      id,
      files({
        "a/kustomization.yaml": "resources: [db.yaml]\n",
        "a/db.yaml": set({ container: peers }),
        "b/service.yaml": service(),
      }),
    ));
  it("fp-service-in-a-list", () =>
    checkRule(
      id,
      documents(
        set(),
        "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    metadata: {name: db-hl}\n    spec: {clusterIP: None}\n",
      ),
    ));
  it("fp-service-that-is-not-headless-is-another-rule", () =>
    checkRule(id, documents(set(), service().replace("clusterIP: None, ", ""))));
  it("fp-service-without-namespace", () => checkRule(id, documents(set({ metadata: "  namespace: one" }), service())));
  it("fp-namespace-of-the-kustomization", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "namespace: prod\nresources: [db.yaml, service.yaml]\n",
        "db.yaml": set({ container: peers, metadata: "  namespace: one" }),
        "service.yaml": service("db-hl", ", namespace: two"),
      }),
    ));
  it("fp-prefix-renames-both", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "namePrefix: dev-\nresources: [db.yaml, service.yaml]\n",
        "db.yaml": set({ container: peers }),
        "service.yaml": service(),
      }),
    ));
  it("fp-service-that-does-not-parse", () =>
    checkRule(id, closed({ "db.yaml": set({ container: peers }), "service.yaml": `${service()}  broken: [` })));
  it("fp-while-reading", () => checkRule(id, set({ container: peers }), { ready: false }));
  it("fp-no-service-name", () => {
    checkRule(id, set().replace("  serviceName: db-hl\n", ""));
    checkRule(id, set({ service: '""' }));
  });
  it("fp-placeholder", () => checkRule(id, set({ service: "${SERVICE}" })));
  it("fp-made-by-an-operator", () =>
    checkRule(
      id,
      closed({
        "db.yaml": set({
          container: peers,
          metadata: "  ownerReferences: [{apiVersion: example.com/v1, kind: Db, name: db, uid: x}]",
        }),
      }),
    ));
  it("fp-exported-from-a-cluster", () =>
    checkRule(id, closed({ "db.yaml": set({ container: peers, metadata: "  uid: 0b8a" }) })));
  it("fp-custom-stateful-set", () => checkRule(id, set().replace("apps/v1", "apps.kruise.io/v1beta1")));
});

describe("rests on", () => {
  it("who asks", () => {
    expect(relatedOf(id, closed({ "db.yaml": set({ container: peers }) }))).toEqual(["db-0.db-hl is asked for here"]);
    expect(relatedOf(id, closed({ "db.yaml": set(), "config.yaml": config("db-0.db-hl") }))).toEqual([
      'ConfigMap "db-config" asks for db-0.db-hl',
    ]);
  });
});

describe("Create headless Service 'x'", () => {
  const title = "Create headless Service 'db-hl'";
  const head = (spec: string, more = "") =>
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: db-hl\n${more}spec:\n  clusterIP: None\n${spec}---\n`;

  it("without ports where none is written", () =>
    checkFix(id, title, set(), `${head("  selector:\n    app: db\n")}${set()}`));
  it("with the ports of all containers, each named", () => {
    const container =
      "ports:\n  - {name: client, containerPort: 2379}\n  - {containerPort: 53, protocol: UDP}\n  - {containerPort: 53}\n  - {containerPort: 53}";
    const ports = [
      "  ports:",
      "    - name: client\n      port: 2379\n      targetPort: 2379",
      "    - name: udp-53\n      port: 53\n      targetPort: 53\n      protocol: UDP",
      "    - name: tcp-53\n      port: 53\n      targetPort: 53\n",
    ].join("\n");
    checkFix(id, title, set({ container }), `${head(`  selector:\n    app: db\n${ports}`)}${set({ container })}`);
  });
  it("with the labels that the selector tests, expressions too", () => {
    const given = {
      selector:
        "{matchLabels: {app: db}, matchExpressions: [{key: tier, operator: In, values: [x, 'true']}, {key: y, operator: DoesNotExist}]}",
      labels: "{app: db, tier: 'true', other: z}",
    };
    checkFix(id, title, set(given), `${head('  selector:\n    app: db\n    tier: "true"\n')}${set(given)}`);
  });
  it("in the namespace of the set", () => {
    const given = { metadata: "  namespace: prod" };
    checkFix(id, title, set(given), `${head("  selector:\n    app: db\n", "  namespace: prod\n")}${set(given)}`);
  });
  it("before readiness where Pods ask for each other", () => {
    const container = `${peers}\nreadinessProbe: {tcpSocket: {port: 1}}`;
    checkFix(
      id,
      title,
      closed({ "db.yaml": set({ container }) }),
      closed({
        "db.yaml": `${head("  publishNotReadyAddresses: true\n  selector:\n    app: db\n")}${set({ container })}`,
      }),
    );
  });
  it("between the documents of a file", () =>
    checkFix(
      id,
      title,
      `${config("x")}---\n# the set\n${set()}`,
      `${config("x")}---\n${head("  selector:\n    app: db\n")}# the set\n${set()}`,
    ));
  it("as the item before the set in a List", () => {
    const list = (before: string) =>
      `apiVersion: v1\nkind: List\nitems:\n${before}${set()
        .trimEnd()
        .replace(/^/gm, "    ")
        .replace("    apiVersion", "  - apiVersion")}\n`;
    const item = head("  selector:\n    app: db\n")
      .replace("---\n", "")
      .trimEnd()
      .replace(/^/gm, "    ")
      .replace("    apiVersion", "  - apiVersion");
    checkFix(id, title, list(""), list(`${item}\n`));
  });
  it.each([
    ["its name is none of a Service", set({ service: "db_hl" }), {}],
    ["its name starts with a digit below 1.36", set({ service: "1-db" }), { kubernetesVersion: "1.35" }],
    ["no label is selected", set({ selector: "{matchLabels: {other: x}}" }), {}],
    [
      "the file is JSON",
      '{"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "db"}, "spec": {"serviceName": "db-hl", "selector": {"matchLabels": {"a": "b"}}, "template": {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "a", "image": "b"}]}}}}\n',
      {},
    ],
    [
      "a Job has the same labels",
      documents(
        set(),
        "apiVersion: batch/v1\nkind: Job\nmetadata: {name: task}\nspec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: a, image: a}]}}}\n",
      ),
      {},
    ],
    [
      "a patch sets the name",
      files({
        "kustomization.yaml": "resources: [db.yaml]\npatches: [{path: patch.yaml}]\n",
        "db.yaml": set().replace("  serviceName: db-hl\n", ""),
        "patch.yaml": "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {serviceName: db-hl}\n",
      }),
      {},
    ],
  ])("is not offered where %s", (_, source, settings) => expect(fixTitles(id, source, { settings })).toEqual([]));
});
