// Tells the source of a template (Helm, Go, Jinja) from a manifest, by the text alone: most templates are no YAML.

/** Names that only Helm's engine provides: they mark a template wherever they stand in an expression. */
const HELM =
  /\{\{-?[^{}]*(?:\.Values\b|\.Release\b|\.Chart\b|\.Capabilities\b|\.Files\b|\binclude "|\btoYaml\b|\bnindent\b)/;

/** An expression or statement where YAML wants a node or a key: never a manifest, `{{` opens two flow mappings there. */
const STRUCTURAL = /^(?:\{\{|\{%)|^[^\s#'"{[][^#'"]*:\s+(?:\{\{|@\w+@)/;

/** `name: @NAME@`, for sed, Maven or Meson: no plain value may start with the sign. */
const SUBSTITUTED = /:[ \t]+@\w+@/;

/**
 * Does the text of a document hold template expressions in the place of YAML?
 * Expressions inside block scalars, and those of other engines inside longer strings (alert texts, `--format` options),
 * are data of a manifest and do not count; nor does anything in comments.
 */
export function hasTemplateMarkers(text: string): boolean {
  if (!text.includes("{{") && !text.includes("{%") && !SUBSTITUTED.test(text)) return false;
  let blockIndent = -1; // of the key whose block scalar is being passed over
  for (const line of text.split(/\r\n|\r|\n/)) {
    const content = line.trim();
    if (content === "") continue;
    const column = keyColumn(line);
    if (blockIndent >= 0) {
      if (line.length - line.trimStart().length > blockIndent) {
        if (HELM.test(content) && /^\{\{/.test(content)) return true;
        continue;
      }
      blockIndent = -1;
    }
    if (content.startsWith("#")) continue;
    const bare = content.replace(/^(?:-\s+)+/, "");
    if (STRUCTURAL.test(bare) || HELM.test(content)) return true;
    if (/(?:^|[:\s-])[|>][+-]?\d?[+-]?\s*(?:#.*)?$/s.test(content)) blockIndent = column;
  }
  return false;
}

/** Where the key of a line stands, behind the dashes of sequence items. */
function keyColumn(line: string): number {
  return /^\s*(?:-\s+)*/.exec(line)?.[0].length ?? 0;
}

/** Does a word that identifies something (a name, an image), and may have none of these signs, still wait to be filled in? */
export function isPlaceholder(word: string): boolean {
  return /\{\{|\{%|\$[{(A-Za-z_]|<%|<[^<>]*>/.test(word);
}
