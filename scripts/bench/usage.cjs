// Loaded into a measured process before its program: tells what it used when it ends, and collects its garbage on SIGUSR2.
// CommonJS, since loading an ES module this way costs more than the program's own start.
const fs = require("node:fs");

/** A pipe, where whoever started the process listens. */
const REPORT = 3;

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  try {
    fs.writeSync(REPORT, JSON.stringify({ cpu: (user + system) / 1000, peak: process.resourceUsage().maxRSS / 1024 }));
  } catch {
    // Nobody listens.
  }
});
process.on("SIGUSR2", () => globalThis.gc?.());
