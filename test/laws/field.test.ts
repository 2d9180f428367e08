// The judge of public reports notices what is otherwise than expected, and what has begun to be so.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companions } from "../../scripts/field/companions";
import type { FieldCase } from "../../scripts/field/expectation";
import { judged } from "../../scripts/field/judgement";
import { overlays } from "../../scripts/field/overlays";
import { rollouts } from "../../scripts/field/rollouts";
import { FieldWorkspace } from "../../scripts/field/workspace";
import { claim, deployment } from "../support/generated-workspace";

const web = { path: "web.yaml", object: "Deployment/web" };
const right: FieldCase = {
  folder: "web",
  objects: 2,
  findings: [
    {
      rule: "deployment-rwo-claim-rolling-update",
      severity: "warning",
      ...web,
      token: "Deployment",
      says: /"web-data"/,
      restsOn: ["claim.yaml"],
    },
  ],
  verdicts: [{ ...web, recommended: "Deployment", leaning: null }],
  lookups: [{ ...web, unit: ".", pods: [1, 1], claims: { "web-data": { class: "single-node" } } }],
  conversions: [
    {
      ...web,
      storage: "templates",
      says: [["W-DATA", /"web-data"/]],
      diff: [/clusterIP: None/],
      untouched: ["claim.yaml"],
    },
  ],
  notYet: [{ what: "a miracle", why: "there are none", holds: async () => false }],
};

let folder: string;
let workspace: FieldWorkspace;

beforeAll(async () => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "rightkind-field-")));
  fs.writeFileSync(path.join(folder, "web.yaml"), deployment("web"));
  fs.writeFileSync(path.join(folder, "claim.yaml"), claim("web", "ReadWriteOnce"));
  workspace = await FieldWorkspace.read(folder);
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** The one fault of a case that is right but for a part. */
async function fault(wrong: Partial<FieldCase>): Promise<string> {
  const { faults } = await judged({ ...right, ...wrong }, workspace);
  expect(faults.length).toBe(1);
  return faults[0] ?? "";
}

describe("the judge of a report", () => {
  it("counts all that is right", async () => {
    expect(await judged(right, workspace)).toEqual({ passed: 7, faults: [], waiting: ["a miracle (there are none)"] });
  });

  const [finding] = right.findings;
  const [verdict] = right.verdicts ?? [];
  const [lookups] = right.lookups ?? [];
  const [conversion] = right.conversions ?? [];
  if (!finding || !verdict || !lookups || !conversion) throw new Error("the case is empty");
  const wrong: Readonly<Record<string, readonly [Partial<FieldCase>, RegExp]>> = {
    "another number of objects": [{ objects: 3 }, /^2 objects instead of 3$/],
    "a finding that nobody expects": [{ findings: [] }, /^more is found than what is right: warning/],
    "another token": [{ findings: [{ ...finding, token: "web" }] }, /underlines "Deployment" instead of "web"/],
    "other words": [{ findings: [{ ...finding, says: /nothing/ }] }, /does not say \/nothing\//],
    "a place that is not named": [{ findings: [{ ...finding, restsOn: ["b.yaml"] }] }, /does not point at b\.yaml/],
    "another verdict": [{ verdicts: [{ ...verdict, recommended: "Job" }] }, /^verdict of Deployment\/web: Deployment/],
    "other evidence": [{ verdicts: [{ ...verdict, says: /magic/ }] }, /does not say \/magic\//],
    "a workload that is not there": [
      { verdicts: [{ ...verdict, path: "b.yaml" }] },
      /no workload Deployment\/web in b/,
    ],
    "another look-up": [{ lookups: [{ ...lookups, pods: [1, 2] }] }, /^look-ups of Deployment\/web/],
    "a unit that is not expected": [{ lookups: [lookups, { ...lookups, unit: "b" }] }, /^look-ups of Deployment\/web/],
    "a conversion that is not refused": [
      { conversions: [{ ...conversion, refused: "R-ALIAS" }] },
      /no refusal instead/,
    ],
    "a consequence that is not said": [
      { conversions: [{ ...conversion, says: [["W-DATA", /magic/]] }] },
      /does not say W-D/,
    ],
    "another edit": [{ conversions: [{ ...conversion, diff: [/kind: Job/] }] }, /the diff has no \/kind: Job\//],
    "a file that is changed": [{ conversions: [{ ...conversion, untouched: ["web.yaml"] }] }, /changes web\.yaml/],
    "what is so now": [{ notYet: [{ what: "it", why: "", holds: async () => true }] }, /^is so now.*: it$/],
  };
  for (const [name, [part, words]] of Object.entries(wrong)) {
    it(`names ${name}`, async () => expect(await fault(part)).toMatch(words));
  }

  it("names a finding that is missing, and the one in its place", async () => {
    const { faults } = await judged({ ...right, findings: [{ ...finding, severity: "hint" }] }, workspace);
    expect(faults).toEqual([expect.stringMatching(/^no hint deployment-rwo/), expect.stringMatching(/^more is found/)]);
  });

  it("shows the hover of a workload to what is not yet", () => {
    expect(workspace.hover(web)).toContain("**Deployment web**");
    expect(workspace.hover({ ...web, path: "claim.yaml" })).toBe("");
  });
});

describe("the reports", () => {
  it("are each there once, and each is a case that says something", () => {
    const all = [...companions, ...overlays, ...rollouts];
    expect(new Set(all.map(({ folder: name }) => name)).size).toBe(all.length);
    for (const { lookups = [], objects } of all) expect(lookups.length * objects).toBeGreaterThan(0);
  });
});
