// Lines of places that people have to find in files which nobody edits for them.
import type { Subject } from "../conversion";

/**
 * @returns the line of an offset of a file, from 1, for the texts of the subject and the files that its look-ups know; each
 * text is gone through once, as long as the offsets of a file come in order
 */
export function linesOf({ texts, situations }: Subject): (path: string, offset: number) => number {
  const known = new Map<string, { readonly text: string; offset: number; line: number }>();
  const textOf = (path: string) =>
    texts.find((one) => one.path === path)?.text ??
    situations[0]?.lookups.files.documentsOf(path).reduce((text, document) => text + document.text, "") ??
    "";
  return (path, offset) => {
    const place = known.get(path) ?? { text: textOf(path), offset: 0, line: 1 };
    known.set(path, place);
    if (offset < place.offset) Object.assign(place, { offset: 0, line: 1 });
    for (; place.offset < offset; place.offset++) if (place.text[place.offset] === "\n") place.line++;
    return place.line;
  };
}
