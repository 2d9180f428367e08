// Files that are there although nobody has their text: what they hold is unknown, not missing.

/** Reading it failed, it is larger than the limit, or its bytes are no text. */
export type UnreadReason = "unreadable" | "too-large" | "binary";

/** So many characters or bytes of what is too large are looked at. */
export const HEAD = 65_536;

/** May a text that is too large to be read hold Kubernetes objects? Told by its beginning. */
export function beginsLikeManifest(text: string): boolean {
  return /(?:^|[{,])[ \t]*(?:-[ \t]+)?["']?apiVersion["']?[ \t]*:[ \t]*["']?\w/m.test(text.slice(0, HEAD));
}
