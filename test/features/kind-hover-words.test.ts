// The words below the comparison: where the bytes are, what is fine, what nobody can do yet; and names that are markup.
import { describe, expect, it } from "vitest";
import { hover } from "../../server/src/features/hover/hover";
import { Uris } from "../../server/src/features/uris";
import { hoverText } from "../support/check-feature";
import { fixture } from "../support/fixture";
import { claimText, templateText, workloadText } from "../support/hover-workloads";
import { memoryWorkspace, root } from "../support/memory-workspace";

const claim = "db-data";
const one = (mode?: string, more?: string) => hoverText(workloadText("Deployment", { claim }) + claimText(mode, more));
const replication = "Kubernetes copies no data between the Pods: replication is the software's to set up";

describe("where the bytes are", () => {
  const storageClass = (provisioner: string) =>
    `---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: own}\nprovisioner: ${provisioner}\n`;
  it.each([
    ["ReadWriteOnce", "", "(ReadWriteOnce, 1Gi; one node at a time)"],
    ["ReadWriteOncePod", "", "(ReadWriteOncePod, 1Gi; one Pod at a time)"],
    ["ReadWriteMany", "", "(ReadWriteMany, 1Gi)"],
    [
      "ReadWriteOnce",
      ", storageClassName: local-path",
      "class `local-path`; on one machine, where every Pod that mounts it runs)",
    ],
    ["ReadWriteOncePod", ", storageClassName: local-path", "class `local-path`; on one machine, one Pod at a time)"],
    ["ReadWriteOnce", ', storageClassName: ""', "no class; one node at a time; its volume is made by hand)"],
  ])("is said of %s%s", (mode, more, words) => expect(one(mode, more)).toContain(words));
  it("is said of a file system that many nodes mount", () => {
    const source = workloadText("Deployment", { claim }) + claimText("ReadWriteOnce", ", storageClassName: own");
    expect(hoverText(source + storageClass("nfs.csi.k8s.io"))).toContain(
      "class `own`; a file system that many nodes mount, whatever the mode says)",
    );
  });
  it("is said of a directory on each node", () => {
    const volume =
      "---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {name: v}\nspec: {claimRef: {name: db-data}, hostPath: {path: /srv}, accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}}\n";
    expect(hoverText(workloadText("Deployment", { claim }) + claimText() + volume)).toContain(
      "; a directory of its own on each node)",
    );
  });
  it("is not known of a claim that is not here", () =>
    expect(hoverText(workloadText("Deployment", { claim }))).toContain("Stores in claim `db-data` (not found here)"));
});

describe("words", () => {
  it("say first that the documented pattern is fine, and nothing that sounds like advice", () => {
    const source = workloadText("Deployment", { claim, image: "mysql:8.4", spec: ["strategy: {type: Recreate}"] });
    const text = hoverText(source + claimText()) ?? "";
    expect(text.split("\n")[0]).toBe(
      "**Deployment db** · Fine as it is; a StatefulSet would give a stable name and a claim per Pod",
    );
    expect(text).not.toMatch(/Better|Leans/);
    expect(text.split("\n").length).toBeLessThanOrEqual(12);
    expect(hoverText(source.replace("type: Recreate", "type: RollingUpdate") + claimText())).not.toContain(
      "fine as it is",
    );
    expect(hoverText(source.replace("spec:\n", "spec:\n  replicas: 2\n") + claimText())).not.toContain("Fine as it is");
  });
  it("say that Kubernetes copies nothing, where several Pods have volumes of their own", () => {
    const source = (replicas: number) => workloadText("Deployment", { claim, spec: [`replicas: ${replicas}`] });
    expect(hoverText(source(3) + claimText())).toContain(replication);
    expect(hoverText(source(3) + claimText("ReadWriteMany"))).not.toContain(replication);
    expect(hoverText(source(1) + claimText())).not.toContain(replication);
    expect(hoverText(workloadText("StatefulSet", { spec: ["replicas: 3", templateText()] }))).toContain(replication);
  });
  it("say what a set's own templates ask for", () =>
    expect(hoverText(workloadText("StatefulSet", { spec: [templateText(", storageClassName: fast")] }))).toContain(
      "Each Pod stores in a claim of its own: `data` (ReadWriteOnce, 5Gi, class `fast`); kept when the Pod goes",
    ));
  it("say that new claims are empty and kept", () =>
    expect(one()).toContain("As a StatefulSet each Pod starts with a new, empty claim, kept when the Pod goes"));
  it("say what keeps the history", () => {
    expect(one()).toContain("history: a ReplicaSet per revision (as a StatefulSet: ControllerRevisions)");
    expect(hoverText(workloadText("StatefulSet"))).toContain(
      "history: ControllerRevisions (as a Deployment: a ReplicaSet per revision)",
    );
  });
  it("say of no pair that is offered that it cannot be converted", () => {
    for (const kind of ["StatefulSet", "Deployment"] as const)
      expect(hoverText(workloadText(kind))).not.toMatch(/not converted|cannot be converted/);
    expect(one()).not.toContain("cannot be converted");
  });
  it("say the numbers of a rolling update, for the most Pods that there may be", () => {
    const update = (count: string, ...spec: string[]) =>
      /\(\+\d+\/−\d+\)/.exec(
        hoverText(workloadText("Deployment", { spec: [`replicas: ${count}`, ...spec] })) ?? "",
      )?.[0];
    expect(update("1")).toBe("(+1/−0)");
    expect(update("10")).toBe("(+3/−2)");
    expect(update("4", "strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0%}}")).toBe("(+0/−1)");
    expect(update("0")).toBeUndefined();
    expect(update("${COUNT}")).toBeUndefined();
  });
  it("say that a number is only the default beside a variable", () =>
    expect(hoverText(workloadText("Deployment", { claim, spec: ["replicas: ${COUNT:=2}"] }))).toContain(
      "2 Pods, unless the variable says otherwise",
    ));
});

describe("while the workspace is being read", () => {
  it("nothing is said of a conversion, which rests on what is not read yet", () => {
    const { files, cursor } = fixture(workloadText("Deployment", { claim, spec: ["replicas: 3"] }));
    const { analysis } = memoryWorkspace(files, { ready: false });
    const client = {
      documentChanges: true,
      changeAnnotations: true,
      createFiles: true,
      resolvesEdits: true,
      markdown: true,
    };
    const path = `${root}/${cursor?.path}`;
    const shown = hover({ analysis, uris: new Uris(), client }, path, cursor ?? { line: 0, character: 0 });
    const text = JSON.stringify(shown?.contents);
    expect(text).toContain("| network | – | still reading the workspace |");
    expect(text).toContain("| storage | all share `db-data` | still reading the workspace |");
    expect(text).not.toMatch(/not found|refused|StatefulSet each Pod/);
  });
});

describe("a name that is markup", () => {
  const image = "![](https://host/x.png)";
  const hostile = workloadText("Deployment", {
    name: `'${image}'`,
    claim: `'a|b\`c'`,
    image: "'mysql:[x](//host)<img>www.host'",
  });
  it("makes no image, no link, no cell and no line", () => {
    const text = hoverText(hostile) ?? "";
    const outsideCode = text.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, "");
    expect(outsideCode).not.toMatch(/(?<!\\)[[\]<>]|:\/\/|\bwww\.\w/);
    for (const line of text.split("\n").filter((one) => one.startsWith("|"))) expect(line.split("|")).toHaveLength(5);
    expect(text).toContain("**Deployment !\\[\\](https:\\//host/x.png)**");
    expect(text).toContain("``a¦b`c``");
  });
  it("makes no line", () => {
    const text = hoverText(workloadText("Deployment", { name: '"a\\n# b\\n| c |"' })) ?? "";
    expect(text).not.toMatch(/^# b/m);
    expect(text).toContain("**Deployment a # b \\| c \\|**");
  });
  it("is shown as it is where there is no Markdown", () => {
    const text = hoverText(hostile, { markdown: false }) ?? "";
    expect(text).toContain(`Deployment ${image} · 1 Pod`);
    expect(text).toContain("storage | a|b`c | ");
    expect(text).not.toMatch(/\*\*|\|---/);
  });
});
