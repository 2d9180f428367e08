// What knip takes as used without an import: the programs that are bundled or run, and what others than our own code read.

// biome-ignore lint/style/noDefaultExport: knip wants it so
export default {
  entry: [
    "client/src/desktop.ts",
    "server/src/{main,cli}.ts",
    "scripts/*.{mjs,ts}",
    "scripts/mutate/counted-vitest.ts", // takes the place of vitest
    "test/vscode/index.ts",
    "test/vscode/*.test.ts",
  ],
  project: ["client/**/*.ts", "server/**/*.ts", "scripts/**/*.{mjs,ts}", "test/**/*.ts"],
  // A type that stands in the signature of an exported function is exported, so that callers can name it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: ["@vscode/vsce"], // started by its path
  ignoreBinaries: ["xdg-open", "kubectl", "mkfifo"], // where there is one
};
