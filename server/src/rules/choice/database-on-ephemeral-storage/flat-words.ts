// The words of a container's command and arguments, those of scripts among them.
import type { ContainerProfile } from "../../../guidance/pod-profile";

export function flatWords({ words }: Pick<ContainerProfile, "words">): string[] {
  return words.flatMap(({ text }) => text.split(/\s+/));
}
