// The example of a rule beside what a history does: so that histories are about every rule that there is.
import { pages } from "../../../server/src/rules/pages";
import { fixture } from "../fixture";
import { committedPath } from "../memory-workspace";
import { root } from "./simulated-files";
import type { Step } from "./step";

const folder = `${root}/rule-example`;

/**
 * The files of the rule's first example come first, and the last comparison sees them, whatever the history has done to the
 * folders and to the configuration of the others.
 */
export function withRuleExample(history: readonly Step[], rule: string): Step[] {
  const example = pages.get(rule)?.examples[0];
  if (!example) throw new Error(`the page of ${rule} has no example`);
  const named = new Map([[`${folder}/.rightkind.yaml`, "profile: strict\n"]]);
  for (const { path, text } of fixture(example.bad).files) {
    if (committedPath(path) === undefined) named.set(`${folder}/${path}`, text);
  }
  const files = [...named].map(([path, text]): Step => ({ step: "set", path, text, open: false }));
  return [
    ...files,
    ...history,
    { step: "roots", folders: [root] },
    { step: "ready", ready: true },
    { step: "compare", order: 0 },
  ];
}
