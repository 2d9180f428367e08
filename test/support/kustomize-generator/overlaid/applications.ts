// Applications of a base: workloads with the claims, Services, scalers and other users around them that rules ask about.
import type { Choices } from "../../choices";
import type { Fields, Value } from "../yaml-writer";
import { podsOf, selects, templateFor } from "./workloads";

const names = ["web", "db", "cache", "queue"] as const;

/** One to three applications, each with what belongs to it; no two objects are called the same in one namespace. */
export function randomApplications(choices: Choices): Fields[] {
  const count = choices.pick(1, 1, 2, 2, 3);
  const namespace = choices.chance(25) ? "shop" : undefined;
  const shares = choices.chance(15);
  const made = choices
    .shuffled(names)
    .slice(0, count)
    .flatMap((name) => new Application(name, namespace, shares, choices).objects());
  const shared = shares ? [claim("shared", namespace, choices)] : [];
  const operated = choices.chance(4)
    ? [object("postgresql.cnpg.io/v1", "Cluster", "operated", namespace, { instances: 1 })]
    : [];
  return [...made, ...shared, ...operated];
}

export function object(
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string | undefined,
  spec?: Fields,
): Fields {
  const metadata: Fields = { name, ...(namespace === undefined ? {} : { namespace }) };
  return { apiVersion, kind, metadata, ...(spec === undefined ? {} : { spec }) };
}

export function randomModes(choices: Choices): Value {
  return choices.pick<Value>(
    ["ReadWriteOnce"],
    ["ReadWriteOnce"],
    ["ReadWriteMany"],
    ["ReadWriteOncePod"],
    ["ReadOnlyMany"],
    ["ReadWriteOnce", "ReadWriteMany"],
  );
}

export function claim(name: string, namespace: string | undefined, choices: Choices): Fields {
  return object("v1", "PersistentVolumeClaim", name, namespace, {
    accessModes: randomModes(choices),
    ...(choices.chance(30) ? { storageClassName: choices.pick("fast", "nfs") } : {}),
    ...(choices.chance(10) ? { volumeName: `${name}-disk` } : {}),
    resources: { requests: { storage: "1Gi" } },
  });
}

export function scaler(kind: string, name: string, target: Fields, namespace: string | undefined, choices: Choices) {
  switch (kind) {
    case "ScaledObject":
      return object("keda.sh/v1alpha1", kind, name, namespace, {
        scaleTargetRef: target.kind === "Deployment" && choices.chance(50) ? { name: target.name ?? "" } : target,
        ...(choices.chance(60) ? { maxReplicaCount: choices.pick(1, 2, 5) } : {}),
        triggers: [{ type: "cpu", metadata: { value: "60" } }],
      });
    case "VerticalPodAutoscaler":
      return object("autoscaling.k8s.io/v1", kind, name, namespace, { targetRef: target });
    default:
      return object(choices.pick("autoscaling/v2", "autoscaling/v1"), kind, name, namespace, {
        scaleTargetRef: target,
        ...(choices.chance(40) ? { minReplicas: choices.pick(1, 2) } : {}),
        maxReplicas: choices.pick(1, 2, 4),
      });
  }
}

class Application {
  readonly #name: string;
  readonly #namespace: string | undefined;
  readonly #shares: boolean;
  readonly #choices: Choices;

  constructor(name: string, namespace: string | undefined, shares: boolean, choices: Choices) {
    this.#name = name;
    this.#namespace = namespace;
    this.#shares = shares;
    this.#choices = choices;
  }

  objects(): Fields[] {
    const choices = this.#choices;
    const name = this.#name;
    const claims = [
      ...(choices.chance(65) ? [`${name}-data`] : []),
      ...(choices.chance(12) ? [`${name}-logs`] : []),
      ...(this.#shares ? ["shared"] : []),
    ];
    const workload = this.#workload(claims);
    const known = claims.filter((one) => one !== "shared" && choices.chance(88));
    return [
      workload,
      ...known.map((one) => claim(one, this.#claimNamespace(), choices)),
      ...known.filter(() => choices.chance(8)).map((one) => claim(one, "elsewhere", choices)),
      ...known.filter(() => choices.chance(8)).map((one) => this.#volume(one)),
      ...this.#services(),
      ...(choices.chance(40) ? [this.#scaler(workload)] : []),
      ...(choices.chance(20) ? [this.#budget()] : []),
      ...(claims.length > 0 && choices.chance(15) ? [this.#backup(claims[0] ?? "")] : []),
      ...(choices.chance(20) ? [this.#peers()] : []),
    ];
  }

  /** A name without a namespace may mean one with it, and the other way round. */
  #claimNamespace(): string | undefined {
    if (!this.#choices.chance(10)) return this.#namespace;
    return this.#namespace === undefined ? "shop" : undefined;
  }

  #object(apiVersion: string, kind: string, name: string, spec?: Fields): Fields {
    return object(apiVersion, kind, name, this.#namespace, spec);
  }

  #workload(claims: readonly string[]): Fields {
    const choices = this.#choices;
    const kind = choices.pick(
      "Deployment",
      "Deployment",
      "Deployment",
      "Deployment",
      "StatefulSet",
      "StatefulSet",
      "ReplicaSet",
      "ReplicationController",
      "DaemonSet",
      "CronJob",
      "Pod",
    );
    const template = templateFor(this.#name, kind, claims, choices);
    const { apiVersion, spec } = podsOf(kind, template);
    return this.#object(apiVersion, kind, this.#name, {
      ...(choices.chance(55) && /^(?:Deployment|.*Set|.*Controller)$/.test(kind) && kind !== "DaemonSet"
        ? { replicas: choices.pick(1, 1, 2, 3) }
        : {}),
      ...selects(kind, this.#name, choices),
      ...(kind === "Deployment" ? this.#strategy() : {}),
      ...(kind === "StatefulSet" ? this.#set() : {}),
      ...spec,
      ...(kind === "Deployment" && choices.chance(4) ? { updateStrategy: { type: "RollingUpdate" } } : {}),
      ...(kind === "DaemonSet" && choices.chance(15) ? { replicas: 2 } : {}),
    });
  }

  #strategy(): Fields {
    const choices = this.#choices;
    const rollingUpdate = { maxSurge: choices.pick(1, 0), maxUnavailable: choices.pick<Value>(0, 1, "50%") };
    const strategy = choices.pick<Value>(
      null,
      null,
      { type: "Recreate" },
      { type: "RollingUpdate", rollingUpdate },
      { rollingUpdate: { maxSurge: "25%" } },
    );
    return strategy === null ? {} : { strategy };
  }

  #set(): Fields {
    const choices = this.#choices;
    const template = {
      metadata: { name: "store" },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    };
    return {
      serviceName: choices.pick(`${this.#name}-headless`, `${this.#name}-headless`, this.#name, "nowhere"),
      ...(choices.chance(40) ? { volumeClaimTemplates: [template] } : {}),
    };
  }

  #services(): Fields[] {
    const choices = this.#choices;
    const selector = { app: this.#name, ...(choices.chance(20) ? { tier: "server" } : {}) };
    const ports = [{ name: "main", port: 80 }];
    return [
      ...(choices.chance(60) ? [this.#object("v1", "Service", this.#name, { selector, ports })] : []),
      ...(choices.chance(40)
        ? [this.#object("v1", "Service", `${this.#name}-headless`, { clusterIP: "None", selector, ports })]
        : []),
    ];
  }

  #scaler({ apiVersion = "", kind = "" }: Fields): Fields {
    const type = this.#choices.pick("HorizontalPodAutoscaler", "ScaledObject", "VerticalPodAutoscaler");
    const target: Fields = { apiVersion, kind: this.#choices.chance(90) ? kind : "StatefulSet", name: this.#name };
    return scaler(type, this.#name, target, this.#namespace, this.#choices);
  }

  #budget(): Fields {
    const selector = { matchLabels: { app: this.#name } };
    return this.#object("policy/v1", "PodDisruptionBudget", this.#name, { minAvailable: 1, selector });
  }

  #volume(claimed: string): Fields {
    return object("v1", "PersistentVolume", `${claimed}-disk`, undefined, {
      accessModes: ["ReadWriteOnce"],
      capacity: { storage: "1Gi" },
      claimRef: { name: claimed, ...(this.#namespace === undefined ? {} : { namespace: this.#namespace }) },
      nfs: { server: "files.example", path: "/" },
    });
  }

  #backup(claimed: string): Fields {
    const template = templateFor("backup", "CronJob", [claimed], this.#choices);
    const { apiVersion, spec } = podsOf("CronJob", template);
    return this.#object(apiVersion, "CronJob", `${this.#name}-backup`, spec);
  }

  /** A program somewhere knows the single Pods by their names. */
  #peers(): Fields {
    const host = `${this.#name}-${this.#choices.pick(0, 1)}.${this.#name}-headless`;
    const data = { "peers.conf": `seeds=${host}\n`, plain: "1" };
    return { ...this.#object("v1", "ConfigMap", `${this.#name}-conf`), data };
  }
}
