// What is tried while nobody types: conversions that the findings of an open file offer, as long as one takes no time that a key would notice.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { FileSystem } from "../../server/src/transport/file-system";
import { Session } from "../../server/src/transport/session";
import { TrialsAtRest } from "../../server/src/transport/trials";
import { claim, deployment } from "../support/generated-workspace";

const nothing: FileSystem = {
  async *walk() {
    yield { files: [], unreadable: [] };
  },
  walkedAs: () => "file",
  read: async () => ({ text: "" }),
  unitTexts: async () => [],
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How many trials are made at rest for a base under so many overlays, or below so many others; without any it is a folder of its own. */
function triedUnder(overlays: number, above: (index: number) => string = () => "../base", beside = ""): number {
  const session = new Session(nothing, (rule, cause) => {
    throw new Error(`rule ${rule} threw`, { cause });
  });
  session.folders = ["/w"];
  const { workspace, analysis } = session;
  const set = (path: string, text: string) => workspace.setFile(`/w/${path}`, text, { open: false });
  set("base/claim.yaml", claim("app", "ReadWriteOnce"));
  if (beside !== "") set("base/list.yaml", beside);
  if (overlays > 0) set("base/kustomization.yaml", "resources: [deployment.yaml, claim.yaml]\n");
  for (let index = 0; index < overlays; index++)
    set(`overlay-${index}/kustomization.yaml`, `resources: [${above(index)}]\n`);
  const path = session.didOpen({
    uri: "file:///w/base/deployment.yaml",
    languageId: "yaml",
    version: 1,
    text: deployment("app"),
  });
  workspace.ready = true;
  new TrialsAtRest(session).later(path);
  expect(analysis.trials.made).toBe(0);
  vi.runAllTimers();
  return analysis.trials.made;
}

it("are those of a folder and of a base of a few builds", () => {
  expect(triedUnder(0)).toBeGreaterThan(0);
  expect(triedUnder(16)).toBe(triedUnder(0));
});

it("are not those of a base of many builds: whoever wants one waits for it alone", () => {
  expect(triedUnder(17)).toBe(0);
});

it("are not those of a base below many others either", () => {
  const chain = (index: number) => (index === 0 ? "../base" : `../overlay-${index - 1}`);
  expect(triedUnder(31, chain)).toBe(triedUnder(0));
  expect(triedUnder(32, chain)).toBe(0);
});

it("are not those of what has a long list beside it: all that the list says would be asked again", () => {
  const noted = (notes: number) => {
    const items = Array.from(
      { length: notes },
      (_, index) => `- {apiVersion: v1, kind: ConfigMap, metadata: {name: note-${index}}}`,
    );
    const user =
      "- {apiVersion: v1, kind: Pod, metadata: {name: other}, spec: {containers: [{name: a, image: a}], volumes: [{name: v, persistentVolumeClaim: {claimName: CLAIM}}]}}";
    return ["apiVersion: v1", "kind: List", "items:", user, ...items, ""].join("\n");
  };
  const name = /claimName: (\S+?)[},\n]/.exec(deployment("app"))?.[1] ?? "";
  expect(triedUnder(0, undefined, noted(10).replace("CLAIM", name))).toBeGreaterThan(0);
  expect(triedUnder(0, undefined, noted(8000).replace("CLAIM", name))).toBe(0);
  expect(triedUnder(0, undefined, noted(8000).replace("CLAIM", "another"))).toBe(triedUnder(0));
});
