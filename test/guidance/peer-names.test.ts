// Names of single Pods in texts, and what only looks like them.
import { describe, expect, it } from "vitest";
import { peerNamesIn } from "../../server/src/workspace/peer-names";

describe("names of Pods", () => {
  it.each([
    ["db-0", [{ set: "db", ordinal: 0, domain: "" }]],
    ["db-0.db-headless:5432", [{ set: "db", ordinal: 0, domain: "db-headless" }]],
    ["http://db-12.db.prod.svc.cluster.local:80/x", [{ set: "db", ordinal: 12, domain: "db.prod.svc.cluster.local" }]],
    [
      "my-db-0.x,my-db-1.x",
      [
        { set: "my-db", ordinal: 0, domain: "x" },
        { set: "my-db", ordinal: 1, domain: "x" },
      ],
    ],
    ["db-{0..2}.db", [{ set: "db", ordinal: undefined, domain: "" }]],
    ["db-$i.db db-${i}.db", [{ set: "db", ordinal: undefined, domain: "" }]],
    ["server db-0.db;\n", [{ set: "db", ordinal: 0, domain: "db" }]],
  ])("%s", (text, names) => expect(peerNamesIn(text)).toEqual(names));

  it.each([
    "nginx-1.25",
    "release-1.2.3",
    "sha-256-x",
    "a-1a",
    "x_db-0",
    "A-db-0x",
    "db-00001",
    "-0",
    "",
    "0-1",
    "$db-0",
  ])("none in %j", (text) => expect(peerNamesIn(text)).toEqual([]));

  it("takes no long time over a long word", () => {
    const started = performance.now();
    peerNamesIn(`${"a-".repeat(100_000)} ${"a".repeat(200_000)} ${"a-0.".repeat(50_000)}`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
