// Random Pod templates, with names and images of which there are few, so that patches and references meet them.
import type { Choices } from "../choices";
import { type Fields, Raw, type Value } from "./yaml-writer";

export const imagesInUse = [
  "nginx",
  "nginx:1.25",
  "registry.example.com:5000/team/api:v1",
  "busybox@sha256:aaaa",
  "redis:7@sha256:bbbb",
  "docker.io/library/nginx:1.1",
  "ghcr.io/a.b/c",
];

export const names = ["web", "db", "api", "cache"] as const;
export const configNames = ["conf", "env", "files"] as const;

/** `spec` of a Pod. */
export function podSpec(choices: Choices): Fields {
  return {
    ...(choices.chance(40) ? { serviceAccountName: choices.pick("sa", "robot") } : {}),
    ...(choices.chance(20) ? { priorityClassName: "high" } : {}),
    ...(choices.chance(15) ? { imagePullSecrets: [{ name: choices.pick("pull", "conf") }] } : {}),
    ...(choices.chance(15) ? { topologySpreadConstraints: [spread(choices), spread(choices)] } : {}),
    ...(choices.chance(15) ? { affinity: affinity(choices) } : {}),
    ...(choices.chance(10) ? { hostAliases: [{ ip: "1.2.3.4", hostnames: ["a"] }] } : {}),
    containers: list(choices, 2, (index) => container(choices, ["main", "side", "log"][index] ?? "more")),
    ...(choices.chance(30) ? { initContainers: [container(choices, "init")] } : {}),
    ...(choices.chance(70) ? { volumes: list(choices, 3, (index) => volume(choices, `v${index}`)) } : {}),
    ...(choices.chance(10) ? { nodeSelector: new Raw("") } : {}),
    ...(choices.chance(10) ? { securityContext: new Raw("null") } : {}),
  };
}

function container(choices: Choices, name: string): Fields {
  return {
    name,
    image: choices.pick(imagesInUse[0] ?? "", ...imagesInUse.slice(1)),
    ...(choices.chance(50)
      ? { env: list(choices, 4, (index) => variable(choices, `E${choices.chance(8) ? 0 : index}`)) }
      : {}),
    ...(choices.chance(25) ? { envFrom: [source(choices)] } : {}),
    ...(choices.chance(50) ? { ports: list(choices, 3, () => port(choices)) } : {}),
    ...(choices.chance(40)
      ? { volumeMounts: list(choices, 3, (index) => ({ name: `v${index}`, mountPath: `/m/${index}` })) }
      : {}),
    ...(choices.chance(30) ? { args: ["--a=$(A)", choices.pick("$(HOME)/x", "$(CONF)", "$$(CONF)"), "plain"] } : {}),
    ...(choices.chance(20) ? { command: ["sh", "-c", choices.pick("echo $(SVC)", "exit 0")] } : {}),
    ...(choices.chance(15)
      ? { resources: { limits: { cpu: choices.pick<Value>(1, "500m", "1"), memory: "1Gi" } } }
      : {}),
  };
}

function variable(choices: Choices, name: string): Fields {
  switch (choices.below(5)) {
    case 0:
      return { name, valueFrom: { configMapKeyRef: { name: choices.pick(...configNames), key: "a" } } };
    case 1:
      return { name, valueFrom: { secretKeyRef: { name: choices.pick("secret", "conf"), key: "k", optional: true } } };
    case 2:
      return { name, value: choices.pick<Value>("x", "1", "true", new Raw("yes"), new Raw('"8080"')) };
    case 3:
      return { name, value: choices.pick("http://$(SVC):80", "$(PORT)", "$(CONF)-$(SVC)") };
    default:
      return { name };
  }
}

function source(choices: Choices): Fields {
  return choices.chance(50)
    ? { configMapRef: { name: choices.pick(...configNames) } }
    : { secretRef: { name: "secret" }, prefix: "P_" };
}

function port(choices: Choices): Fields {
  return {
    containerPort: choices.pick(80, 8080, 443),
    ...(choices.chance(50) ? { protocol: choices.pick("TCP", "UDP") } : {}),
    ...(choices.chance(40) ? { name: choices.pick("http", "metrics") } : {}),
  };
}

function volume(choices: Choices, name: string): Fields {
  switch (choices.below(6)) {
    case 0:
      return { name, configMap: { name: choices.pick(...configNames), defaultMode: new Raw("0644") } };
    case 1:
      return { name, secret: { secretName: "secret" } };
    case 2:
      return { name, persistentVolumeClaim: { claimName: choices.pick("data", "logs") } };
    case 3:
      return { name, projected: { sources: [{ configMap: { name: "conf" } }, { secret: { name: "secret" } }] } };
    case 4:
      return { name, emptyDir: choices.pick<Value>({}, new Raw(""), new Raw("null")) };
    default:
      return { name, nfs: { server: "$(SVC).local", path: "/" } };
  }
}

function spread(choices: Choices): Fields {
  return {
    topologyKey: choices.pick("zone", "host"),
    whenUnsatisfiable: choices.pick("DoNotSchedule", "ScheduleAnyway"),
    maxSkew: 1,
    ...(choices.chance(60) ? { labelSelector: { matchLabels: { app: "web" } } } : {}),
  };
}

function affinity(choices: Choices): Fields {
  const term = { topologyKey: "host", labelSelector: { matchLabels: { app: "web" } } };
  return {
    [choices.pick("podAffinity", "podAntiAffinity")]: choices.chance(50)
      ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
      : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }] },
  };
}

/** At least one. */
function list<T>(choices: Choices, most: number, item: (index: number) => T): T[] {
  return Array.from({ length: 1 + choices.below(most) }, (_, index) => item(index));
}
