// The steps in which one file is written, so that several are written or none.

export interface FileWrite {
  /** How the file is named in messages. */
  readonly shown: string;
  /** Makes the file the new one; `putBack` can still undo it. */
  readonly carryOut: () => void;
  /** What is left to do when all files are written. */
  readonly finish: () => void;
  /** Makes the file what it was, also after a `carryOut` that has failed halfway. Needs no space on the disk. */
  readonly putBack: () => void;
  /** Takes away what helped, but for the copy of what could not be put back; in any case the last step. */
  readonly cleanUp: () => void;
}
