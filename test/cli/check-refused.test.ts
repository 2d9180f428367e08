// `check` where a fix of a finding is refused: the reason is among the related places, and nothing is promised.
import { describe, expect, it } from "vitest";
import { backup } from "../support/generated-workspace";
import { claim, deployment, Folder } from "./command-line";

const files = { "k8s/web.yaml": deployment("web"), "k8s/claims.yaml": claim("web-data") };

describe("a refused conversion", () => {
  it("is no fix, and has its reason behind the other related places", async () => {
    const folder = new Folder({ ...files, "k8s/backup.yaml": backup("web-data") });
    const { out } = await folder.run(["check", "--format", "json", "k8s/web.yaml"]);
    const [finding] = JSON.parse(out).findings;
    expect(finding.related.slice(1)).toEqual([
      {
        path: "k8s/web.yaml",
        range: { start: { line: 1, character: 6 }, end: { line: 1, character: 16 } },
        message:
          'Convert to StatefulSet with a new volume per Pod is refused (R-PVC-SHARED): Claim "web-data" is also mounted by CronJob/backup (backup.yaml): it stays an ordinary volume (choice shared-claim: move)',
      },
    ]);
    expect(finding.fixes.map(({ title }: { title: string }) => title)).toEqual([
      "Set the strategy to Recreate",
      "Convert to StatefulSet keeping claim 'web-data'",
      "Set maxSurge to 0 and maxUnavailable to 1",
    ]);
    expect(Object.keys(finding)).not.toContain("refused");
  });

  it("is told in the text too", async () => {
    const folder = new Folder({ ...files, "k8s/backup.yaml": backup("web-data") });
    const { out } = await folder.run(["check", "k8s/web.yaml"]);
    expect(out).toContain("Convert to StatefulSet with a new volume per Pod is refused (R-PVC-SHARED)");
  });

  it("is a fix again where nothing refuses it", async () => {
    const { out } = await new Folder(files).run(["check", "--format", "json", "k8s/web.yaml"]);
    const [finding] = JSON.parse(out).findings;
    expect(finding.related.length).toBe(1);
    expect(finding.fixes.map(({ title }: { title: string }) => title)).toContain(
      "Convert to StatefulSet with a new volume per Pod",
    );
  });
});
