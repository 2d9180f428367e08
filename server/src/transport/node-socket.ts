// The channel to a client that listens on a port of this machine.
import { createConnection } from "node:net";
import { SocketMessageReader, SocketMessageWriter } from "vscode-languageserver/node";

/** As the library makes one, but that the body of a message does not wait until its head has been acknowledged: 40 ms each. */
export function socketChannel(port: number): readonly [SocketMessageReader, SocketMessageWriter] {
  const socket = createConnection({ port, host: "127.0.0.1", noDelay: true });
  return [new SocketMessageReader(socket), new SocketMessageWriter(socket)];
}
