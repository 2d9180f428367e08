// The one line below a conversion in the picker.
import { describe, expect, it } from "vitest";
import { conversionSummary, refusalSummary } from "../../server/src/features/conversion-summary";

describe("the line below a conversion", () => {
  it("says first what happens to data, then to the live object", () =>
    expect(conversionSummary(3, ["W-LIVE", "W-DATA", "W-REPLICAS"])).toBe(
      "3 files · new, empty volumes · data stays in the old claim · the live object is made anew",
    ));

  it("counts what it does not name", () => {
    expect(conversionSummary(1, [])).toBe("1 file");
    expect(conversionSummary(1, ["W-SOMETHING"])).toBe("1 file · 1 to know");
    expect(conversionSummary(2, ["W-LIVE", "W-MENTION", "W-MENTION"])).toBe(
      "2 files · the live object is made anew · 1 more to know",
    );
  });

  it("has never more than 90 characters, and no option of the command line", () => {
    const codes = [
      "W-REPLICAS",
      "W-DATA",
      "W-PVCNAME",
      "W-PVC-MISSING",
      "W-CLAIM",
      "W-BACKUP",
      "W-LIVE",
      "W-SCALER",
      "W-X",
    ];
    for (let count = 0; count <= codes.length; count++) {
      const line = conversionSummary(12, codes.slice(0, count));
      expect(line.length).toBeLessThanOrEqual(90);
      expect(line).not.toContain("--");
    }
  });

  it("is the reason, cut off, where it is refused", () => {
    expect(refusalSummary("Short.")).toBe("Short.");
    const long = refusalSummary(`${"a word ".repeat(20)}.`);
    expect(long.length).toBeLessThanOrEqual(90);
    expect(long).toMatch(/ (?:a|word)…$/);
  });
});
