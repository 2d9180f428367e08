// Texts of manifests: one or several documents, Lists, JSON, and documents that are broken, templates or no objects at all.
import { stringify } from "yaml";
import type { Choices } from "../choices";
import { companion } from "./companions";
import { application, ruleId } from "./words";
import { workload } from "./workload";

/** A file of one to three documents, most of them of one application. */
export function manifest(choices: Choices, owner: string = application(choices)): string {
  const count = choices.pick(1, 1, 1, 2, 3);
  const documents = Array.from({ length: count }, () =>
    documentText(choices, choices.chance(75) ? owner : application(choices)),
  );
  const text = (choices.chance(10) ? "---\n" : "") + documents.join("---\n");
  const header = choices.chance(4) ? `# rightkind-ignore-file ${ruleId(choices)}: on purpose\n` : "";
  const whole = header + text;
  return choices.chance(4) ? whole.replaceAll("\n", "\r\n") : whole;
}

/** One JSON file: an object, or a List. */
export function jsonManifest(choices: Choices): string {
  const owner = application(choices);
  const value = choices.chance(40) ? list(choices, owner) : anObject(choices, owner);
  return `${JSON.stringify(value, null, choices.pick(2, 2, 0))}\n`;
}

/** One document with its last line end, without a `---`. */
export function documentText(choices: Choices, owner: string): string {
  const roll = choices.below(100);
  if (roll >= 98) return "# only a comment\n";
  if (roll >= 95) return `services:\n  db: {image: postgres:17}\n`;
  if (roll >= 91) return printed(choices, anObject(choices, owner)).replace(/name: (\w+)/, "name: {{ .Values.$1 }}");
  if (roll >= 85) return broken(choices, printed(choices, anObject(choices, owner)));
  if (roll >= 72) return printed(choices, list(choices, owner));
  return printed(choices, anObject(choices, owner));
}

/** A value as YAML in one of the styles that people write, perhaps with a suppression above its `kind`. */
export function printed(choices: Choices, value: object): string {
  const text = stringify(value, {
    lineWidth: 0,
    indentSeq: choices.chance(50),
    indent: choices.pick(2, 2, 2, 4),
    aliasDuplicateObjects: choices.chance(5),
    ...(choices.chance(4) ? { collectionStyle: "flow" as const } : {}),
  });
  if (!choices.chance(8)) return text;
  const reason = choices.chance(85) ? ": on purpose" : "";
  return text.replace(/^(\s*)kind:/m, `$1# rightkind-ignore-next-line ${ruleId(choices)}${reason}\n$1kind:`);
}

/** Text that does not parse any more, or not as it did. */
export function broken(choices: Choices, text: string): string {
  const lines = text.split("\n");
  const line = choices.below(lines.length);
  return lines.toSpliced(line, 0, choices.pick('  x: "', "  - {", "\t: :", "}", "spec:", "  half")).join("\n");
}

function anObject(choices: Choices, owner: string): object {
  return choices.chance(45) ? companion(choices, owner) : workload(choices, owner);
}

function list(choices: Choices, owner: string): object {
  const kind = choices.pick("List", "List", "DeploymentList");
  const items = Array.from({ length: choices.below(4) }, () => anObject(choices, owner));
  return { apiVersion: "v1", kind, items };
}
