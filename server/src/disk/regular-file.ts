// Reads regular files, and never opens anything else: reading a pipe or a device can wait for ever.
import * as fs from "node:fs";

/** At most so many bytes are asked of the system at once. */
const CHUNK = 65_536;

/**
 * - `bytes`: the whole file
 * - `size`: it has more bytes than are read; so many at least
 * - `kind`: what there is instead of a file, in words: `a named pipe`
 */
export type RegularFile = { readonly bytes: Buffer } | { readonly size: number } | { readonly kind: string };

/**
 * The content of a regular file, or of the one that a symbolic link leads to.
 *
 * What is read is bounded by the bytes that come, not by the size that the system tells: a file may grow meanwhile, and
 * some (in `/proc`) say 0.
 * @throws what the operating system says
 */
export function regularFile(path: string, { maxBytes }: { readonly maxBytes: number }): RegularFile {
  const kind = otherKind(fs.statSync(path));
  if (kind !== undefined) return { kind };
  return withFile(path, (file) => {
    // Looked at once more: another thing may stand there by now. Opened so, not even a pipe is waited for.
    const stats = fs.fstatSync(file);
    const instead = otherKind(stats);
    if (instead !== undefined) return { kind: instead };
    if (stats.size > maxBytes) return { size: stats.size };
    const bytes = beginning(file, maxBytes + 1, stats.size + 1);
    return bytes.length > maxBytes ? { size: bytes.length } : { bytes };
  });
}

/**
 * The first bytes of a regular file; none where there is something else.
 * @throws what the operating system says
 */
export function headOf(path: string, length: number): Buffer {
  if (otherKind(fs.statSync(path)) !== undefined) return Buffer.alloc(0);
  return withFile(path, (file) => beginning(file, length, length));
}

/**
 * A part of a regular file; less of it where the file ends before, nothing where there is something else.
 * @throws what the operating system says
 */
export function partOf(path: string, { start, length }: { readonly start: number; readonly length: number }): Buffer {
  if (otherKind(fs.statSync(path)) !== undefined) return Buffer.alloc(0);
  return withFile(path, (file) => beginning(file, length, length, start));
}

/** What is no regular file, in words; undefined for one that is. */
export function otherKind(entry: fs.Stats | fs.Dirent): string | undefined {
  if (entry.isFile()) return undefined;
  if (entry.isDirectory()) return "a folder";
  if (entry.isFIFO()) return "a named pipe";
  if (entry.isSocket()) return "a socket";
  return entry.isSymbolicLink() ? "a symbolic link" : "a device";
}

function withFile<T>(path: string, read: (file: number) => T): T {
  const file = fs.openSync(path, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  try {
    return read(file);
  } finally {
    fs.closeSync(file);
  }
}

/**
 * Reads until the end or `most` bytes.
 * @param expected so many bytes are probably there
 * @param start where it begins in the file; without it a stream is read as well
 */
function beginning(file: number, most: number, expected: number, start?: number): Buffer {
  let buffer = Buffer.allocUnsafe(Math.min(most, Math.max(expected, 1)));
  let length = 0;
  while (length < most) {
    if (length === buffer.length) {
      buffer = Buffer.concat([buffer, Buffer.allocUnsafe(Math.min(most - length, Math.max(length, CHUNK)))]);
    }
    const at = start === undefined ? null : start + length;
    const read = fs.readSync(file, buffer, length, buffer.length - length, at);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}
