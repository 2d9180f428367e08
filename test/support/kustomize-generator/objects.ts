// Random objects of many kinds, few of whose names differ.
import type { Choices } from "../choices";
import { configNames, names, podSpec } from "./pods";
import { type Fields, Raw, type Value } from "./yaml-writer";

/** @returns one object or several that belong together */
export function randomObjects(choices: Choices, namespaces: readonly string[]): Fields[] {
  const kind = choices.pick(first, ...others);
  return kind(choices).map((object) => withMetadata(object, choices, namespaces));
}

type Maker = (choices: Choices) => Fields[];

function object(apiVersion: string, kind: string, name: string, more: Fields = {}): Fields {
  return { apiVersion, kind, metadata: { name }, ...more };
}

const selector = { matchLabels: { app: "web" } };

function template(choices: Choices): Fields {
  return {
    metadata: {
      labels: { app: "web" },
      ...(choices.chance(20) ? { annotations: { note: "$(CONF)", at: new Raw("2024-01-02") } } : {}),
    },
    spec: podSpec(choices),
  };
}

function controller(apiVersion: string, kind: string): Maker {
  return (choices) => [
    object(apiVersion, kind, choices.pick(...names), {
      spec: {
        ...(choices.chance(50) ? { replicas: choices.pick<Value>(1, 2, new Raw('"3"')) } : {}),
        ...(choices.chance(70) ? { selector } : {}),
        ...(kind === "Deployment" && choices.chance(30)
          ? { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1 } } }
          : {}),
        template: template(choices),
      },
    }),
  ];
}

const statefulSet: Maker = (choices) => [
  object("apps/v1", "StatefulSet", choices.pick(...names), {
    spec: {
      serviceName: choices.pick(...names),
      selector,
      template: template(choices),
      ...(choices.chance(60)
        ? {
            volumeClaimTemplates: choices.chance(10)
              ? new Raw("null")
              : [{ metadata: { name: "data" }, spec: { storageClassName: "fast", accessModes: ["ReadWriteOnce"] } }],
          }
        : {}),
    },
  }),
];

const cronJob: Maker = (choices) => [
  object("batch/v1", "CronJob", choices.pick(...names), {
    spec: { schedule: "* * * * *", jobTemplate: { spec: { template: { spec: podSpec(choices) } } } },
  }),
];

const service: Maker = (choices) => [
  object("v1", "Service", choices.pick(...names), {
    spec: {
      ...(choices.chance(70) ? { selector: { app: "web" } } : {}),
      ports: [
        { name: "http", port: choices.pick<Value>(80, "$(PORT)"), targetPort: choices.pick<Value>(8080, "http") },
        ...(choices.chance(40) ? [{ name: "dns", port: 53, protocol: "UDP" }] : []),
      ],
      ...(choices.chance(20) ? { clusterIP: "None" } : {}),
    },
  }),
];

const scaler: Maker = (choices) => [
  object(choices.pick("autoscaling/v2", "autoscaling/v1"), "HorizontalPodAutoscaler", choices.pick(...names), {
    spec: {
      scaleTargetRef: {
        apiVersion: "apps/v1",
        kind: choices.pick("Deployment", "StatefulSet"),
        name: choices.pick(...names),
      },
      maxReplicas: 3,
    },
  }),
  ...(choices.chance(30)
    ? [object("keda.sh/v1alpha1", "ScaledObject", "web", { spec: { scaleTargetRef: { name: "web" } } })]
    : []),
];

const configMap: Maker = (choices) => [
  object("v1", "ConfigMap", choices.pick(...configNames), {
    ...(choices.chance(85)
      ? {
          data: {
            a: choices.pick<Value>("1", "x.y.z", "host:80", new Raw("yes"), new Raw("2024-01-02"), new Raw("null")),
            b: "http://$(SVC)\nline\n",
            port: "8080",
          },
        }
      : {}),
  }),
];

const secret: Maker = () => [object("v1", "Secret", "secret", { type: "Opaque", data: { k: "dg==" } })];

const claim: Maker = (choices) => [
  object("v1", "PersistentVolumeClaim", choices.pick("data", "logs"), {
    spec: {
      accessModes: ["ReadWriteOnce"],
      ...(choices.chance(50) ? { storageClassName: "fast" } : {}),
      ...(choices.chance(30) ? { volumeName: "disk" } : {}),
      ...(choices.chance(20) ? { selector } : {}),
    },
  }),
];

const storage: Maker = (choices) => [
  object("v1", "PersistentVolume", "disk", {
    spec: { storageClassName: "fast", nfs: { server: "$(SVC)", path: "/" }, capacity: { storage: "1Gi" } },
  }),
  ...(choices.chance(60)
    ? [object("storage.k8s.io/v1", "StorageClass", "fast", { provisioner: "p", parameters: { secretName: "secret" } })]
    : []),
];

const priority: Maker = () => [object("scheduling.k8s.io/v1", "PriorityClass", "high", { value: 1000000 })];

const account: Maker = (choices) => [
  object("v1", "ServiceAccount", choices.pick("sa", "robot", "default"), {
    ...(choices.chance(40) ? { imagePullSecrets: [{ name: "pull" }, { name: "secret" }] } : {}),
  }),
];

const roles: Maker = (choices) => {
  const kind = choices.pick("Role", "ClusterRole");
  const group = "rbac.authorization.k8s.io";
  const subject = (name: string, namespace?: string): Fields => ({
    kind: "ServiceAccount",
    name,
    ...(namespace ? { namespace } : {}),
  });
  return [
    object(`${group}/v1`, kind, "reader", {
      rules: [
        { apiGroups: [""], resources: ["configmaps"], resourceNames: ["conf", "secret", "disk"], verbs: ["get"] },
      ],
    }),
    object(`${group}/v1`, choices.pick("RoleBinding", "ClusterRoleBinding"), "reader", {
      roleRef: { apiGroup: group, kind: choices.pick(kind, "ClusterRole"), name: "reader" },
      subjects: [
        subject(choices.pick("sa", "robot")),
        ...(choices.chance(50) ? [subject("default")] : []),
        ...(choices.chance(50) ? [subject("robot", choices.pick("one", "default"))] : []),
      ],
    }),
  ];
};

const budget: Maker = (choices) => [
  object(choices.pick("policy/v1", "policy/v1beta1"), "PodDisruptionBudget", choices.pick(...names), {
    spec: { minAvailable: choices.pick<Value>(1, "50%"), ...(choices.chance(70) ? { selector } : {}) },
  }),
];

const network: Maker = (choices) => [
  object("networking.k8s.io/v1", "NetworkPolicy", choices.pick(...names), {
    spec: {
      podSelector: choices.chance(50) ? selector : {},
      ingress: [{ from: [{ podSelector: selector }, { namespaceSelector: {} }] }],
      ...(choices.chance(40) ? { egress: [{ to: [{ podSelector: selector }] }] } : {}),
    },
  }),
];

const ingress: Maker = (choices) => [
  object("networking.k8s.io/v1", "Ingress", choices.pick(...names), {
    spec: {
      ...(choices.chance(40)
        ? { defaultBackend: { service: { name: choices.pick(...names), port: { number: 80 } } } }
        : {}),
      rules: [
        {
          host: choices.pick("$(SVC).example.com", "a.example.com"),
          http: {
            paths: [{ path: "/", backend: { service: { name: choices.pick(...names), port: { name: "http" } } } }],
          },
        },
      ],
      tls: [{ hosts: ["a.example.com", "$(SVC)"], secretName: "secret" }],
      ...(choices.chance(30) ? { ingressClassName: "public" } : {}),
    },
  }),
];

const custom: Maker = (choices) => [
  object("example.com/v1", "Widget", choices.pick(...names), {
    spec: {
      containers: [{ name: "a", image: "nginx:1.25", env: [{ name: "A", value: "1" }] }],
      parts: [{ name: "a", size: 1 }, { name: "b" }],
      nested: { apiVersion: "v1", kind: "Pod", spec: { containers: [{ name: "x", image: "redis:7" }] } },
      when: new Raw("2024-05-06 07:08:09"),
    },
  }),
];

const cluster: Maker = (choices) => [
  choices.pick(
    object("v1", "Namespace", choices.pick("one", "two")),
    object("apiregistration.k8s.io/v1", "APIService", "v1.web", { spec: { service: { name: "web" } } }),
    object("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "hook", {
      webhooks: [
        { name: "a", clientConfig: { service: { name: "web", path: "/x" } } },
        { name: "b", clientConfig: { service: { name: "api", namespace: "one" } } },
      ],
    }),
    object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets.example.com", {
      spec: { conversion: { webhook: { clientConfig: { service: { name: "web", namespace: "x" } } } } },
    }),
    object("networking.k8s.io/v1", "IngressClass", "public", { spec: { controller: "c" } }),
  ),
];

const pod: Maker = (choices) => [object("v1", "Pod", choices.pick(...names), { spec: podSpec(choices) })];

const first: Maker = controller("apps/v1", "Deployment");
const others: readonly Maker[] = [
  first,
  first,
  statefulSet,
  statefulSet,
  controller("apps/v1", "DaemonSet"),
  controller("apps/v1", "ReplicaSet"),
  controller("batch/v1", "Job"),
  controller("v1", "ReplicationController"),
  cronJob,
  pod,
  service,
  service,
  scaler,
  configMap,
  configMap,
  secret,
  claim,
  storage,
  priority,
  account,
  roles,
  budget,
  network,
  ingress,
  custom,
  cluster,
];

function withMetadata(made: Fields, choices: Choices, namespaces: readonly string[]): Fields {
  const [first = "", ...more] = namespaces;
  const metadata: Fields = {
    ...(made.metadata as Fields),
    ...(choices.chance(20) ? { namespace: choices.pick(first, ...more) } : {}),
    ...(choices.chance(60) ? { labels: { app: "web", ...(choices.chance(20) ? { n: new Raw('"1"') } : {}) } } : {}),
    ...(choices.chance(35) ? { annotations: annotations(choices) } : {}),
    ...(choices.chance(8) ? { finalizers: ["a/b", "c/d"] } : {}),
  };
  return { ...made, metadata };
}

function annotations(choices: Choices): Value {
  return choices.pick<Value>(
    { note: "x", port: new Raw("8080") },
    { "nginx.ingress.kubernetes.io/auth-secret": "secret", flag: new Raw("true") },
    {},
    { at: new Raw("2024-01-02"), off: new Raw("off"), ref: "$(CONF)" },
    { "config.kubernetes.io/local-config": choices.pick("true", "false") },
  );
}
