// Who writes the name of a single Pod is told of it where a StatefulSet becomes something else.
import { expect, it } from "vitest";
import { Folder } from "../cli/command-line";

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: data}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: registry.example/db:1}]}}
`;

const config = (name: string, namespace: string, text: string) =>
  `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: ${namespace}}\ndata: {hosts: "${text}"}\n`;

async function named(...configs: readonly string[]): Promise<string[]> {
  const folder = new Folder({ "db.yaml": [set, ...configs].join("") });
  const { code, err } = await folder.run(["convert", "db.yaml", "--root", ".", "--to", "Deployment"]);
  expect(code).toBe(0);
  return err.split("\n").flatMap((line) => /^W-IDENTITY: (.*): a Deployment has none/.exec(line)?.[1] ?? []);
}

it("names of its own namespace are said with or without it", async () => {
  expect(await named(config("short", "data", "db-0.db"), config("long", "data", "db-1.db.data.svc"))).toEqual([
    'ConfigMap "long" names the Pod "db-1"',
    'ConfigMap "short" names the Pod "db-0"',
  ]);
});

it("in another namespace those count that say the set's", async () => {
  expect(
    await named(
      config("client", "shop", "db-0.db, db-1.db.data.svc.cluster.local"),
      config("own", "shop", "db-0.db"),
      config("third", "shop", "db-0.db.archive"),
    ),
  ).toEqual(['ConfigMap "client" names the Pod "db-1"']);
});
