// What is asked of a Kubernetes cluster, wherever it runs: raw requests, and an end.

/** What the API server answers to a request. */
export interface Answer {
  readonly ok: boolean;
  readonly status: number;
  /** The JSON of the answer; its text where it is none. */
  readonly body: unknown;
  /** The server's own words where the request failed, else empty. */
  readonly message: string;
}

export interface Cluster {
  /** What it is, for people. */
  readonly name: string;
  /**
   * @param path with its query, below the server's address
   * @param body text is sent as it is, anything else as JSON
   */
  request(method: string, path: string, body?: unknown, contentType?: string): Promise<Answer>;
  /** Ends all that was started for it. */
  stop(): Promise<void>;
}
