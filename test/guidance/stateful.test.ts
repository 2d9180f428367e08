// Deployments that keep data, and those that only look like it.
import { describe, expect, it } from "vitest";
import { advice, claimOf, considered, nothing, serviceOf, workloadOf } from "./advice";

const dataVolume = `
volumes:
  - name: data
    persistentVolumeClaim: {claimName: data}
`;

/** A container with one volume at a path, and the claim `data`. */
function withClaim(
  image: string,
  path: string,
  { spec = "", mode = "ReadWriteOnce", more = "", name = "app" } = {},
): string {
  const pod = `
containers:
  - name: main
    image: ${image}
    volumeMounts: [{name: data, mountPath: ${path}}]
${more.replace(/^(?=.)/gm, "    ")}
${dataVolume.trim()}
`;
  return workloadOf(pod, { spec, name }) + claimOf("data", mode);
}

describe("a Deployment that keeps data", () => {
  it("is told what speaks for a StatefulSet, the heaviest first", () =>
    expect(
      advice(
        withClaim("mysql:8.4", "/var/lib/mysql", {
          more: "env: [{name: MYSQL_ROOT_PASSWORD, value: x}]\nports: [{containerPort: 3306}]",
        }),
      ),
    ).toEqual({
      recommended: "StatefulSet",
      score: 11,
      evidence: [
        "+3 image mysql:8.4",
        '+3 ReadWriteOnce claim "data" at /var/lib/mysql',
        "+2 variable MYSQL_ROOT_PASSWORD",
        "+2 data directory /var/lib/mysql",
        "+1 port 3306",
      ],
    }));

  it("replicates, and shares one claim among several Pods", () =>
    expect(advice(withClaim("mysql:8.4", "/files", { spec: "replicas: 3" }))).toEqual({
      recommended: "StatefulSet",
      score: 10,
      evidence: ['+4 3 Pods share claim "data"', "+3 image mysql:8.4", '+3 ReadWriteOnce claim "data" at /files'],
    }));

  it("may share one claim where a variable with a default says how many Pods there are", () =>
    expect(advice(withClaim("mysql:8.4", "/files", { spec: "replicas: ${n:=3}" }))).toEqual({
      recommended: "StatefulSet as a hint",
      score: 10,
      evidence: [
        '+4 3 Pods share claim "data", unless the variable says otherwise',
        "+3 image mysql:8.4",
        '+3 ReadWriteOnce claim "data" at /files',
      ],
      suppressors: ["hint variable-replicas"],
    }));

  it("fp-variable-replicas: a variable of which nothing is said speaks for nothing", () =>
    expect(advice(withClaim("private/app:1", "/files", { spec: "replicas: ${n}" }))).toEqual(nothing("Deployment")));

  it("knows its siblings, and shares one claim among several Pods", () =>
    expect(
      advice(withClaim("private/kv", "/files", { spec: "replicas: 3", name: "kv", more: "args: [--join-to=kv-0.kv]" })),
    ).toMatchObject({ recommended: "StatefulSet", score: 11 }));

  it("shares one claim as far as an autoscaler goes", () => {
    const scaler = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: scale}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: app}, minReplicas: 1, maxReplicas: 5}
`;
    expect(advice(withClaim("mongo:8", "/files") + scaler)).toEqual({
      recommended: "StatefulSet",
      score: 10,
      evidence: ['+4 up to 5 Pods share claim "data"', "+3 image mongo:8", '+3 ReadWriteOnce claim "data" at /files'],
    });
  });

  it("has an inline disk, which one node attaches", () =>
    expect(
      advice(
        workloadOf(`
containers:
  - {name: main, image: mongo, volumeMounts: [{name: disk, mountPath: /data/db/}]}
volumes:
  - {name: disk, gcePersistentDisk: {pdName: disk-1}}
`),
      ),
    ).toEqual({
      recommended: "StatefulSet",
      score: 8,
      evidence: ["+3 image mongo", '+3 gcePersistentDisk volume "disk" at /data/db', "+2 data directory /data/db"],
    }));

  it("is a member of a quorum, even without a volume", () =>
    expect(
      advice(
        workloadOf(
          "containers: [{name: etcd, image: quay.io/coreos/etcd:v3.5, ports: [{containerPort: 2379}, {containerPort: 2380}]}]",
          {
            spec: "replicas: 3",
          },
        ),
      ),
    ).toEqual({ recommended: "StatefulSet", score: 7, evidence: ["+5 image etcd:v3.5", "+2 port 2379"] }));

  it("takes variables from a ConfigMap", () =>
    expect(
      advice(`${workloadOf("containers: [{name: db, image: private/orders-db, ports: [{containerPort: 5432}], envFrom: [{configMapRef: {name: c}}]}]")}---
apiVersion: v1
kind: ConfigMap
metadata: {name: c}
data: {POSTGRES_DB: orders}
${serviceOf("db", "app", { headless: true })}`),
    ).toEqual({
      recommended: "Deployment",
      leaning: "StatefulSet",
      score: 5,
      evidence: ["+2 variable POSTGRES_DB", '+2 headless Service "db"', "+1 port 5432"],
    }));

  it("calls its Pods by their numbers", () =>
    expect(
      advice(
        workloadOf('containers: [{name: kv, image: private/kv, args: ["--peers=kv-0.kv:7000,kv-1.kv:7000"]}]', {
          name: "kv",
        }),
      ),
    ).toEqual({ recommended: "Deployment", leaning: "StatefulSet", score: 4, evidence: ["+4 peer kv-0.kv"] }));

  it("takes its number from its name", () =>
    expect(
      advice(workloadOf('containers: [{name: w, image: private/w, command: [sh, -c, "run --shard ${HOSTNAME##*-}"]}]')),
    ).toEqual({
      recommended: "Deployment",
      leaning: "StatefulSet",
      score: 4,
      evidence: ["+4 ordinal by ${HOSTNAME##*-}"],
    }));

  it("stands beside a twin of the next number, each with its own claim", () => {
    const pod = (claim: string) => `
containers: [{name: db, image: private/db, volumeMounts: [{name: data, mountPath: /x}]}]
volumes: [{name: data, persistentVolumeClaim: {claimName: ${claim}}}]
`;
    const twin = workloadOf(pod("data-1"), { name: "db-1" });
    expect(advice(`${workloadOf(pod("data-0"), { name: "db-0" })}${claimOf("data-0")}---\n${twin}`)).toEqual({
      recommended: "StatefulSet",
      score: 7,
      evidence: ['+4 Deployment "db-1" beside it, each with its own claim', '+3 ReadWriteOnce claim "data-0" at /x'],
    });
  });

  it("says in a label that it is a database", () =>
    expect(
      advice(
        workloadOf("containers: [{name: db, image: 'mysql:8', ports: [{containerPort: 3306}]}]", {
          metadata: "labels: {app.kubernetes.io/component: database}",
        }),
      ),
    ).toEqual({
      recommended: "Deployment",
      leaning: "StatefulSet",
      score: 5,
      evidence: ["+3 image mysql:8", "+1 port 3306", "+1 label app.kubernetes.io/component: database"],
    }));

  it("is a redis that saves to a volume of its own", () =>
    expect(advice(withClaim("redis:8", "/data"))).toEqual({
      recommended: "StatefulSet",
      score: 7,
      evidence: [
        '+3 ReadWriteOnce claim "data" at /data',
        "+2 data directory /data",
        "+1 image redis:8",
        "+1 saves to /data by default",
      ],
    }));

  it("fp-redis-on-a-shared-folder: a ReadWriteMany claim is no volume of its own", () =>
    expect(advice(withClaim("redis:8", "/data", { mode: "ReadWriteMany" }))).toEqual(nothing("Deployment")));

  it("is told by its arguments where its data is", () =>
    expect(
      advice(
        workloadOf(
          'containers: [{name: m, image: "minio/minio:1", args: [server, /data], ports: [{containerPort: 9000}]}]',
        ),
      ),
    ).toEqual({
      recommended: "Deployment",
      leaning: "StatefulSet",
      score: 6,
      evidence: ["+3 image minio:1", "+2 argument server /data", "+1 port 9000"],
    }));

  it("is of an image that the configuration calls stateful", () =>
    expect(
      advice(`${withClaim("registry.corp/ledger:1", "/data")}
#- .rightkind.yaml
statefulImages: ["registry.corp/*"]
`),
    ).toEqual({
      recommended: "StatefulSet",
      score: 8,
      evidence: ["+3 image ledger:1", '+3 ReadWriteOnce claim "data" at /data', "+2 data directory /data"],
    }));

  it.each([
    ["mcr.microsoft.com/mssql/server:2022-latest", "/var/opt/mssql"],
    ["gvenzl/oracle-free:23-slim", "/opt/oracle/oradata"],
    ["osixia/openldap:1.5.0", "/var/lib/ldap"],
  ])("%s is a store", (image, path) =>
    expect(advice(withClaim(image, path))).toMatchObject({ recommended: "StatefulSet", score: 8 }),
  );

  it("loses it with an emptyDir, which says less", () =>
    expect(
      advice(
        workloadOf(`
containers: [{name: db, image: "postgres:15", volumeMounts: [{name: data, mountPath: /var/lib/postgresql/data}]}]
volumes: [{name: data, emptyDir: {}}]
`),
      ),
    ).toEqual({
      recommended: "Deployment",
      leaning: "StatefulSet",
      score: 4,
      evidence: ["+3 image postgres:15", "+1 data directory /var/lib/postgresql/data on an emptyDir"],
    }));
});

const fineAsItIs = "Fine as it is; a StatefulSet would give a stable name and a claim per Pod";

describe("fine as it is", () => {
  it("fp-single-instance-with-recreate: one replica, one disk, Recreate is at most leaning, and says first that it is fine", () =>
    expect(advice(withClaim("mysql:8.4", "/var/lib/mysql", { spec: "strategy: {type: Recreate}" }))).toEqual({
      recommended: "Deployment as a hint",
      leaning: "StatefulSet",
      score: 6,
      evidence: [
        `-2 ${fineAsItIs}`,
        "+3 image mysql:8.4",
        '+3 ReadWriteOnce claim "data" at /var/lib/mysql',
        "+2 data directory /var/lib/mysql",
      ],
      suppressors: ["hint single-instance"],
    }));

  it("fp-single-instance-with-recreate: says so of less evidence, too", () =>
    expect(advice(withClaim("wordpress:6", "/var/www/html", { spec: "strategy: {type: Recreate}" }))).toMatchObject({
      leaning: "StatefulSet",
      score: 4,
      evidence: [`0 ${fineAsItIs}`, '+3 ReadWriteOnce claim "data" at /var/www/html', "+1 image wordpress:6"],
    }));

  it("fp-single-instance-with-recreate: Recreate itself is no evidence", () =>
    expect(advice(withClaim("private/app", "/files", { spec: "strategy: {type: Recreate}" }))).toEqual(
      nothing("Deployment"),
    ));

  it("several replicas of a store are no single instance", () =>
    expect(
      advice(withClaim("mysql:8.4", "/var/lib/mysql", { spec: "replicas: 2\nstrategy: {type: Recreate}" })),
    ).toMatchObject({ recommended: "StatefulSet", score: 12 }));

  it("one that loses its data with the Pod is no single instance", () =>
    expect(
      advice(
        workloadOf(
          `
containers:
  - {name: db, image: "mysql:8", env: [{name: MYSQL_DATABASE, value: x}], ports: [{containerPort: 3306}], volumeMounts: [{name: d, mountPath: /var/lib/mysql}]}
volumes: [{name: d, emptyDir: {}}]
`,
          { spec: "strategy: {type: Recreate}" },
        ),
      ),
    ).toMatchObject({ recommended: "StatefulSet", score: 7 }));

  it("fp-shared-uploads: sharing alone shows that something is wrong, not that each Pod should have a volume", () =>
    expect(advice(withClaim("private/app:1", "/uploads", { spec: "replicas: 3" }))).toEqual(nothing("Deployment")));

  it.each(["wordpress:6", "nextcloud:30", "gitea/gitea:1", "grafana/grafana:11"])(
    "fp-shared-site: a volume for each Pod of %s would split it",
    (image) =>
      expect(advice(withClaim(image, "/var/lib/grafana", { spec: "replicas: 3" }))).toEqual(nothing("Deployment")),
  );

  it.each(["influxdb:2", "redis:7"])("fp-single-writer: %s does not copy between its Pods", (image) =>
    expect(
      advice(
        withClaim(image, "/data", {
          spec: "replicas: 2",
          more: "args: [--data-dir=/x]\nports: [{containerPort: 6379}]",
        }),
      ),
    ).toMatchObject({ recommended: "Deployment", leaning: "StatefulSet", score: 6 }),
  );

  it("fp-rwx-uploads: many Pods share a ReadWriteMany claim on purpose", () =>
    expect(
      advice(withClaim("drupal:10", "/var/www/html/files", { spec: "replicas: 3", mode: "ReadWriteMany" })),
    ).toEqual(nothing("Deployment")));

  it("fp-unknown-claim: a claim of another repository is no evidence", () =>
    expect(
      advice(
        workloadOf(
          `
containers: [{name: main, image: drupal:10, volumeMounts: [{name: data, mountPath: /files}]}]
${dataVolume.trim()}
`,
          { spec: "replicas: 3" },
        ),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-claim-mounted-read-only", () =>
    expect(
      advice(
        workloadOf(
          `
containers: [{name: main, image: private/app, volumeMounts: [{name: data, mountPath: /models, readOnly: true}]}]
${dataVolume.trim()}
`,
          { spec: "replicas: 3" },
        ) + claimOf("data"),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-nfs-class: a storage class that does not enforce ReadWriteOnce", () =>
    expect(
      advice(`${withClaim("private/app", "/files", { spec: "replicas: 3" }).replace("spec: {access", "spec: {storageClassName: nfs, access")}
#- .rightkind.yaml
storageClasses: {nfs: {enforcesReadWriteOnce: false}}
`),
    ).toEqual(nothing("Deployment")));

  it("fp-redis-as-cache: told to keep nothing", () =>
    expect(
      advice(
        workloadOf(
          'containers: [{name: redis, image: "redis:7", args: [--save, "", --appendonly, "no"], ports: [{containerPort: 6379}]}]',
        ),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-redis-as-cache in a shell, on a claim", () =>
    expect(
      advice(
        withClaim("valkey/valkey:8", "/data", {
          more: 'command: [sh, -c, "valkey-server --maxmemory-policy allkeys-lru"]',
          spec: "replicas: 2",
        }),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-redis-without-volume", () =>
    expect(advice(workloadOf("containers: [{name: redis, image: redis, ports: [{containerPort: 6379}]}]"))).toEqual(
      nothing("Deployment"),
    ));

  it("fp-memcached", () =>
    expect(
      advice(workloadOf("containers: [{name: m, image: memcached, args: [--data-dir=/x]}]", { spec: "replicas: 3" })),
    ).toEqual(nothing("Deployment")));

  it("fp-elasticsearch-client-node: neither data nor master", () =>
    expect(
      advice(
        workloadOf(`
containers:
  - name: es
    image: elasticsearch:7.17.0
    env: [{name: NODE_MASTER, value: "false"}, {name: NODE_DATA, value: "false"}]
    ports: [{containerPort: 9300}]
    volumeMounts: [{name: data, mountPath: /data}]
volumes: [{name: data, emptyDir: {}}]
`),
      ),
    ).toEqual(nothing("Deployment")));

  it.each(["grafana/grafana:11", "jenkins/jenkins:lts", "gitea/gitea:1"])(
    "fp-either-kind: %s with one claim",
    (image) =>
      expect(advice(withClaim(image, "/var/lib/grafana", { more: "args: [--data-dir=/x]" }))).toMatchObject({
        recommended: "Deployment",
        leaning: "StatefulSet",
        score: 6,
        evidence: [
          expect.any(String),
          expect.any(String),
          expect.any(String),
          expect.any(String),
          expect.stringMatching(/^-2 either kind is common for \w+ with one replica$/),
        ],
      }),
  );

  it("fp-client-with-server-variables: a client of a database knows its password too", () =>
    expect(
      advice(
        workloadOf(
          "containers: [{name: web, image: private/web, env: [{name: POSTGRES_PASSWORD, value: x}], ports: [{containerPort: 8080}]}]",
        ),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-init-container-waits-with-psql: only the main container counts", () =>
    expect(
      advice(
        workloadOf(`
initContainers: [{name: wait, image: "postgres:15", ports: [{containerPort: 5432}], env: [{name: PGDATA, value: /x}]}]
containers: [{name: web, image: private/web}]
`),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-sidecar-store: only the main container counts", () =>
    expect(
      advice(
        workloadOf(
          'containers: [{name: app, image: private/web}, {name: db, image: "mysql:8", ports: [{containerPort: 3306}]}]',
        ),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-exporter-before-the-store: the main container is the one that is no helper", () =>
    expect(
      advice(
        workloadOf(
          'containers: [{name: metrics, image: prom/mysqld-exporter}, {name: db, image: "mysql:8", ports: [{containerPort: 3306}]}]',
        ),
      ),
    ).toEqual({
      recommended: "Deployment",
      leaning: "StatefulSet",
      score: 4,
      evidence: ["+3 image mysql:8", "+1 port 3306"],
    }));

  it("fp-sql-proxy: a proxy listens where the store does", () =>
    expect(
      advice(
        workloadOf(
          "containers: [{name: p, image: gcr.io/cloudsql-docker/cloud-sql-proxy, ports: [{containerPort: 5432}], env: [{name: POSTGRES_DB, value: x}]}]",
        ),
      ),
    ).toEqual(nothing("Deployment")));

  it.each([
    ["mongo:8", "command: [mongos, --configdb, c/x]"],
    ["postgres:16", 'command: [sh, -c, "until pg_isready; do sleep 1; done; psql -f /watch.sql"]'],
    ["postgres:16", "command: [sleep, infinity]"],
    ["mysql:8", 'command: [sh, -c, "mysqldump shop > /x; sleep 2h"]'],
    ["hashicorp/vault:1", "command: [vault, agent]"],
    ["minio/minio:1", "args: [gateway, s3]"],
    ["confluentinc/cp-kafka:7", "command: [kafka-console-consumer, --topic, x]"],
  ])("fp-client-in-the-image-of-its-store: %s %s", (image, command) =>
    expect(
      considered(
        workloadOf(`containers: [{name: a, image: "${image}", env: [{name: MYSQL_DATABASE, value: x}], ${command}}]`),
      ),
    ).not.toContain("StatefulSet"),
  );

  it("fp-grpc-headless-service: a headless Service alone says little", () =>
    expect(
      advice(
        workloadOf("containers: [{name: g, image: private/grpc}]", { spec: "replicas: 3" }) +
          serviceOf("g", "app", { headless: true }),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-client-of-a-stateful-set: names of other Pods are no peers of its own", () =>
    expect(
      advice(
        workloadOf(
          "containers: [{name: web, image: private/web, env: [{name: HOSTS, value: 'mysql-0.mysql,mysql-1.mysql'}]}]",
        ),
      ),
    ).toEqual(nothing("Deployment")));
});
