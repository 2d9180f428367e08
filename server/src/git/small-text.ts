// The small files in which Git keeps names and settings.
import { regularFile } from "../disk/regular-file";
import { NotKnown } from "./not-known";

const MOST_BYTES = 65_536;

/**
 * @throws NotKnown where there is no file of that size; what the operating system says
 */
export function smallText(path: string, maxBytes = MOST_BYTES): string {
  const read = regularFile(path, { maxBytes });
  if (!("bytes" in read)) throw new NotKnown(`${path} is no file, or too large.`);
  return read.bytes.toString("utf8");
}
