// Small workspaces of 3 to 12 files: plain folders, kustomizations with overlays and components, charts, configurations.
import { stringify } from "yaml";
import type { Choices } from "../choices";
import { claim } from "./companions";
import { configuration } from "./configuration";
import { kustomization, patchFile } from "./kustomization";
import { documentText, jsonManifest, manifest, printed } from "./manifest";
import { application } from "./words";
import { workload } from "./workload";

/** `path` is relative to the workspace, with `/`. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** How many files a workspace has at least and at most. */
const fileCounts = { least: 3, most: 12 } as const;

/** One or two sections, each in folders of its own, filled up with loose files. */
export function smallWorkspace(choices: Choices): GeneratedFile[] {
  const sections = choices.shuffled([overlays, overlays, components, oneKustomization, plainFolders, chart]);
  const files = new Map<string, string>();
  if (choices.chance(40)) files.set(".rightkind.yaml", configuration(choices));
  for (const section of new Set(sections.slice(0, choices.pick(1, 2)))) {
    for (const { path, text } of section(choices)) files.set(path, text);
  }
  for (let index = 0; files.size < fileCounts.least || (choices.chance(25) && files.size < fileCounts.most); index++) {
    files.set(`${choices.pick("", "apps/", "apps/db/", "apps/web/", "other/")}loose-${index}.yaml`, manifest(choices));
  }
  return [...files].slice(0, fileCounts.most).map(([path, text]) => ({ path, text }));
}

/** A file for a folder that exists, of any sort. */
export function furtherFile(choices: Choices, folder: string, index: number): GeneratedFile {
  const inFolder = (name: string) => (folder === "" ? name : `${folder}/${name}`);
  switch (choices.below(10)) {
    case 7:
      return { path: inFolder(`new-${index}.json`), text: jsonManifest(choices) };
    case 8:
      return {
        path: inFolder(choices.pick("kustomization.yaml", "Kustomization", "kustomization.yml")),
        text: kustomization(choices, { resources: [choices.pick("db.yaml", "web.yaml", "new-1.yaml", "..")] }),
      };
    case 9:
      return choices.chance(70)
        ? { path: inFolder(".rightkind.yaml"), text: configuration(choices) }
        : { path: inFolder("Chart.yaml"), text: "apiVersion: v2\nname: web\nversion: 0.1.0\n" };
    default:
      return { path: inFolder(`new-${index}.yaml`), text: manifest(choices) };
  }
}

function plainFolders(choices: Choices): GeneratedFile[] {
  return ["apps/db.yaml", "apps/web.yaml", "apps/db/db.yaml", "apps/db/claim.yaml", "other/db.json"]
    .filter(() => choices.chance(70))
    .map((path) => ({ path, text: path.endsWith(".json") ? jsonManifest(choices) : manifest(choices) }));
}

function oneKustomization(choices: Choices): GeneratedFile[] {
  const names = ["db.yaml", "claim.yaml", "web.yaml"].slice(0, choices.pick(2, 3, 1));
  return [
    { path: "kit/kustomization.yaml", text: kustomization(choices, { resources: names }) },
    ...names.map((name) => ({ path: `kit/${name}`, text: named(choices, name) })),
  ];
}

function overlays(choices: Choices): GeneratedFile[] {
  const names = ["db.yaml", "claim.yaml"].slice(0, choices.pick(2, 1));
  const stages = choices.pick(["prod"], ["prod", "dev"]);
  return [
    { path: "base/kustomization.yaml", text: kustomization(choices, { resources: names }) },
    ...names.map((name) => ({ path: `base/${name}`, text: named(choices, name) })),
    ...stages.flatMap((stage): GeneratedFile[] => {
      const folder = `overlays/${stage}`;
      const own = choices.chance(40) ? ["own.yaml"] : [];
      const patches = choices.chance(70) ? ["patch.yaml"] : [];
      const parts = { resources: ["../../base", ...own], patchFiles: patches };
      return [
        { path: `${folder}/kustomization.yaml`, text: kustomization(choices, parts) },
        ...own.map((name) => ({ path: `${folder}/${name}`, text: manifest(choices) })),
        ...patches.map((name) => ({ path: `${folder}/${name}`, text: patchFile(choices) })),
      ];
    }),
  ];
}

/** Mostly what the name promises. */
function named(choices: Choices, name: string): string {
  if (choices.chance(15)) return manifest(choices);
  if (name === "claim.yaml") return printed(choices, claim(choices, "db"));
  return name === "db.yaml" ? printed(choices, workload(choices, "db", "Deployment")) : manifest(choices, "web");
}

function components(choices: Choices): GeneratedFile[] {
  const parts = { resources: ["../base/db.yaml"], components: ["../components/scaled"] };
  return [
    { path: "base/db.yaml", text: named(choices, "db.yaml") },
    { path: "stage/kustomization.yaml", text: kustomization(choices, parts) },
    {
      path: "components/scaled/kustomization.yaml",
      text: kustomization(choices, { resources: ["scaler.yaml"], patchFiles: ["patch.yaml"], isComponent: true }),
    },
    { path: "components/scaled/scaler.yaml", text: documentText(choices, application(choices)) },
    { path: "components/scaled/patch.yaml", text: patchFile(choices) },
  ];
}

function chart(choices: Choices): GeneratedFile[] {
  return [
    { path: "chart/Chart.yaml", text: stringify({ apiVersion: "v2", name: "web", version: "0.1.0" }) },
    { path: "chart/values.yaml", text: stringify({ replicas: 3, image: "nginx" }) },
    { path: "chart/templates/db.yaml", text: manifest(choices) },
    ...(choices.chance(40) ? [{ path: "chart/claim.yaml", text: manifest(choices) }] : []),
  ];
}
