// Words of a bash script that come from manifests: whatever they hold, they stay one word.

/** Characters that mean nothing to bash wherever they stand in a word. */
const PLAIN = /^[\w./:=@,+][\w./:=@,+-]*$/;

/** What no terminal and no Markdown shows as it is: control characters, and those that change the direction of a text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const ALL_UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** One word of a command: as it is where it is plain, else quoted. */
export function word(text: string): string {
  if (PLAIN.test(text)) return text;
  if (!UNSEEN.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = text.replace(/[\\']/g, "\\$&").replace(ALL_UNSEEN, ansi);
  return `$'${escaped}'`;
}

/** No word of a command holds a NUL. */
function ansi(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code === 0 ? "\\uFFFD" : escaped(code);
}

function escaped(code: number): string {
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** A text without what cannot be seen, on one line: for comments of a script and for people. */
export function seen(text: string): string {
  return text.replace(ALL_UNSEEN, (character) => escaped(character.codePointAt(0) ?? 0));
}

/** Words of YAML that are something else than the string that they look like. */
const YAML_WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A string as a scalar of YAML, on one line. */
export function scalar(text: string): string {
  if (/^[A-Za-z](?:[\w./-]*\w)?$/.test(text) && !YAML_WORDS.test(text)) return text;
  if (/^\d+(?:\.\d+)?[KMGTPE]i?$/.test(text)) return text;
  return JSON.stringify(text).replace(ALL_UNSEEN, (character) =>
    [...Array(character.length).keys()].map((unit) => escaped(character.charCodeAt(unit))).join(""),
  );
}

/** A part of a here-document that bash must not expand. */
export function literal(text: string): string {
  return text.replace(/[\\$`]/g, "\\$&");
}

/** A name for a file or a folder. */
export function fileName(...parts: readonly string[]): string {
  return parts
    .map((part) => part.replace(/[^\w.-]+/g, "_"))
    .join("-")
    .slice(0, 200);
}
