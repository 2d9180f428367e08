// Commands that end, in Pods that are kept running, and commands that only begin like them.
import { describe, expect, it } from "vitest";
import { advice, nothing, podOf, serviceOf, workloadOf } from "./advice";

function running(image: string, command: string, more = ""): string {
  return workloadOf(`containers: [{name: main, image: ${image}, ${command}${more}}]`);
}

describe("a Deployment whose command ends", () => {
  it.each([
    ["manage.py migrate", "private/web", "command: [python, manage.py, migrate]"],
    ["rake db:migrate", "private/web", "command: [bundle, exec, rake, db:migrate]"],
    ["prisma migrate", "private/web", "command: [npx, prisma, migrate, deploy]"],
    ["alembic upgrade head", "private/web", "command: [alembic, upgrade, head]"],
    ["flyway migrate", "flyway/flyway:10", "args: [migrate]"],
    ["liquibase update", "liquibase/liquibase", "args: [update]"],
    ["pg_dump -h db", "postgres:16", 'command: [sh, -c, "pg_dump -h db > /tmp/x; echo done"]'],
    ["mongodump --uri=mongodb://db", "mongo", "command: [mongodump, --uri=mongodb://db]"],
    ["terraform apply -auto-approve", "hashicorp/terraform", "args: [apply, -auto-approve]"],
    ["aws s3 cp", "private/x", 'command: [sh, -c, "tar cz /x | gzip > /tmp/x && aws s3 cp /tmp/x s3://b/"]'],
    ["rsync -a /a", "private/x", "command: [rsync, -a, /a, /b]"],
    ["restic backup /data", "restic/restic", "args: [backup, /data]"],
    ["python /app/batch.py", "private/x", "command: [python, /app/batch.py]"],
    ["python -m jobs.train", "private/x", "command: [python3, -m, jobs.train]"],
  ])("%s", (said, image, command) => {
    const given = advice(running(image, command));
    expect([given.leaning, given.score]).toEqual(["Job", 5]);
    expect(given.evidence).toEqual([expect.stringMatching(/^\+3 command \S/), "+2 no port, no probe, no Service"]);
    expect(given.evidence[0]?.replace("python3", "python")).toBe(`+3 command ${said}`);
  });

  it.each([
    ["cat /etc/hosts", "private/x", "command: [cat, /etc/hosts]"],
    ["curl -sf http://api/warm", "private/x", "command: [curl, -sf, http://api/warm]"],
    ["kubectl apply -f", "bitnami/kubectl", "command: [sh, -c, 'kubectl apply -f /m; echo done']"],
    ["cp -r /in", "private/x", "command: [sh, -c, 'mkdir -p /out && cp -r /in /out']"],
    ["psql -f /seed.sql", "postgres:16", "command: [sh, -c, 'cat /a /b > /seed.sql; psql -f /seed.sql']"],
    ["helm upgrade --install", "private/helm", "command: [helm, upgrade, --install, x, y]"],
  ])("known tools only: %s", (said, image, command) => {
    const given = advice(running(image, command));
    expect(given.leaning).toBe("Job");
    expect(given.evidence[0]).toBe(`+3 command ${said}`);
  });

  it("arguments of an image that is a tool", () =>
    expect(advice(running("bitnami/kubectl:1.36", "args: [delete, pod, x]"))).toMatchObject({
      leaning: "Job",
      evidence: ["+3 command kubectl delete pod", "+2 no port, no probe, no Service", "+1 image kubectl:1.36"],
    }));

  it("adds what its name and its image say", () =>
    expect(
      advice(
        workloadOf('containers: [{name: m, image: "alpine:3", command: [sh, -ec, "rsync -a /a /b"]}]', {
          name: "files-import",
        }),
      ),
    ).toEqual({
      recommended: "Job",
      score: 7,
      evidence: [
        "+3 command rsync -a /a",
        "+2 no port, no probe, no Service",
        "+1 name files-import",
        "+1 image alpine:3",
      ],
    }));

  it("only speaks and exits", () =>
    expect(advice(running("private/x", 'command: [sh, -c, "echo hello; exit 0"]'))).toEqual({
      recommended: "Deployment",
      leaning: "Job",
      score: 5,
      evidence: ["+3 a command that exits", "+2 no port, no probe, no Service"],
    }));

  it("says nothing that rests on absence before everything is read", () =>
    expect(advice(running("private/x", "command: [alembic, upgrade, head]"), { ready: false })).toEqual(
      nothing("Deployment"),
    ));
});

describe("fine as it is", () => {
  it.each([
    ["fp-migrate-then-exec", 'command: [sh, -c, "alembic upgrade head && exec uvicorn app:app"]'],
    ["fp-migrate-then-exec", 'command: [sh, -c, "python manage.py migrate; exec gunicorn app"]'],
    ["fp-migrate-then-server", 'command: [sh, -c, "rake db:migrate && rails server"]'],
    ["fp-migrate-then-arguments", `command: [sh, -c, 'flyway migrate && exec "$@"']`],
    ["fp-migrate-before-waiting", 'command: [sh, -c, "flyway migrate; sleep infinity"]'],
    ["fp-migrate-before-waiting", 'command: [sh, -c, "flyway migrate; tail -f /dev/null"]'],
    ["fp-toolbox-behind-a-chain", 'command: [sh, -c, "apt-get install -y curl && curl http://api && sleep 60m"]'],
    ["fp-toolbox-behind-a-chain", 'command: [sh, -c, "cp -r /a /b; sleep 1h; echo bye"]'],
    ["fp-fetched-server", 'command: [sh, -c, "pip install app && app run"]'],
    ["fp-copy-then-server", 'command: [sh, -c, "cp /a /b && /server"]'],
    ["fp-server-beside", 'command: [sh, -c, "/server & curl http://localhost/warm; wait"]'],
    ["fp-watching-tool", "command: [kubectl, get, pods, -w]"],
    ["fp-watching-tool", "command: [kubectl, port-forward, svc/x, '80']"],
    ["fp-store-client-without-a-query", "command: [mysql, --wait]"],
    ["fp-queue-worker", "command: [celery, -A, app, worker]"],
    ["fp-queue-worker", "command: [bundle, exec, rake, jobs:work]"],
    ["fp-queue-worker", "command: [python, -m, batch.worker]"],
    ["fp-rsync-daemon", "command: [rsync, --daemon, --no-detach]"],
    ["fp-toolbox", "command: [sleep, infinity]"],
    ["fp-toolbox", "command: [tail, -f, /dev/null]"],
    ["fp-jenkins-agent", "command: [cat], tty: true"],
    ["fp-placeholder", 'command: [sleep, "3600"]'],
    ["fp-no-command", "args: []"],
  ])("%s: %s", (_, command) => expect(advice(running("private/x", command))).toEqual(nothing("Deployment")));

  it("fp-several-containers: a Pod does not end with one of them", () =>
    expect(
      advice(workloadOf("containers: [{name: a, image: x, command: [alembic, upgrade, head]}, {name: b, image: z}]")),
    ).toEqual(nothing("Deployment")));

  it("fp-native-sidecar: a Pod of two", () =>
    expect(
      advice(
        workloadOf(`
containers: [{name: a, image: x, command: [alembic, upgrade, head]}]
initContainers: [{name: b, image: z, restartPolicy: Always}]
`),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-migrating-init-container", () =>
    expect(
      advice(
        workloadOf(`
initContainers: [{name: migrate, image: x, command: [alembic, upgrade, head]}]
containers: [{name: web, image: x}]
`),
      ),
    ).toEqual(nothing("Deployment")));

  it("fp-served: a Service leads to it", () =>
    expect(
      advice(
        running("alpine", "command: [alembic, upgrade, head]", ", ports: [{containerPort: 80}]") +
          serviceOf("s", "app"),
      ),
    ).toEqual({
      ...nothing("Deployment"),
      suppressors: ["silent served"],
    }));
});

describe("a bare Pod that ends", () => {
  it.each(["Never", "OnFailure"])("restartPolicy: %s", (policy) =>
    expect(advice(podOf(`restartPolicy: ${policy}\ncontainers: [{name: a, image: private/a}]`))).toEqual({
      recommended: "Job",
      score: 10,
      evidence: [
        `+4 restartPolicy: ${policy}`,
        "+4 a bare Pod is not replaced when its node goes",
        "+2 no port, no probe, no Service",
      ],
    }),
  );

  it.each([
    ["k6 run /load.js", "apk add k6 && k6 run /load.js"],
    ["aws --version", "pip3 install awscli; export A=b; aws --version"],
    ["tool run --once", "python -m pip install tool\\ntool run --once"],
    ["newman run suite.json", "git clone x && npm install newman && newman run suite.json; echo $?"],
    ["ls -l /mnt", "ls -l /mnt"],
    ["npm test", "npm ci && npm test"],
    ["python -m pytest", "pip install -r r.txt; python -m pytest -q"],
  ])("fp-default-restart-policy: a chain that ends is a Job: %s", (said, script) =>
    expect(advice(podOf(`containers: [{name: a, image: private/a, command: [sh, -c, "${script}"]}]`))).toEqual({
      recommended: "Job",
      score: 9,
      evidence: [
        "+4 a bare Pod is not replaced when its node goes",
        `+3 command ${said}`,
        "+2 no port, no probe, no Service",
      ],
    }),
  );

  it.each([
    ["fp-fetched-server", "pip install kopf && kopf run /operator.py"],
    ["fp-fetched-server", "pip install app && app --host 10.1.1.1"],
    ["fp-fetched-server", "pip install app && app run --listen=0.0.0.0"],
    ["fp-fetched-script: nobody knows whether it ends", "pip install -r r.txt && python main.py"],
    ["fp-fetched-script: nobody knows whether it ends", "npm ci && npm start"],
    ["fp-unknown-before-it", "/prepare && cat /x"],
    ["fp-toolbox-behind-a-chain", "pip install tool && tool run && sleep 60m"],
    ["fp-toolbox-behind-a-chain", "apt install -y curl; tail -f /dev/null"],
  ])("%s: %s", (_, script) =>
    expect(
      advice(podOf(`containers: [{name: a, image: private/a, command: [sh, -c, "${script}"]}]`)).recommended,
    ).not.toBe("Job"),
  );

  it("of several containers that all end", () =>
    expect(advice(podOf("restartPolicy: Never\ncontainers: [{name: a, image: x}, {name: b, image: z}]"))).toMatchObject(
      { recommended: "Job", score: 10 },
    ));

  it("never becomes a kind that starts it again", () =>
    expect(
      advice(
        podOf(
          "restartPolicy: Never\nhostNetwork: true\ntolerations: [{operator: Exists}]\ncontainers: [{name: a, image: 'mysql:8'}]",
        ),
      ),
    ).toMatchObject({ recommended: "Job", score: 10 }));

  it("fp-endless-test-pod: a loop that nobody wants again", () =>
    expect(
      advice(
        podOf(
          "restartPolicy: Never\ncontainers: [{name: a, image: busybox, command: [sh, -c, 'while true; do df -h; sleep 45; done']}]",
        ),
      ),
    ).toEqual(nothing("Pod")));
});
