// Which shapes are measured, and at which sizes.
import { expect, it } from "vitest";
import { sizesOf, wantedShapes } from "../../scripts/bench/growth";
import { folder } from "../../scripts/bench/shapes/folders";
import { overlays } from "../../scripts/bench/shapes/kustomizations";

it("takes a tenth of the builds, and not fewer than twice the small size", () => {
  expect(sizesOf(folder, 1000)).toEqual([10, 1000, 2000]);
  expect(sizesOf(overlays, 1000)).toEqual([10, 100, 200]);
  expect(sizesOf(overlays, 100)).toEqual([10, 20, 40]);
});

it("finds shapes by their names", () => {
  expect(wantedShapes(["overlays", "folder"])).toEqual([folder, overlays]);
  expect(wantedShapes([]).length).toBeGreaterThan(20);
  expect(wantedShapes(["folder", "nothing"])).toBe("nothing");
});
