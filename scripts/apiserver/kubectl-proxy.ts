// The cluster of a kubeconfig, through `kubectl proxy`: kubectl knows every way to log in.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Cluster } from "./cluster";
import { isRecord } from "./manifest";

/**
 * Starts a proxy on a free port of this machine.
 * @throws what kubectl said, where it does not start
 */
export async function startKubectlProxy(kubeconfig: string): Promise<Cluster> {
  const kubectl = spawn("kubectl", ["--kubeconfig", kubeconfig, "proxy", "--port=0"]);
  const ended = new Promise<void>((resolve) => kubectl.once("close", () => resolve()));
  const stop = () => {
    kubectl.kill();
    return ended;
  };
  process.once("exit", () => kubectl.kill());
  let complaints = "";
  kubectl.stderr.on("data", (chunk) => {
    complaints += chunk;
  });
  const line = await Promise.race([
    once(createInterface({ input: kubectl.stdout }), "line").then(([text]) => String(text)),
    once(kubectl, "close").then(() => ""), // rejects where there is no kubectl
  ]);
  const address = /127\.0\.0\.1:\d+/.exec(line)?.[0];
  if (address === undefined) {
    await stop();
    throw new Error(`kubectl proxy did not start: ${line}${complaints}`);
  }
  return {
    name: `the cluster of ${kubeconfig}`,
    async request(method, path, body, contentType = "application/json") {
      const response = await fetch(`http://${address}${path}`, {
        method,
        headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": contentType }) },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
      const answer: unknown = isJson ? JSON.parse(text) : text;
      const message = isRecord(answer) && typeof answer.message === "string" ? answer.message : text;
      return { ok: response.ok, status: response.status, body: answer, message: response.ok ? "" : message };
    },
    stop,
  };
}
