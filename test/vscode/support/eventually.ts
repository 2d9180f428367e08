// Waiting for what VS Code and the language server do in their own time.

/**
 * Asks every 100 ms until the answer is not undefined. A cancelled question counts as that: VS Code cancels the `execute…Provider`
 * commands when any extension registers a provider meanwhile.
 * @returns the answer; rejects after 30 s, naming what was waited for and what was there `instead`
 */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | PromiseLike<T | undefined>,
  instead: () => unknown = () => "nothing",
): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await Promise.resolve()
      .then(ask)
      .catch((error) => {
        if (error?.name !== "Canceled") throw error;
        return undefined;
      });
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`timed out waiting for ${what}; there was ${JSON.stringify(instead())}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
