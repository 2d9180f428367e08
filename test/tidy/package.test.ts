// What is shipped: the files of the extension and of the npm package, what the manifest promises, and a lockfile that works everywhere.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const manifest = json("package.json");
const lockfile: Record<string, LockedPackage> = json("package-lock.json").packages;

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function json(file: string) {
  return JSON.parse(readFileSync(path.join(root, file), "utf8"));
}

function printed(file: string, ...args: string[]): string {
  // What `npm run` exports would tell an inner npm to do the same as the outer one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  return execFileSync(file, args, { cwd: root, env, encoding: "utf8", shell: process.platform === "win32" });
}

describe("the packages", () => {
  beforeAll(() => {
    for (const bundle of ["extension.js", "server.js", "cli.js"]) {
      expect(existsSync(path.join(root, "dist", bundle)), `dist/${bundle}: run npm run build`).toBe(true);
    }
  });

  it("has exactly these files for VS Code", () => {
    const vsce = path.join(root, "node_modules/@vscode/vsce/vsce");
    const list = printed(process.execPath, vsce, "ls", "--no-dependencies");
    expect(list.trim().split("\n").sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/extension.js",
      "dist/rule-pages.json",
      "dist/server.js",
      "docs/images/finding.webp",
      "docs/images/hover.webp",
      "docs/images/preview.webp",
      "docs/images/quick-fix.webp",
      "docs/walkthrough/configuration.md",
      "media/icon.png",
      "package.json",
      "schemas/rightkind.schema.json",
      "syntaxes/rightkind.injection.tmLanguage.json",
      "syntaxes/rightkind.templates.tmLanguage.json",
    ]);
  });

  it("has the pictures that VS Code shows without network: those of the walkthrough, by their paths in the package", () => {
    const vsce = path.join(root, "node_modules/@vscode/vsce/vsce");
    const packaged = printed(process.execPath, vsce, "ls", "--no-dependencies").trim().split("\n");
    const steps: { media: { image?: string; markdown?: string } }[] = manifest.contributes.walkthroughs[0].steps;
    const shown = steps.map(({ media }) => media.image ?? media.markdown ?? "");
    expect(shown.filter((file) => file.startsWith("docs/images/")).length).toBe(4);
    expect(shown.filter((file) => !packaged.includes(file))).toEqual([]);
  });

  it("has exactly these files for npm", () => {
    const [{ files }] = JSON.parse(
      printed("npm", "pack", "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"),
    );
    expect(files.map((file: { path: string }) => file.path).sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/cli.js",
      "dist/rule-pages.json",
      "dist/server.js",
      "package.json",
    ]);
  });

  it("starts its programs with the line that names their interpreter", () => {
    for (const bin of Object.values<string>(manifest.bin)) {
      expect(readFileSync(path.join(root, bin), "utf8").split("\n", 1)).toEqual(["#!/usr/bin/env node"]);
    }
  });
});

describe("the manifest", () => {
  it("says how it works in untrusted and in virtual workspaces", () => {
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe(true);
    expect(manifest.capabilities.virtualWorkspaces).toMatchObject({ supported: "limited" });
  });

  it("wakes the extension for YAML, and for its own pages in a window that comes back", () =>
    expect(manifest.activationEvents).toEqual([
      "onLanguage:yaml",
      "workspaceContains:**/*.{yaml,yml}",
      "onWebviewPanel:rightkind.page",
    ]));

  it("needs no other package and no other extension at run time", () => {
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.extensionDependencies).toBeUndefined();
  });

  it("offers commands in the walkthrough that the palette has", () => {
    const { walkthroughs, commands } = manifest.contributes;
    const offered = [...JSON.stringify(walkthroughs).matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id);
    expect(offered.length).toBeGreaterThan(3);
    const known = commands.map(({ command }: { command: string }) => command);
    expect(offered.filter((id) => !known.includes(id))).toEqual([]);
  });

  it("names files that exist", () => {
    const { grammars, yamlValidation } = manifest.contributes;
    const named = [
      manifest.icon,
      ...grammars.map(({ path: file }: { path: string }) => file),
      ...yamlValidation.map(({ url }: { url: string }) => url),
    ];
    expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it("has the settings with the defaults that they must have", () => {
    const sections: { properties: Record<string, { default: unknown; scope?: string }> }[] =
      manifest.contributes.configuration;
    const settings = sections.flatMap(({ properties }) => Object.entries(properties));
    expect(Object.fromEntries(settings.map(([name, setting]) => [name, setting.default]))).toEqual({
      "rightkind.enable": true,
      "rightkind.scope": "openFiles",
      "rightkind.profile": "recommended",
      "rightkind.rules": {},
      "rightkind.exclude": [],
      "rightkind.kubernetesVersion": "",
      "rightkind.configurationPath": "",
      "rightkind.maxFileSizeKB": 4096,
      "rightkind.codeAction.disableRuleComment.enable": true,
      "rightkind.newResources": "sameFile",
      "rightkind.trace.server": "off",
    });
    expect(settings.filter(([, { scope }]) => scope === undefined)).toEqual([]);
  });
});

describe("the lockfile", () => {
  it("does not name the registry it was made with", () =>
    expect(Object.keys(lockfile).filter((name) => lockfile[name]?.resolved !== undefined)).toEqual([]));

  it("has every package for every platform, or `npm ci` refuses it (npm run complete:lockfile)", () => {
    const optional = Object.values(lockfile).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    );
    expect(optional.length).toBeGreaterThan(0);
    expect(optional.filter((name) => lockfile[`node_modules/${name}`]?.version === undefined)).toEqual([]);
  });
});

describe("the README", () => {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  const { commands, configuration } = manifest.contributes;

  it("lists every command and every setting, with its default", () => {
    const titles: string[] = commands.map(({ title }: { title: string }) => `\`Rightkind: ${title}\``);
    const settings = configuration.flatMap(({ properties }: { properties: Record<string, { default: unknown }> }) =>
      Object.entries(properties).map(([name, setting]) => `| \`${name}\` | \`${JSON.stringify(setting.default)}\` |`),
    );
    expect([...titles, ...settings].filter((row) => !readme.includes(row))).toEqual([]);
    const listed = [...readme.matchAll(/^\| `(rightkind\.[\w.]+)` \|/gm)].length;
    expect(listed).toBe(settings.length);
  });

  it("shows pictures that are there", () => {
    const pictures = [...readme.matchAll(/\((docs\/images\/[^)]+)\)/g)].map(([, file]) => file ?? "");
    expect(pictures.length).toBeGreaterThan(3);
    expect(pictures.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});
