// Which paths, folders, names and images the globs of a configuration mean.
import fc from "fast-check";
import picomatch from "picomatch";
import { describe, expect, test } from "vitest";
import { type GlobSubject, Globs, isGlob } from "../../server/src/config/globs";

function matching(subject: GlobSubject, pattern: string, texts: readonly string[]): string[] {
  const globs = new Globs(subject, [pattern]);
  return texts.filter((text) => globs.matches(text));
}

describe("paths", () => {
  const paths = ["a.yaml", "k8s/a.yaml", "k8s/sub/b.yaml", "k8s-old/a.yaml", ".hidden/a.yaml", "x/k8s/c.yml"];
  test.each<[string, string[]]>([
    ["k8s/**", ["k8s/a.yaml", "k8s/sub/b.yaml"]],
    ["k8s/*", ["k8s/a.yaml"]],
    ["k8s", ["k8s/a.yaml", "k8s/sub/b.yaml"]],
    ["k8s/", ["k8s/a.yaml", "k8s/sub/b.yaml"]],
    ["./k8s/a.yaml", ["k8s/a.yaml"]],
    ["/k8s/sub", ["k8s/sub/b.yaml"]],
    ["**/k8s", ["k8s/a.yaml", "k8s/sub/b.yaml", "x/k8s/c.yml"]],
    ["*", ["a.yaml"]],
    ["*.yaml", ["a.yaml"]],
    ["**/a.yaml", ["a.yaml", "k8s/a.yaml", "k8s-old/a.yaml", ".hidden/a.yaml"]],
    ["**", paths],
    [".", paths],
    ["./", paths],
    ["{k8s,x}/**", ["k8s/a.yaml", "k8s/sub/b.yaml", "x/k8s/c.yml"]],
    ["k8s?old/*", ["k8s-old/a.yaml"]],
    ["!k8s", []],
    ["[", []],
    ["K8S", []],
  ])("%s", (pattern, expected) => {
    expect(matching("path", pattern, paths)).toEqual(expected);
  });
});

describe("folders", () => {
  const paths = ["a.yaml", "apps/readme.yaml", "apps/web/a.yaml", "apps/web/base/b.yaml", "overlays/prod/c.yaml"];
  test.each<[string, string[]]>([
    ["overlays/prod", ["overlays/prod/c.yaml"]],
    ["overlays/prod/", ["overlays/prod/c.yaml"]],
    ["apps/*", ["apps/web/a.yaml", "apps/web/base/b.yaml"]],
    ["apps/**", ["apps/readme.yaml", "apps/web/a.yaml", "apps/web/base/b.yaml"]],
    ["apps", ["apps/readme.yaml", "apps/web/a.yaml", "apps/web/base/b.yaml"]],
    ["**/base", ["apps/web/base/b.yaml"]],
    ["*", ["apps/readme.yaml", "apps/web/a.yaml", "apps/web/base/b.yaml", "overlays/prod/c.yaml"]],
    ["**", paths],
    [".", paths],
  ])("%s", (pattern, expected) => {
    expect(matching("folder", pattern, paths)).toEqual(expected);
  });
});

describe("names", () => {
  const names = ["web", "web-db", "db", "my.web"];
  test.each<[string, string[]]>([
    ["web", ["web"]],
    ["web*", ["web", "web-db"]],
    ["*db", ["web-db", "db"]],
    ["*", names],
    ["{db,web}", ["web", "db"]],
  ])("%s", (pattern, expected) => {
    expect(matching("name", pattern, names)).toEqual(expected);
  });
});

describe("images", () => {
  const images = [
    "store",
    "store:2",
    "registry.example.com:5000/team/store:2",
    "registry.example.com:5000/team/store",
    "team/store@sha256:0a",
    "team/store-exporter:1",
  ];
  test.each<[string, string[]]>([
    ["store", images.slice(0, 5)],
    ["store:2", ["store:2", "registry.example.com:5000/team/store:2"]],
    ["store*", images],
    ["team/store", ["team/store@sha256:0a"]],
    ["registry.example.com:5000/team/*", [images[2] ?? "", images[3] ?? ""]],
    ["registry.example.com*/**", [images[2] ?? "", images[3] ?? ""]],
    ["**/store", images.slice(0, 5)],
  ])("%s", (pattern, expected) => {
    expect(matching("image", pattern, images)).toEqual(expected);
  });
});

test("one of several must match, none matches nothing", () => {
  expect(new Globs("name", ["a", "b*"]).matches("bc")).toBe(true);
  expect(new Globs("name", ["a", "b*"]).matches("c")).toBe(false);
  expect(new Globs("path", []).matches("a")).toBe(false);
});

test("a glob that cannot be compiled matches nothing", () => {
  expect(new Globs("path", ["x".repeat(70_000), "a"]).matches("a")).toBe(true);
});

test("isGlob", () => {
  expect(["bare-pod", "a.b/c_d:e@f!"].filter(isGlob)).toEqual([]);
  expect(["bare-*", "a?", "[ab]", "{a,b}", "(a)"].filter(isGlob)).toHaveLength(5);
});

describe("patterns of plain words", () => {
  // Answered without a machine: they must mean what picomatch says all the same.
  const word = fc.constantFrom("a", "b.yaml", "A", "x-1", "_", ".hidden", "a:1");
  const path = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
  const options = { dot: true, nonegate: true, windows: false };
  test.each(["", "/**", "/**/*"])("and '%s'", (end) => {
    fc.assert(
      fc.property(path, path, (pattern, text) => {
        const own = new Globs("name", [`${pattern}${end}`]);
        expect(own.matches(text)).toBe(picomatch.makeRe(`${pattern}${end}`, options).test(text));
      }),
      { numRuns: 2000 },
    );
  });
});
