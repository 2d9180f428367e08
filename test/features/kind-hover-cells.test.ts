// The cells of the comparison in the hover on `kind`, row by row: here, and as the kind beside it.
import { describe, expect, it } from "vitest";
import { hoverText } from "../support/check-feature";
import { backup } from "../support/generated-workspace";
import { claimText, serviceText, templateText, workloadText } from "../support/hover-workloads";

const claim = "db-data";

/** Both cells of a row; undefined where the row is not shown. */
function row(title: string, source: string): [string, string] | undefined {
  const line = (hoverText(source) ?? "").split("\n").find((one) => one.startsWith(`| ${title} |`));
  const [, , here = "", there = ""] = line?.split("|").map((cell) => cell.trim()) ?? [];
  return line === undefined ? undefined : [here, there];
}

/** What is said of a StatefulSet of three as it is written. */
const set = (...spec: string[]) => workloadText("StatefulSet", { spec: ["replicas: 3", "serviceName: db", ...spec] });
const closed = (source: string) => `#- kustomization.yaml\nresources: [db.yaml]\n#- db.yaml\n${source}`;

describe("Pods", () => {
  it("have names by their kind", () => {
    expect(row("Pods", workloadText("DaemonSet"))?.[0]).toBe("`db-<random>`, one on each eligible node");
    expect(row("Pods", workloadText("ReplicaSet"))?.[0]).toBe("`db-<random>`, new each time");
    const job =
      "apiVersion: batch/v1\nkind: $0Job\nmetadata: {name: j}\nspec: {completions: 3, completionMode: Indexed}\n";
    const pod = "{spec: {restartPolicy: Never, containers: [{name: j, image: busybox}]}}";
    expect(row("Pods", job.replace("}\n", `, template: ${pod}}\n`).replace("Indexed}", "Indexed"))).toBeUndefined();
    expect(row("Pods", job.replace("Indexed}", `Indexed, template: ${pod}}`))).toEqual([
      "`j-<index>-<random>`",
      "`j-<minutes>-<random>`, new for each run",
    ]);
  });
  it("have names that are cut where a name is too long for all of it", () => {
    const names = [46, 47, 57, 58].map((length) => {
      const name = "a".repeat(length);
      return row("Pods", workloadText("Deployment", { name }))?.[0].replaceAll(name, length.toString());
    });
    expect(names).toEqual([
      "`46-<hash>-<random>`, new each time",
      "`47-<cut hash><random>`, new each time",
      "`57-<random>`, new each time",
      "`58<random>`, new each time",
    ]);
  });
  it("are called by their numbers, from the first that is written", () => {
    expect(row("Pods", set("ordinals: {start: 5}"))?.[0]).toBe("`db-5` … `db-7`, kept for ever");
    expect(row("Pods", workloadText("StatefulSet", { spec: ["replicas: 2"] }))?.[0]).toBe(
      "`db-0`, `db-1`, kept for ever",
    );
    expect(row("Pods", workloadText("StatefulSet"))?.[0]).toBe("`db-0`, kept for ever");
  });
  it("have no last number where a variable says how many there are", () => {
    const variable = workloadText("Deployment", { spec: ["replicas: ${COUNT}"], claim }) + claimText();
    expect(row("Pods", variable)?.[1]).toBe("`db-0`, `db-1`, …, kept for ever");
    expect(row("order", variable)).toEqual(["any, in parallel", "lowest first up, highest first down and on update"]);
    expect(hoverText(variable)).not.toContain("Infinity");
    expect(hoverText(variable)).toContain("· a variable number of Pods ·");
  });
});

describe("order", () => {
  const deployment = (...spec: string[]) => row("order", workloadText("Deployment", { spec }))?.[0];
  it("of one Pod of a Deployment is what its strategy comes to", () => {
    expect(deployment()).toBe("on update the new Pod starts first");
    expect(deployment("strategy: {type: Recreate}")).toBe("on update the old Pod ends first");
    expect(deployment("strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}")).toBe(
      "on update the old Pod ends first",
    );
    expect(deployment("strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}")).toBe("on update both at once");
  });
  it("of several Pods of a Deployment is none, and Recreate ends all of them first", () => {
    expect(deployment("replicas: 3")).toBe("any, in parallel");
    expect(deployment("replicas: 3", "strategy: {type: Recreate}")).toBe("any, in parallel; on update all end first");
  });
  it("of a StatefulSet goes up and down", () => {
    expect(row("order", set())?.[0]).toBe("0 → 2 up, 2 → 0 down and on update");
    expect(row("order", set("podManagementPolicy: Parallel"))?.[0]).toBe("up and down all at once, 2 → 0 on update");
    expect(row("order", set("updateStrategy: {type: OnDelete}"))?.[0]).toBe(
      "0 → 2 up, 2 → 0 down; updated as you delete Pods",
    );
    expect(row("order", workloadText("StatefulSet"))?.[0]).toBe("on update the old Pod ends first");
    expect(row("order", workloadText("StatefulSet", { spec: ["updateStrategy: {type: OnDelete}"] }))?.[0]).toBe(
      "updated when you delete it",
    );
  });
  it("of a StatefulSet stops at its partition", () => {
    const partition = (from: number) => row("order", set(`updateStrategy: {rollingUpdate: {partition: ${from}}}`))?.[0];
    expect(partition(1)).toBe("0 → 2 up, 2 → 0 down; only 2 → 1 on update");
    expect(partition(2)).toBe("0 → 2 up, 2 → 0 down; only 2 on update");
    expect(partition(3)).toBe("0 → 2 up, 2 → 0 down; none on update");
    const one = workloadText("StatefulSet", { spec: ["updateStrategy: {rollingUpdate: {partition: 1}}"] });
    expect(row("order", one)?.[0]).toBe("no update: its partition holds it back");
  });
  it("of several at once counts only where the version reads it", () => {
    const source = set("updateStrategy: {rollingUpdate: {maxUnavailable: 2}}");
    expect(row("order", source)?.[0]).toBe("0 → 2 up, 2 → 0 down and on update");
    const newer = `#- db.yaml\n${source}#- .rightkind.yaml\nkubernetesVersion: "1.37"\n`;
    expect(row("order", newer)?.[0]).toBe("0 → 2 up, 2 → 0 down and on update, several at once");
  });
  it("of a StatefulSet to come has several at once where the conversion keeps them", () => {
    const spec = ["replicas: 5", "strategy: {rollingUpdate: {maxUnavailable: 2}}"];
    const usual = "0 → 4 up, 4 → 0 down and on update";
    const source = `#- db.yaml\n${workloadText("Deployment", { spec })}`;
    expect(row("order", source)?.[1]).toBe(usual);
    expect(row("order", `${source}#- .rightkind.yaml\nkubernetesVersion: "1.37"\n`)?.[1]).toBe(
      `${usual}, several at once`,
    );
  });
  it("of a DaemonSet is that of one node", () => {
    expect(row("order", workloadText("DaemonSet"))?.[0]).toBe("on each node the old Pod ends first");
    const surge = "updateStrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}";
    expect(row("order", workloadText("DaemonSet", { spec: [surge] }))?.[0]).toBe(
      "on each node the new Pod starts first",
    );
    expect(row("order", workloadText("DaemonSet", { spec: ["updateStrategy: {type: OnDelete}"] }))?.[0]).toBe(
      "updated as you delete Pods",
    );
  });
  it("of a CronJob is its schedule", () =>
    expect(
      row(
        "order",
        backup("x")
          .replace("kind: CronJob", "kind: $0CronJob")
          .replace("spec:\n", "spec:\n  timeZone: Europe/Berlin\n"),
      ),
    ).toEqual(["runs at `0 3 * * *` in `Europe/Berlin`; edits reach the next run", "runs once, when it is applied"]));
});

describe("network", () => {
  it("balances over any Pod, or gives the addresses of all", () => {
    const source = workloadText("Deployment") + serviceText("web") + serviceText("peers", { headless: true });
    expect(row("network", source)).toEqual([
      "Service `web` → any Pod; headless `peers` → all addresses",
      "`db-0.peers`, a name each",
    ]);
  });
  it("names a Service once, and counts what is too many", () => {
    const twice = workloadText("Deployment") + serviceText("web") + serviceText("web");
    expect(row("network", twice)?.[0]).toBe("Service `web` → any Pod");
    const many = workloadText("Deployment") + ["a", "b", "c", "d"].map((name) => serviceText(name)).join("");
    expect(row("network", many)?.[0]).toBe("Service `a`, `b`, `c`, 1 more → any Pod");
  });
  it("of a StatefulSet is a name for each Pod where its Service gives one", () => {
    expect(row("network", set() + serviceText("db", { headless: true }))?.[0]).toBe("`db-0.db`, a name each");
    expect(row("network", set() + serviceText("db"))?.[0]).toBe(
      "`db-0.db` is not promised: Service `db` is not headless",
    );
    expect(row("network", set() + serviceText("db", { headless: true, app: "other" }))?.[0]).toBe(
      "`db-0.db` never resolves: Service `db` selects other Pods",
    );
  });
  it("says what the finding says of a Service that is not there", () => {
    expect(row("network", closed(set()))?.[0]).toBe("`db-0.db` never resolves: no Service `db`");
    expect(row("network", set())?.[0]).toBe("`db-0.db` only if a Service `db` comes from elsewhere");
    const exported = set().replace("{name: db}", "{name: db, uid: 1-2-3}");
    expect(row("network", exported)?.[0]).toBe("`db-0.db`, a name each");
  });
  it("invents no name for a set without serviceName", () =>
    expect(row("network", workloadText("StatefulSet", { spec: ["replicas: 3"] }))).toEqual([
      "no name for each Pod: no serviceName",
      "–",
    ]));
});

describe("storage", () => {
  it("is what the conversion makes of each claim", () => {
    const three = (mode: string) =>
      row("storage", workloadText("Deployment", { spec: ["replicas: 3"], claim }) + claimText(mode));
    expect(three("ReadWriteOnce")).toEqual(["all share `db-data`", "`data-db-0` … `data-db-2`, empty, kept"]);
    expect(three("ReadWriteMany")).toEqual(["all share `db-data`", "all share `db-data`, as now"]);
  });
  it("is refused where the conversion is, and the reason stands below", () => {
    const source = `#- db.yaml\n${workloadText("Deployment", { spec: ["replicas: 3"], claim }) + claimText()}---\n${backup(claim)}`;
    expect(row("storage", source)?.[1]).toBe("refused, for the reason below");
    expect(hoverText(source)).toMatch(/ is refused \(R-RWO-REPLICAS\): 3 Pods cannot share claim "db-data"/);
  });
  it("of a StatefulSet is its own claims and those that it names, of which a template hides one of its name", () => {
    const source = workloadText("StatefulSet", { spec: [templateText()], claim }) + claimText();
    expect(row("storage", source)).toEqual(["`data-db-0`, one each, kept", "`data-db-0`"]);
    const both = source.replace("[{name: data, pers", "[{name: other, pers");
    expect(row("storage", both)?.[0]).toBe("`data-db-0`, one each, kept; `db-data`");
    expect(row("order", source)?.[1]).toBe("on update the old Pod ends first");
  });
  it("of a StatefulSet of several cannot become one", () =>
    expect(row("storage", set(templateText()))).toEqual([
      "`data-db-0` … `data-db-2`, one each, kept",
      "3 volumes cannot become one",
    ]));
  it("is not kept where the policy deletes it", () => {
    const policy = (when: string) => set(templateText(), `persistentVolumeClaimRetentionPolicy: {${when}: Delete}`);
    expect(row("storage", policy("whenScaled"))?.[0]).toBe("`data-db-0` … `data-db-2`, one each");
    expect(hoverText(policy("whenScaled"))).toContain("; deleted on scale-down. ");
    expect(hoverText(policy("whenDeleted"))).toContain("; deleted with the set. ");
  });
  it("is shown in the build with the most Pods", () => {
    const overlays = `#- base/kustomization.yaml
resources: [db.yaml]
#- base/db.yaml
${workloadText("Deployment", { claim }) + claimText()}#- overlays/dev/kustomization.yaml
resources: [../../base]
#- overlays/prod/kustomization.yaml
resources: [../../base]
namePrefix: p-
replicas: [{name: db, count: 3}]
`;
    expect(row("storage", overlays)).toEqual(["all share `p-db-data`", "`data-p-db-0` … `data-p-db-2`, empty, kept"]);
    expect(row("network", overlays)?.[1]).toBe("`p-db-0.p-db-headless`, a name each");
    expect(hoverText(overlays)).toContain("| | Deployment (here, in prod) | as a StatefulSet |");
    expect(hoverText(overlays)).toContain("**Deployment db** · 1 Pod in dev · 3 Pods in prod · interchangeable");
  });
});
