// The reasons in the API server's words, one by one, so that they can be compared and counted.

/**
 * @param message `Deployment.apps "pg" is invalid: [spec.selector: Required value, …]` or `… strict decoding error: …`
 * @returns each reason without kind, name and line, which a conversion changes
 */
export function reasonsIn(message: string): string[] {
  const list = message
    .replace(/^\S+ "[^"]*" is invalid: /, "")
    .replace(/^\S+ in version "[^"]*" cannot be handled as an? \S+: /, "")
    .replace(/^\[(.*)\]$/s, "$1");
  return list
    .split(/, (?=(?:spec|metadata)[.[\w]*\S*: |unknown field |duplicate field )|\n */)
    .map((reason) => reason.replace(/^strict decoding error: /, "").replace(/^line \d+: /, ""))
    .filter((reason) => reason !== "yaml: unmarshal errors:");
}

/** The reason without what differs from object to object, for counting. */
export function kindOfReason(reason: string): string {
  return reason
    .replace(/\[\d+\]/g, "[]")
    .replace(/\b(Invalid|Unsupported|Duplicate) value: (?:"[^"]*"|\{.*?\}|\S+?): /, "$1 value: … ");
}
