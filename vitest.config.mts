// The tests that need no VS Code.
import * as os from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/vscode/**", "**/node_modules/**"],
    globalSetup: "test/support/temporary-folder.ts",
    // One fewer than there are processors, as vitest has it, would be a single one where there are two.
    maxWorkers: Math.max(2, os.availableParallelism() - 1),
    // No test changes what others import, so that a worker reads the rules once and not for each of its 400 files.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
