// Wrong usage is refused with one clear line and nothing on standard output; help and version answer.
import { describe, expect, it } from "vitest";
import { Folder } from "./command-line";

describe("wrong usage", () => {
  it.each<[string[], string]>([
    [[], "No command is given. Write check, fix, convert, explain or rules."],
    [["chek", "."], "There is no command 'chek'. Did you mean 'check'?"],
    [["lint", "."], "There is no command 'lint'. Write check, fix, convert, explain or rules."],
    [["check"], "'check' needs a file or folder; '.' is the working directory."],
    [["check", ""], "A path is empty."],
    [["check", ".", "--format", "junit"], "'--format' is text, json, sarif, github or baseline, not 'junit'."],
    [["check", ".", "--fail-on", "all"], "'--fail-on' is error, warning, information, hint or never, not 'all'."],
    [["check", ".", "--fail-on"], "'--fail-on' needs a value."],
    [["check", ".", "--formt", "json"], "There is no option '--formt'. Did you mean '--format'?"],
    [["check", ".", "-x"], "There is no option '-x'."],
    [["check", ".", "--xyz=1"], "There is no option '--xyz'."],
    [["check", ".", "--help=yes"], "'--help' takes no value."],
    [["check", ".", "--object", "Pod/x"], "'check' has no option '--object'."],
    [["check", ".", "--root="], "'--root' needs a value."],
    [
      ["check", ".", "--kubernetes-version", "latest"],
      "'--kubernetes-version' is a release such as 1.36, not 'latest'.",
    ],
    [["convert", "--to", "StatefulSet"], "'convert' needs a file or folder; '.' is the working directory."],
    [["convert", "a", "b", "--to", "StatefulSet"], "'convert' takes one path: 'b' is too many."],
    [["convert", "."], "'convert' needs '--to KIND', such as '--to StatefulSet'."],
    [
      ["convert", ".", "--to", "Service"],
      "'--to' is Pod, ReplicaSet, ReplicationController, Deployment, StatefulSet, DaemonSet, Job or CronJob, not 'Service'.",
    ],
    [["convert", ".", "--to", "Job", "--storage", "all"], "'--storage' is auto, templates or keep, not 'all'."],
    [["convert", ".", "--to", "Job", "--format", "sarif"], "'--format' is text or json, not 'sarif'."],
    [["convert", ".", "--to", "Job", "--diff", "--write"], "'--diff' and '--write' exclude each other."],
    [["convert", "-", "--to", "Job", "--write"], "Standard input cannot be written: leave out '--write'."],
    [["convert", ".", "--to", "Job", "--new-resources", "x"], "'--new-resources' is sameFile or sameFolder, not 'x'."],
    [["convert", ".", "--to", "Job", "--choose", "paused"], "'--choose' is NAME=VALUE, not 'paused'."],
    [
      ["convert", ".", "--to", "Job", "--choose", "toString=1"],
      "There is no choice 'toString'. There are claim-templates, data-source, long-running, parallelism, paused, replicas, schedule, shared-claim and update-strategy.",
    ],
    [
      ["convert", ".", "--to", "CronJob", "--choose", "schedule=now and then"],
      "The choice 'schedule' is a schedule in cron format, not 'now and then'.",
    ],
    [
      ["convert", ".", "--to", "Job", "--choose", "paused=yes"],
      "The choice 'paused' is partition, OnDelete or suspend, not 'yes'.",
    ],
    [
      ["convert", ".", "--to", "Job", "--choose", "paused=partition", "--choose", "paused=OnDelete"],
      "The choice 'paused' is made twice.",
    ],
    [["convert", ".", "--to", "Job", "--fail-on", "hint"], "'convert' has no option '--fail-on'."],
    [["check", ".", "--write"], "'check' has no option '--write'."],
    [["rules", "x"], "'rules' takes no argument: 'x'."],
    [["explain"], "'explain' needs a rule or a kind; 'rules' lists the rules."],
    [["explain", "Pod", "Job"], "'explain' takes one argument: 'Job' is too many."],
    [["explain", "--object", "Pod", "."], "'--object' is Kind/name or Kind/namespace/name, not 'Pod'."],
    [["explain", "--object", "Pod//x", "."], "'--object' is Kind/name or Kind/namespace/name, not 'Pod//x'."],
    [["explain", "--object", "Pod/x"], "'explain --object' needs the file or folder that the object is in."],
  ])("%j", async (words, message) => {
    const err = `${message} 'rightkind --help' shows how it is used.\n`;
    expect(await new Folder({}).run(words)).toEqual({ code: 2, out: "", err });
  });
});

describe("help and version", () => {
  it.each([[["--version"]], [["check", "--version"]]])("%j prints the version alone", async (words) => {
    expect(await new Folder({}).run(words)).toEqual({ code: 0, out: "1.2.3\n", err: "" });
  });

  it.each([
    [["--help"], "Usage: rightkind COMMAND [options]"],
    [["-h"], "Usage: rightkind COMMAND [options]"],
    [["check", "--help"], "Usage: rightkind check PATH… [options]"],
    [["--help", "explain"], "Usage: rightkind explain RULE|KIND"],
    [["convert", "--help"], "Usage: rightkind convert PATH --to KIND [options]"],
    [["rules", "-h"], "Usage: rightkind rules [options]"],
  ])("%j", async (words, first) => {
    const { code, out, err } = await new Folder({}).run(words);
    expect({ code, err, first: out.split("\n")[0] }).toEqual({ code: 0, err: "", first });
    expect(out.split("\n").filter((line) => line.length > 90)).toEqual([]);
  });

  it("takes options before the command, and paths that begin with a dash behind --", async () => {
    const folder = new Folder({ "-a.yaml": "" });
    const { code, out } = await folder.run(["--format", "json", "check", "--", "-a.yaml"]);
    expect({ code, files: JSON.parse(out).files }).toEqual({ code: 0, files: 1 });
  });
});
