// The tests that need no VS Code.
import * as os from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/vscode/**", "**/node_modules/**"],
    // One fewer than there are processors, as vitest has it, would be a single one where there are two.
    maxWorkers: Math.max(2, os.availableParallelism() - 1),
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
