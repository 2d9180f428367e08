// PostgreSQL fills only an empty folder, and a new disk is not: it has lost+found.
import { bareFolder, type ContainerProfile } from "../../guidance/pod-profile";

export const POSTGRES_DATA = "/var/lib/postgresql/data";

/** Does the mount need a folder of its own on the volume? Images from 18 on make one themselves. */
export function needsSubPath({ image, variables }: ContainerProfile, path: string): boolean {
  if (/bitnami/.test(image.path) || bareFolder(path) !== POSTGRES_DATA) return false;
  const own = variables.find(({ name }) => name === "PGDATA")?.value;
  return own === undefined || bareFolder(own) === POSTGRES_DATA;
}

/**
 * Where a new volume belongs: up to 17 in the folder of the data, from 18 on in the one above it.
 * @returns undefined where the image does not say which version it is
 */
export function mountFolder({ image }: ContainerProfile, folder: string): string | undefined {
  if (folder !== POSTGRES_DATA) return folder;
  const version = /:(?:pg)?(\d{1,3})(?!\d)/.exec(image.text)?.[1];
  if (version === undefined) return undefined;
  return Number(version) >= 18 ? "/var/lib/postgresql" : folder;
}
