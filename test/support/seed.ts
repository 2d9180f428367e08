// Where generated input of the laws begins: the same for every change, so that what fails is the change. Look further with other numbers.

/** RIGHTKIND_SEED takes its place. */
const USUAL = 1;

export const seed = Number(process.env.RIGHTKIND_SEED ?? USUAL);

/** How often a law is tried: as often as is said here, or RIGHTKIND_RUNS times. */
export function runs(usual: number): number {
  return Number(process.env.RIGHTKIND_RUNS ?? usual);
}
