// Draws what happens next from what is there now.
import { posix } from "node:path";
import type { Choices } from "../../test/support/choices";
import { configuration } from "../../test/support/history-generator/configuration";
import { changedKustomization, kustomization } from "../../test/support/history-generator/kustomization";
import { editedText } from "../../test/support/history-generator/text-edits";
import { furtherFile } from "../../test/support/history-generator/workspace";
import { type ChangeForm, contentOf, type FuzzEvent, type Settings, type TellingForm } from "./event";
import type { Playground } from "./playground";

const LARGEST_EDITED = 100_000;

/** One event that can happen now, in most cases. @param count of events so far: new names are made of it */
export function nextEvent(playground: Playground, choices: Choices, count: number): FuzzEvent {
  const draw = choices.below(100);
  const maker = makers.find(([share]) => draw < share)?.[1] ?? telling;
  return maker(playground, choices, count) ?? { event: "tell", how: "together" };
}

type Maker = (playground: Playground, choices: Choices, count: number) => FuzzEvent | undefined;

/** Each with the sum of the shares up to it, in percent. */
const makers: readonly (readonly [number, Maker])[] = [
  [20, change],
  [29, open],
  [35, close],
  [39, save],
  [52, overwrite],
  [61, create],
  [63, writeBytes],
  [66, writeIgnored],
  [71, removeFile],
  [74, removeFolder],
  [80, renameFile],
  [84, renameFolder],
  [85, link],
  [88, changeFolders],
  [91, configure],
  [95, ask],
];

function change({ buffers, past }: Playground, choices: Choices): FuzzEvent | undefined {
  const path = choices.anyOf([...buffers.keys()]);
  const buffer = path === undefined ? undefined : buffers.get(path);
  if (path === undefined || !buffer || buffer.text.length > LARGEST_EDITED) return undefined;
  const how = choices.pick<ChangeForm>("range", "whole", "parts", "typed", "typed");
  const before = choices.chance(20) ? choices.anyOf(past.get(path) ?? []) : undefined;
  return { event: "change", path, text: before ?? wellFormed(editedText(choices, buffer.text)), how };
}

function open(playground: Playground, choices: Choices, count: number): FuzzEvent | undefined {
  if (choices.chance(6)) {
    const path = `${aFolder(playground, choices)}/unsaved-${count}.yaml`;
    return { event: "open", path, language: "yaml", text: furtherFile(choices, "", count).text };
  }
  const path = choices.anyOf(playground.files().filter((file) => !playground.buffers.has(file)));
  if (path === undefined) return undefined;
  const language = choices.chance(94) ? (path.endsWith(".json") ? "json" : "yaml") : choices.pick("helm", "plaintext");
  const text = choices.chance(80) ? undefined : editedText(choices, playground.textOnDisk(path) ?? "");
  return { event: "open", path, language, ...(text === undefined ? {} : { text: wellFormed(text) }) };
}

function close({ buffers }: Playground, choices: Choices): FuzzEvent | undefined {
  const path = choices.anyOf([...buffers.keys()]);
  return path === undefined ? undefined : { event: "close", path };
}

function save({ buffers }: Playground, choices: Choices): FuzzEvent | undefined {
  const path = choices.anyOf([...buffers.keys()]);
  return path === undefined ? undefined : { event: "save", path };
}

/** By another program. */
function overwrite(playground: Playground, choices: Choices): FuzzEvent | undefined {
  const path = choices.anyOf(playground.files());
  const before = path === undefined ? undefined : playground.textOnDisk(path);
  if (path === undefined || before === undefined || before.length > LARGEST_EDITED) return undefined;
  if (/(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path) && choices.chance(50)) {
    const changed = choices.chance(50) ? changedKustomization(choices, before) : undefined;
    return { event: "write", path, text: changed ?? otherKustomization(playground, choices, path) };
  }
  if (path.endsWith("/.rightkind.yaml") && choices.chance(50)) {
    return { event: "write", path, text: configuration(choices) };
  }
  const past = choices.chance(20) ? choices.anyOf(playground.past.get(path) ?? []) : undefined;
  return { event: "write", path, text: past ?? wellFormed(editedText(choices, before)) };
}

/** A new one, or one that was there before. */
function create(playground: Playground, choices: Choices, count: number): FuzzEvent {
  const gone = choices.anyOf([...playground.past.keys()].filter((file) => !playground.isThere(file)));
  const former = gone === undefined ? undefined : choices.anyOf(playground.past.get(gone) ?? []);
  if (gone !== undefined && former !== undefined && choices.chance(40))
    return { event: "write", path: gone, text: former };
  const { path, text } = furtherFile(choices, aFolder(playground, choices), count);
  return { event: "write", path, text };
}

function writeBytes(playground: Playground, choices: Choices, count: number): FuzzEvent {
  const path =
    (choices.chance(50) ? choices.anyOf(playground.files()) : undefined) ??
    `${aFolder(playground, choices)}/bytes-${count}.yaml`;
  const bytes = Buffer.from(Array.from({ length: choices.below(60) }, () => choices.below(256)));
  const before = Buffer.from(playground.textOnDisk(path) ?? "");
  return {
    event: "write",
    path,
    ...contentOf(choices.pick(Buffer.concat([before, bytes]), bytes, Buffer.concat([Buffer.from("\ufeff"), before]))),
  };
}

function writeIgnored(playground: Playground, choices: Choices): FuzzEvent {
  const files = playground.files();
  const name = posix.basename(choices.anyOf(files) ?? "x.yaml");
  const folder = posix.basename(aFolder(playground, choices));
  const patterns = choices.shuffled([name, `${folder}/`, "*.json", "!db.yaml", "/base", "**/*.yml"]);
  const text = `${patterns.slice(0, choices.below(3)).join("\n")}\n`;
  return { event: "write", path: `${aFolder(playground, choices)}/.gitignore`, text };
}

function removeFile(playground: Playground, choices: Choices): FuzzEvent | undefined {
  const path = choices.anyOf(playground.files());
  return path === undefined ? undefined : { event: "remove", path };
}

function removeFolder(playground: Playground, choices: Choices): FuzzEvent {
  return { event: "remove", path: aFolder(playground, choices) };
}

function renameFile(playground: Playground, choices: Choices, count: number): FuzzEvent | undefined {
  const from = choices.anyOf(playground.files());
  if (from === undefined) return undefined;
  const name = choices.pick(posix.basename(from), `renamed-${count}.yaml`, "kustomization.yaml", "copy.txt", "B.YAML");
  return { event: "rename", from, to: `${aFolder(playground, choices)}/${name}` };
}

function renameFolder(playground: Playground, choices: Choices, count: number): FuzzEvent {
  const from = aFolder(playground, choices);
  const parent = posix.dirname(choices.chance(50) ? from : aFolder(playground, choices));
  const name = choices.pick(`${posix.basename(from)}-${count}`, posix.basename(from), ".hidden", "node_modules");
  return { event: "rename", from, to: posix.join(parent, name) };
}

function link(playground: Playground, choices: Choices, count: number): FuzzEvent | undefined {
  const to = choices.pick(choices.anyOf(playground.files()), aFolder(playground, choices));
  if (to === undefined) return undefined;
  return { event: "link", path: `${aFolder(playground, choices)}/link-${count}${choices.pick(".yaml", "")}`, to };
}

function telling(_: Playground, choices: Choices): FuzzEvent {
  return { event: "tell", how: choices.pick<TellingForm>("together", "each", "folders") };
}

function changeFolders(playground: Playground, choices: Choices): FuzzEvent {
  const removed = playground.folders.filter(() => choices.chance(playground.folders.length > 1 ? 50 : 20));
  const all = choices.shuffled(["ws", "second", aFolder(playground, choices)]);
  return { event: "folders", added: all.slice(0, choices.pick(1, 1, 2)), removed };
}

function configure(playground: Playground, choices: Choices): FuzzEvent {
  const odd = Object.keys(playground.settings).length > 1 || playground.settings.scope !== "workspace";
  const more: Settings =
    odd || choices.chance(30)
      ? {}
      : choices.pick<Settings>(
          { profile: "strict" },
          { profile: "minimal" },
          { rules: { "volume-mount-unknown": "off" } },
          { exclude: ["**/base/**"] },
          { exclude: ["*.yaml"] },
          { maxFileSizeKB: 1 },
          { kubernetesVersion: "1.34" },
          { enable: false },
          { scope: "openFiles" },
          { configurationPath: ".rightkind.yaml" },
        );
  return { event: "configure", settings: { scope: "workspace", ...more } };
}

function ask(playground: Playground, choices: Choices): FuzzEvent | undefined {
  const path = choices.anyOf(playground.paths);
  if (path === undefined) return undefined;
  return { event: "ask", path, line: choices.below(40), character: choices.below(30), hurried: choices.chance(50) };
}

/** One that takes in other files and folders that are there. */
function otherKustomization(playground: Playground, choices: Choices, path: string): string {
  const { dirname, relative } = posix;
  const targets = playground.files().filter((other) => other !== path && /ya?ml$|Kustomization$/.test(other));
  const chosen = choices.shuffled(targets).slice(0, 1 + choices.below(4));
  const resources = chosen.map((other) =>
    relative(dirname(path), /kustomization\.ya?ml$|Kustomization$/.test(other) ? dirname(other) : other),
  );
  return kustomization(choices, { resources: resources.map((entry) => entry || ".") });
}

/** A folder in which something is, rarely one that a scan leaves out, or one outside all workspace folders. */
function aFolder(playground: Playground, choices: Choices): string {
  const file = choices.anyOf(playground.files()) ?? "ws/x.yaml";
  const parts = file.split("/").slice(0, -1);
  const folder = (choices.chance(25) && parts.length > 1 ? parts.slice(0, -1) : parts).join("/");
  if (choices.chance(4)) return `${folder}/${choices.pick("node_modules", ".hidden", "deeper")}`;
  return choices.chance(3) ? "outside" : folder;
}

/** Half a character of two units cannot be written to a file. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
}
