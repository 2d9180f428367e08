// What happens where a named object does not exist, by what it is named for.
import type { ReferenceRole } from "../../../kubernetes/references/reference";

export type MissingRole = Extract<
  ReferenceRole,
  "claim" | "config-map" | "secret" | "image-pull-secret" | "service-account" | "backend" | "scaled"
>;

export const consequences: Readonly<Record<MissingRole, string>> = {
  claim: "the Pods stay Pending",
  "config-map": "the Pods do not start",
  secret: "the Pods do not start",
  "image-pull-secret": "private images are not pulled",
  "service-account": "no Pod is created",
  backend: "requests for it fail",
  scaled: "nothing is scaled",
};
