// Clients that answer with an error what they said they can do: the server does without it.
import { afterEach, describe, expect, it } from "vitest";
import { claim, deployment } from "../support/generated-workspace";
import { ServerProcess } from "./server-process";

const rule = "deployment-rwo-claim-rolling-update";
const files = { "k8s/db.yaml": deployment("db"), "k8s/claim.yaml": claim("db", "ReadWriteOnce") };
const refused = [
  ["client/registerCapability"],
  ["workspace/configuration"],
  ["window/workDoneProgress/create"],
  ["workspace/diagnostic/refresh"],
];
let server: ServerProcess;

afterEach(async () => {
  expect(await server.stop()).toBe(0);
});

describe.each([...refused, refused.flat()].map((refuses) => ({ refuses })))(
  "a client that refuses $refuses",
  (client) => {
    it("has its workspace read, and is answered after every edit", async () => {
      server = await ServerProcess.start({ files, ...client });
      expect(server.readyParams).toEqual({ files: 2, documents: 2 });
      await server.open("k8s/db.yaml", deployment("db"));
      expect(await server.rules("k8s/db.yaml")).toEqual([rule]);
      await server.open("k8s/claim.yaml", claim("db", "ReadWriteMany"));
      expect(await server.rules("k8s/db.yaml")).toEqual([]);
      await server.close("k8s/claim.yaml");
      const counts = await server.connection.sendRequest("workspace/executeCommand", {
        command: "rightkind.checkWorkspace",
      });
      expect(counts).toMatchObject({ files: 2, warnings: 1 });
    });
  },
);
