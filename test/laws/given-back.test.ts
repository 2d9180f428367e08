// The measure of what a server gives back: it asks a real server, and tells growth from noise.
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { growthFault, heldAfterRounds } from "../../scripts/fuzz/given-back";

const server = path.resolve(import.meta.dirname, "../../dist/server.js");

describe("what a server holds after each round", () => {
  it("is asked of the server, and every round has its findings", async () => {
    const { held, findings, faults } = await heldAfterRounds(server, { files: 3, documents: 2 });
    expect(faults).toEqual([]);
    expect(findings).toEqual([6, 6, 6, 6]);
    expect(held.length).toBe(4);
    // Bytes of a server that has just begun, and no other number.
    for (const bytes of held) expect(bytes).toSatisfy((value: number) => value > 2e6 && value < 100e6);
  });

  it("may be less, or a little more than after the first", () => {
    expect(growthFault([10e6, 11e6, 9e6])).toBeUndefined();
  });

  it("is too much where one round adds to it, or each a little", () => {
    expect(growthFault([10e6, 11.2e6, 10e6])).toBe("held after each round: 10.0 MB, 11.2 MB, 10.0 MB");
    expect(growthFault([10e6, 10.6e6, 11.2e6])).toBe("held after each round: 10.0 MB, 10.6 MB, 11.2 MB");
  });
});
