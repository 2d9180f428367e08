// Why there is no figure: what was measured took too long, or failed.

export type FailureReason = "slow" | "failed";

export class Failure extends Error {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
