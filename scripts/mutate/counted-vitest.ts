// What test files of rules get in the place of vitest while comparisons are negated: each test runs once more for each of them.
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import * as real from "vitest";

export * from "vitest";

/** A comparison of a rule. */
export interface Mutant {
  readonly id: string;
  readonly rule: string;
  readonly file: string;
  readonly text: string;
}

/** A loop whose end was negated is no test that hangs. */
const MOST_STEPS = 1_000_000;

class Mutation {
  readonly mutants = new Map<string, Mutant>();
  /** The first test that fails, by mutant. */
  readonly killed = new Map<string, string>();
  #current: string | undefined;
  #steps = 0;

  add(mutants: readonly Mutant[]): void {
    for (const mutant of mutants) this.mutants.set(mutant.id, mutant);
  }

  flip(id: string, holds: boolean): boolean {
    if (id !== this.#current) return holds;
    if (++this.#steps > MOST_STEPS) throw new Error("an endless loop");
    return !holds;
  }

  /** Runs a test for each mutant of a rule that still lives. */
  async tried(rule: string, name: string, test: () => unknown): Promise<void> {
    for (const mutant of this.mutants.values()) {
      if (mutant.rule !== rule || this.killed.has(mutant.id)) continue;
      this.#current = mutant.id;
      this.#steps = 0;
      try {
        await test();
      } catch {
        this.killed.set(mutant.id, name);
      } finally {
        this.#current = undefined;
      }
    }
  }
}

declare global {
  var mutation: Mutation;
}

globalThis.mutation = new Mutation();

type Test = (...given: unknown[]) => unknown;

function counted(test: Test): Test {
  return async (...given) => {
    await test(...given);
    const { testPath = "", currentTestName = "" } = real.expect.getState();
    await globalThis.mutation.tried(path.basename(testPath, ".test.ts"), currentTestName, () => test(...given));
  };
}

const each = (...cases: unknown[]) => {
  const tests = (real.it.each as unknown as (...given: unknown[]) => (name: string, test: Test) => void)(...cases);
  return (name: string, test: Test) => tests(name, counted(test));
};

export const it = Object.assign((name: string, test: Test) => real.it(name, counted(test)), { each });

real.afterAll(() => {
  const { testPath = "" } = real.expect.getState();
  const rule = path.basename(testPath, ".test.ts");
  const { mutants, killed } = globalThis.mutation;
  const own = [...mutants.values()].filter((mutant) => mutant.rule === rule);
  const outcomes = own.map((mutant) => ({ ...mutant, killedBy: killed.get(mutant.id) }));
  writeFileSync(path.join(process.env.RIGHTKIND_MUTANTS ?? "", `${rule}.json`), JSON.stringify(outcomes));
});
