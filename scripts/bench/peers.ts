// `npm run bench -- --harness FOLDER`: the built server beside others, by a harness that speaks the protocol with each of them.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { withPart } from "../support/marked-part";
import { machine } from "./machine";

export interface PeersOptions {
  /** The folder of the harness: generators, the list of servers, the program. */
  readonly harness: string;
  readonly rounds: number;
  readonly md: string | undefined;
}

const servers = "rightkind,yls-k8s,json";
const files = "d1=corpus/doc-1.yaml,d100=corpus/doc-100.yaml,d1000=corpus/doc-1000.yaml";

/** Copies the harness, since it installs packages and generates manifests, runs it there, and writes its tables. */
export function measurePeers({ harness, rounds, md }: PeersOptions): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rightkind-peers-"));
  try {
    fs.cpSync(harness, folder, { recursive: true });
    run("npm", ["install", "--no-audit", "--no-fund"], folder);
    for (const generator of ["gen.mjs", "gen-peers.mjs", "gen-list.mjs"]) run("node", [generator], folder);
    const config = fs.readFileSync(path.join(folder, "servers.json"), "utf8");
    fs.writeFileSync(path.join(folder, "servers.json"), config.replaceAll("RIGHTKIND", process.cwd()));
    const given = ["--config", "servers.json", "--servers", servers, "--baseline", "yls-k8s", "--files", files];
    run("node", ["lspbench.mjs", ...given, "--rounds", `${rounds}`, "--json", "out.json", "--md", "out.md"], folder);
    const measured = tablesOf(fs.readFileSync(path.join(folder, "out.md"), "utf8"));
    const date = new Date().toISOString().slice(0, 10);
    const heading = `${date}, ${machine()}, Node ${process.versions.node}. Medians of ${rounds} ${rounds === 1 ? "round" : "rounds"} (95th percentile); ×: to yaml-language-server with the Kubernetes schema.`;
    const part = `\n${heading}\n\n${measured}\n`;
    if (md === undefined) console.log(part);
    else fs.writeFileSync(md, withPart(fs.readFileSync(md, "utf8"), "peers", part));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Its tables with their headings, without what it tells of each server. */
export function tablesOf(report: string): string {
  const lines = report.split("\n").filter((line) => line.startsWith("## ") || line.startsWith("|"));
  return lines
    .flatMap((line) => (line.startsWith("## ") ? ["", `##${line}`, ""] : [line]))
    .join("\n")
    .trim();
}

function run(program: string, given: readonly string[], folder: string): void {
  execFileSync(program, given, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
}
