// An option whose value may be left out; the library that reads the words knows none.

/**
 * `--name` stands alone, or with one of its values behind it.
 * @returns the words with `--name=VALUE`, and `--name=` where it stands alone
 */
export function withOptionalValue(
  words: readonly string[],
  name: string,
  isValue: (word: string | undefined) => boolean,
): string[] {
  const found = words.indexOf(`--${name}`);
  if (found === -1) return [...words];
  const next = words[found + 1];
  const hasValue = isValue(next);
  return [...words.slice(0, found), `--${name}=${hasValue ? next : ""}`, ...words.slice(found + (hasValue ? 2 : 1))];
}
