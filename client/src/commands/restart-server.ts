// Command "Rightkind: Restart Server".
import type { BaseLanguageClient } from "vscode-languageclient";

/** Settles when the new server answers. */
export async function restartServer(client: BaseLanguageClient): Promise<void> {
  if (client.isRunning()) {
    // A server that hangs does not answer the good-bye either; the client ends it all the same.
    await client.stop().catch((error) => client.error("the server did not stop as asked", error, false));
  }
  await client.start();
}
