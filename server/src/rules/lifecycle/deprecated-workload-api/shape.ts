// How much of an object changes when it is written as a newer version of its API.
import type { Operation } from "../../../yaml/edit-script";

export interface Upgrade {
  /** Besides that of the apiVersion. */
  readonly operations: readonly Operation[];
  /** Does a field that is not written mean something else afterwards? */
  readonly defaultsChange: boolean;
}

/** Nothing but the version. */
export const same: Upgrade = { operations: [], defaultsChange: false };
