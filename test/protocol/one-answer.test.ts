// Cases in which the built server once said something else than a fresh one or the command line; and the judge of that.
import { readdirSync, rmSync } from "node:fs";
import * as path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { caseFrom } from "../../scripts/fuzz/case-file";
import type { FuzzCase } from "../../scripts/fuzz/event";
import { replayed } from "../../scripts/fuzz/replay";
import { smallestCase } from "../../scripts/fuzz/smallest-case";
import { faultyServer } from "./faulty-server";

const cases = path.join(import.meta.dirname, "one-answer-cases");
const dist = path.resolve(import.meta.dirname, "../../dist");
const programs = { server: path.join(dist, "server.js"), commandLine: path.join(dist, "cli.js") };

describe("the answer", () => {
  const names = readdirSync(cases);
  const difference = async (name: string) => (await replayed(caseFrom(path.join(cases, name)), programs)).difference;
  it("was once another in some cases", () => expect(names.length).toBeGreaterThan(0));
  it.each(names)("is that of a fresh server and of the command line: %s", async (name) =>
    expect(await difference(name)).toBeUndefined(),
  );
});

describe("the judge", () => {
  const compare = { event: "compare", actions: false } as const;
  const open = (path: string) => ({ event: "open", path, language: "yaml" }) as const;
  const change = { event: "change", path: "ws/a.yaml", text: "another: 1\n", how: "whole" } as const;
  const start = {
    files: ["ws/a.yaml", "ws/b.yaml"].map((file) => ({ path: file, text: "a: 1\nb: 2\n" })),
    folders: ["ws"],
    settings: { scope: "openFiles", profile: "strict" },
  };
  let server: string;
  const difference = async (fault: Parameters<typeof faultyServer>[0], events: FuzzCase["events"]) => {
    server = faultyServer(fault);
    return (await replayed({ ...start, events }, { ...programs, server }, 2)).difference;
  };
  afterEach(() => rmSync(server, { force: true }));

  it("is content where nothing is wrong", async () => {
    expect(await difference("none", [open("ws/a.yaml"), compare, change, compare])).toBeUndefined();
  });
  it("sees what differs from a fresh server", async () => {
    expect(await difference("remembers", [open("ws/a.yaml"), compare])).toMatch(
      /^fresh: file:.*ws\/a\.yaml differs\n {2}lived: .*"pull \d+".*\n {2}fresh: .*"pull \d+"/,
    );
  });
  it("sees what is said to be unchanged and is not", async () => {
    expect(await difference("saysUnchanged", [open("ws/a.yaml"), compare, change, compare])).toMatch(
      /lived: .*"10 characters are open".*\n {2}fresh: .*"11 characters are open"/,
    );
  });
  it("sees what the editor goes on showing", async () => {
    const events = [open("ws/a.yaml"), open("ws/b.yaml"), compare, change, compare];
    expect(await difference("none", events)).toMatch(/^stale: ws\/b\.yaml: .*"20 characters are open".*"21 characters/);
  });
  it("sees a server that has ended", async () => {
    expect(await difference("ends", [compare])).toMatch(/^fault: /);
  });
  it("sees errors that are answered", async () => {
    expect(await difference("errs", [compare])).toMatch(/^fault: textDocument\/diagnostic: error .*cannot/);
  });
  it("sees errors that are logged", async () => {
    expect(await difference("logsErrors", [compare])).toBe("fault: log: rule x: failed");
  });
  it("sees what is written to standard error", async () => {
    expect(await difference("writesToStandardError", [compare])).toBe("fault: standard error: a warning");
  });
  it("makes a case small", async () => {
    server = faultyServer("saysUnchanged");
    const events = [open("ws/b.yaml"), open("ws/a.yaml"), compare, change, compare];
    const small = await smallestCase({ ...start, events }, "fresh: …", { ...programs, server }, { tries: 60 });
    expect(small).toEqual({
      ...start,
      files: [{ path: "ws/a.yaml", text: "" }],
      events: [open("ws/a.yaml"), compare, change, compare],
    });
  });
});
