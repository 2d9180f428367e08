// Entries of `ignore` whose last day has passed: said where they stand, and taken out.
import { expect, it } from "vitest";
import { Folder } from "./command-line";

const pod =
  "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: nginx, ports: [{containerPort: 80}]}]}\n";
const configuration = (until: string) =>
  `# ours\nignore:\n  - rule: bare-replicaset\n    reason: one\n  - rule: bare-pod\n    reason: another\n    until: ${until}\n`;

async function run(command: string, until: string) {
  const { out } = await new Folder({ ".rightkind.yaml": configuration(until), "a.yaml": pod }).run([command, "."]);
  return out;
}

it("are hints, and what they silenced is said again", async () => {
  const out = await run("check", "2020-01-01");
  expect(out).toContain(
    ".rightkind.yaml:5:11 hint unused-suppression The entry ended on 2020-01-01: it silences nothing any more. Remove it, or write a later day.\n",
  );
  expect(out).toContain("bare-pod");
});

it("are none as long as they count", async () => expect(await run("check", "2999-12-31")).toBe(""));

it("go with what they say", async () => {
  const out = await run("fix", "2020-01-01");
  const removed = out.split("\n").filter((line) => /^-(?!--)/.test(line));
  expect(removed).toEqual(["-  - rule: bare-pod", "-    reason: another", "-    until: 2020-01-01"]);
  expect(out.split("\n").filter((line) => /^\+(?!\+\+)/.test(line))).toEqual([]);
});
