// Loaded into a server before its program: asked over the channel, it collects its garbage and tells what it still holds.
process.on("message", () => {
  globalThis.gc();
  process.send(process.memoryUsage().heapUsed);
});
// The server ends when its client wants it, not when this channel is closed.
process.channel.unref();
