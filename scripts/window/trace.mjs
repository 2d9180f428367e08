// What VS Code and the server have said to each other, as the output tells it where `rightkind.trace.server` is `verbose`.

/**
 * @typedef {object} Traced one message
 * @property {number} at when VS Code sent or received it, in milliseconds
 * @property {"Sending" | "Received"} direction
 * @property {string} method
 * @property {string | undefined} id of a request, and of the response to it
 * @property {any} content
 */

/**
 * @param {string} log of the extension host
 * @returns {Traced[]} in their order
 */
export function traced(log) {
  const messages = [];
  let lines;
  for (const line of log.split("\n")) {
    const entry = /^(\d{4}-\d\d-\d\d \S+) \[/.exec(line);
    const head = entry && /(Sending|Received) (?:notification|request|response) '([^ ']+)(?: - \((\d+)\))?'/.exec(line);
    if (head) {
      const [, direction, method, id] = head;
      lines = [];
      messages.push({ at: Date.parse(entry[1]), direction, method, id, lines });
    } else if (entry) lines = undefined;
    else lines?.push(line);
  }
  return messages.map(({ lines: text, ...message }) => ({ ...message, content: contentOf(text.join("\n")) }));
}

/** `Params: {…}` or `Result: […]`; a log that ends in the middle of a message has none of it. */
function contentOf(text) {
  const json = /^(?:Params|Result): ([\s\S]*)$/.exec(text.trim())?.[1];
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
