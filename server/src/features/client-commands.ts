// Commands of our own VS Code client that a code action may name. Other clients do not have them, and get what works without.

export const clientCommands = {
  /** Asks for the reason, then has the server write it. Given: a `FindingAddress`. */
  ignoreFinding: "rightkind.ignoreFinding.ui",
  /** Asks for the reason of a suppression. Given: a `FindingAddress`, and words that may be the reason. */
  addReason: "rightkind.addReason.ui",
  /** Opens the page of a rule. Given: `{rule}`. */
  explainRule: "rightkind.explainRule.ui",
  /** Shows a change before and after; nothing is touched. Given: `{title, request}`, the request as `rightkind.prepareChange` takes it. */
  preview: "rightkind.preview.ui",
  /** Says what an edit that was applied has changed. Given: `{title, files, page}`, as of `PreparedChange`. */
  changeApplied: "rightkind.changeApplied.ui",
} as const;

export type ClientCommand = (typeof clientCommands)[keyof typeof clientCommands];
