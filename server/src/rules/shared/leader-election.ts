// Whether a container takes part in the election of a leader: only one of several Pods would do anything.
import { asScalar, child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";

const ELECTION = /leader[-_]?elect/i;

/** `--leader-elect=false`, `--no-leader-election`, a variable of the value "0". */
const OFF = /^(?:false|0|no|off|disabled?)$/i;

/** The flag or the variable that says so; undefined where there is none, or where it says that there is no election. */
export function leaderElection(container: Node | undefined): Node | undefined {
  const words = [...itemsOf(child(container, "command")), ...itemsOf(child(container, "args"))];
  const flags = words.map((node, index) => {
    const [flag = "", value] = textOf(node).split("=");
    const next = textOf(words[index + 1]);
    return { node, name: flag, value: value ?? (OFF.test(next) ? next : "") };
  });
  const variables = itemsOf(child(container, "env")).flatMap((item) => {
    const node = child(item, "name");
    return node ? [{ node, name: textOf(node), value: stringAt(item, "value") ?? "" }] : [];
  });
  const said = [...flags, ...variables].filter(({ name }) => ELECTION.test(name));
  return said.some(({ name, value }) => OFF.test(value) || /(?:^|[-_])(?:no|disabled?)[-_]/i.test(name))
    ? undefined
    : said[0]?.node;
}

function textOf(node: Node | undefined): string {
  return (asScalar(node)?.text ?? "").slice(0, 1000);
}
