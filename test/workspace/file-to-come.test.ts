// A file that a build names and that is still empty: what will be in it is unknown, whatever was in it before.
import { expect, it } from "vitest";
import { memoryWorkspace, root } from "../support/memory-workspace";

const service =
  "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n";
const empty = "# to be written\n";

function started(text: string) {
  return memoryWorkspace([
    { path: "kustomization.yaml", text: "resources: [service.yaml, more.yaml]\n" },
    { path: "service.yaml", text: service },
    { path: "more.yaml", text },
  ]);
}

const other = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n";

it.each([
  ["is empty", empty, []],
  ["has an end of nothing", `---\n${empty}`, []],
  ["is filled", other, ["information"]],
  ["begins with nothing", `${empty}---\n${other}`, ["information"]],
])("%s, from the start and after every other text", (_, text, severities) => {
  for (const before of [text, "", empty, other, `${empty}---\n${other}`, `${other}---\n${empty}`]) {
    const { workspace, analysis } = started(before);
    analysis.findings(`${root}/service.yaml`);
    workspace.setFile(`${root}/more.yaml`, text, { open: false });
    const found = analysis.findings(`${root}/service.yaml`);
    expect(found.map(({ rule }) => rule)).toEqual(severities.map(() => "selector-matches-nothing"));
    expect(found.map(({ severity }) => severity)).toEqual(severities);
  }
});
