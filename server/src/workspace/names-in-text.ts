// Finds the name of an object in a text, where it is no part of a longer name or of a path.

/** Does a name stand in a text as a word: not within another name, and neither a folder nor a file name? */
export function holdsName(text: string, name: string): boolean {
  if (name === "") return false;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const end = at + name.length;
    if (
      !isPart(text[at - 1]) &&
      !isPart(text[end]) &&
      text[end] !== "/" &&
      !(text[end] === "." && isPart(text[end + 1]))
    )
      return true;
  }
  return false;
}

function isPart(letter: string | undefined): boolean {
  return letter !== undefined && /[\w-]/.test(letter);
}
