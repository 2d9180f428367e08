// What the deletion of a claim costs in a large workspace: all documents are looked at once, then those that change.
import { expect, it } from "vitest";
import { codeActions } from "../../server/src/features/code-actions";
import { autoscaler, claim, deployment } from "../support/generated-workspace";
import { root } from "../support/memory-workspace";
import { OpenFile } from "../support/open-file";

const files = (n: number) => [
  { path: "unused.yaml", text: claim("unused", "ReadWriteOnce") },
  ...Array.from({ length: n }, (_, index) => [
    { path: `app-${index}/web.yaml`, text: deployment(`web-${index}`) },
    { path: `app-${index}/claim.yaml`, text: claim(`web-${index}`, "ReadWriteOnce") },
  ]).flat(),
];

/** The titles on the claim, and how many documents were looked at for them. */
function asked({ snapshot, path, workspace }: OpenFile): { readonly titles: string[]; readonly looked: number } {
  const before = workspace.lookedAt;
  const start = { line: 1, character: 0 };
  const context = { diagnostics: [] };
  const actions = codeActions(snapshot, { path, range: { start, end: start }, context, versionOf: () => 1 });
  return { titles: actions.map(({ title }) => title), looked: workspace.lookedAt - before };
}

it("follows every change, and looks at nothing else", () => {
  const file = new OpenFile(files(40), "unused.yaml");
  const titles = ["Delete unused claim 'unused-data'"];
  expect(asked(file)).toEqual({ titles, looked: expect.toSatisfy((looked: number) => looked > 81) });
  expect(asked(file)).toEqual({ titles, looked: 0 });
  // Each of a handful of questions looks at the one document.
  file.write(`# A note.\n${file.text}`);
  file.write(file.text.replace("# A note.\n", ""));
  const after = asked(file);
  expect(after.titles).toEqual(titles);
  expect(after.looked).toBeLessThan(8);
  const change = (name: string, text: string) => file.workspace.setFile(`${root}/${name}`, text, { open: false });
  change("app-3/web.yaml", `${deployment("web-3")}---\n${autoscaler("web-3")}`);
  expect(asked(file)).toEqual({ titles, looked: expect.toSatisfy((looked: number) => looked > 0 && looked < 16) });
  const values = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {claimName: unused-data}\n";
  change("app-4/values.yaml", values);
  expect(asked(file).titles).toEqual([]);
  change("app-4/values.yaml", values.replace("unused-data", "other"));
  expect(asked(file).titles).toEqual(titles);
  change("app-4/values.yaml", values);
  file.workspace.removeFile(`${root}/app-4/values.yaml`);
  expect(asked(file).titles).toEqual(titles);
});
