// Paths of files as opaque keys with `/` between their parts; what a file system makes of them is not known here.

/** The name of a configuration of ours, in whatever folder. */
export const configurationFileName = ".rightkind.yaml";

/** The folder of a file; `""` at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A relative reference seen from a folder, `.` and `..` resolved; undefined where it leads above the top. */
export function joined(folder: string, reference: string): string | undefined {
  const parts = reference.startsWith("/") ? [] : folder.split("/");
  for (const part of reference.split("/")) {
    if (part === "..") {
      if (parts.length === 0 || (parts.length === 1 && parts[0] === "")) return undefined;
      parts.pop();
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return reference.startsWith("/") ? `/${parts.join("/")}` : parts.join("/");
}

/** Is the path the folder itself or below it? */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === "" || folder.endsWith("/") ? folder : `${folder}/`);
}

/** How many leading folders two paths share: the larger, the nearer they are. */
export function sharedDepth(a: string, b: string): number {
  const left = folderOf(a).split("/");
  const right = folderOf(b).split("/");
  let depth = 0;
  while (depth < left.length && depth < right.length && left[depth] === right[depth]) depth++;
  return depth;
}

/** The way from a folder to a path, for messages; the path itself where it does not lie below. */
export function relative(folder: string, path: string): string {
  if (folder !== "" && path.startsWith(`${folder}/`)) return path.slice(folder.length + 1);
  return path;
}
