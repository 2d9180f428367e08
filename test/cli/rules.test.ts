// `rules`: the catalogue for programs and for people.
import { describe, expect, it } from "vitest";
import { rules } from "../../server/src/rules/registry";
import { Folder } from "./command-line";

describe("rules", () => {
  it("has every rule in JSON, sorted by id", async () => {
    const { code, out, err } = await new Folder({}).run(["rules", "--format", "json"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const catalogue = JSON.parse(out);
    expect(Object.keys(catalogue)).toEqual(["version", "rules"]);
    const ids = catalogue.rules.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(rules.map(({ id }) => id).sort());
    expect(catalogue.rules.find(({ id }: { id: string }) => id === "deployment-rwo-claim-rolling-update")).toEqual({
      id: "deployment-rwo-claim-rolling-update",
      group: "choice",
      summary: "A rolling update waits for a volume that the old Pod still holds.",
      severities: ["warning", "information", "hint"],
      profile: "minimal",
      fixes: [
        "Set the strategy to Recreate",
        "Convert to StatefulSet with a new volume per Pod",
        "Convert to StatefulSet keeping claim 'x'",
        "Set maxSurge to 0 and maxUnavailable to 1",
      ].map((title) => ({ title, safe: false })),
      heuristic: false,
      docs: "docs/rules/deployment-rwo-claim-rolling-update.md",
    });
  });

  it("has one line for each in text", async () => {
    const { out } = await new Folder({}).run(["rules"]);
    expect(out.trimEnd().split("\n")).toHaveLength(rules.length);
    expect(out).toMatch(/^selector-template-mismatch +error /m);
  });
});
