// `convert --runbook`: Markdown on standard output, nothing written; what makes no sense beside it is refused.
import { describe, expect, it } from "vitest";
import { filesOf } from "../conversions/acceptance-cases";
import { claim, deployment, Folder } from "./command-line";

const files = { "k8s/web.yaml": deployment("web"), "k8s/claims.yaml": claim("web-data") };
const convert = ["convert", "k8s/web.yaml", "--to", "StatefulSet", "--root", "."];
const heading = "# Runbook: Deployment `web` becomes a StatefulSet\n";

describe("a runbook", () => {
  it("compares the ways where none is named, wherever the option stands", async () => {
    const folder = new Folder(files);
    const { code, out, err } = await folder.run([...convert, "--runbook"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.startsWith(heading)).toBe(true);
    expect(out).toContain("\n## The ways to bring the data along\n");
    const [command, ...rest] = convert;
    expect(await folder.run([command ?? "", "--runbook", ...rest])).toEqual({ code, out, err });
    expect(await folder.run([...convert, "--runbook", "--new-resources", "sameFile"])).toEqual({ code, out, err });
  });

  it.each(["new-volumes", "adopt", "copy", "plain-claim"])("has no table where a way is named: %s", async (option) => {
    const folder = new Folder(files);
    const spaced = await folder.run([...convert, "--runbook", option]);
    expect(spaced).toMatchObject({ code: 0, err: "" });
    expect(spaced.out.startsWith(heading)).toBe(true);
    expect(spaced.out).not.toContain("## The ways");
    expect(await folder.run([...convert, `--runbook=${option}`])).toEqual(spaced);
  });

  it("writes nothing", async () => {
    const folder = new Folder(files);
    await folder.run([...convert, "--runbook", "adopt"]);
    expect(filesOf(folder.path)).toEqual(files);
  });

  it("tells paths from the working directory, and what the conversion needs", async () => {
    const folder = new Folder({ ...files, "config.yaml": 'kubernetesVersion: "1.35"\n' });
    const words = ["convert", "web.yaml", "--to", "StatefulSet", "--root", "..", "--config", "../config.yaml"];
    const choice = ["--choose", "paused=OnDelete", "--kubernetes-version", "1.35.2", "--runbook", "adopt"];
    const { code, out } = await folder.run([...words, ...choice], { workingDirectory: "k8s" });
    expect(code).toBe(0);
    expect(out).toContain(
      "\nrightkind convert web.yaml --to StatefulSet --object Deployment/web --storage templates --choose paused=OnDelete --root .. --config ../config.yaml --kubernetes-version 1.35.2 --write\n",
    );
  });

  it.each<[string[], string]>([
    [
      ["--runbook", "--write"],
      "'--runbook' and '--write' exclude each other: a runbook says itself what is written and moved.",
    ],
    [
      ["--runbook", "copy", "--diff"],
      "'--runbook' and '--diff' exclude each other: a runbook says itself what is written and moved.",
    ],
    [
      ["--runbook", "--storage", "keep"],
      "'--runbook' and '--storage' exclude each other: a runbook says itself what is written and moved.",
    ],
    [["--runbook", "--format", "json"], "A runbook is Markdown: leave out '--format json'."],
    [["--runbook", "clone"], "'convert' takes one path: 'clone' is too many."],
    [["--runbook=clone"], "'--runbook' is new-volumes, adopt, copy or plain-claim, not 'clone'."],
  ])("is refused: %j", async (words, message) => {
    const err = `${message} 'rightkind --help' shows how it is used.\n`;
    expect(await new Folder(files).run([...convert, ...words])).toEqual({ code: 2, out: "", err });
  });

  it("needs files", async () => {
    const words = ["convert", "-", "--to", "StatefulSet", "--runbook"];
    const { code, out, err } = await new Folder({}).run(words, { standardInput: deployment("web") });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("'--runbook' needs the files themselves, not standard input.");
  });

  it("is refused where the conversion is, with its code first", async () => {
    const scaled = deployment("web").replace("spec:\n", "spec:\n  replicas: 3\n");
    const folder = new Folder({ ...files, "k8s/web.yaml": scaled });
    const { code, out, err } = await folder.run([...convert, "--runbook", "plain-claim"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^R-RWO-REPLICAS refused: 3 Pods cannot share claim "web-data"/);
  });

  it("is refused for other kinds", async () => {
    const { code, out, err } = await new Folder(files).run(["convert", "k8s/web.yaml", "--to", "Job", "--runbook"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^R-PAIR refused: /);
  });

  it("says where there is no such workload", async () => {
    const { code, out, err } = await new Folder(files).run([...convert, "--runbook", "--object", "Deployment/wbe"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("There is no Deployment/wbe in 'k8s/web.yaml'. Did you mean Deployment/web?");
  });
});
