// npm run bench -- --growth [--shape NAME]… [--n N] [--rounds K] [--timeout SECONDS] [--json FILE] [--md FILE]: how cost grows with the workspace;
// npm run bench -- --reader [--rounds K]: how fast our own reader is beside the library;
// npm run bench -- --harness FOLDER [--rounds K] [--md FILE]: the built server beside those of others.
import { parseArgs } from "node:util";
import { measureGrowth, wantedShapes } from "./bench/growth";
import { measurePeers } from "./bench/peers";
import { canMeasure } from "./bench/process-usage";
import { measureReader } from "./bench/reader";

const usage =
  "usage: npm run bench -- --growth [--shape NAME]… [--n N] [--rounds K] [--timeout SECONDS] [--json FILE] [--md FILE]\n" +
  "       npm run bench -- --reader [--rounds K]\n" +
  "       npm run bench -- --harness FOLDER [--rounds K] [--md FILE]";

// What was started and written is taken away when the process exits, which it does not by itself on a signal.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

const { values } = parseArgs({
  options: {
    growth: { type: "boolean", default: false },
    reader: { type: "boolean", default: false },
    harness: { type: "string" },
    shape: { type: "string", multiple: true, default: [] },
    n: { type: "string", default: "1000" },
    rounds: { type: "string", default: "5" },
    timeout: { type: "string", default: "60" },
    json: { type: "string" },
    md: { type: "string" },
  },
});
const shapes = wantedShapes(values.shape);
const [n, rounds, seconds] = [Number(values.n), Number(values.rounds), Number(values.timeout)];

const wanted = [values.growth, values.reader, values.harness !== undefined].filter((is) => is);
if (wanted.length !== 1) fail(usage);
if (typeof shapes === "string") fail(`there is no shape ${shapes}`);
if (!Number.isInteger(n) || n < 20) fail("--n needs a whole number from 20 on");
if (!Number.isInteger(rounds) || rounds < 1) fail("--rounds needs a whole number from 1 on");
if (!(seconds > 0)) fail("--timeout needs seconds");
if (values.harness !== undefined) {
  measurePeers({ harness: values.harness, rounds, md: values.md });
} else if (values.reader) {
  measureReader("../shared/corpus/manifests", rounds);
} else {
  if (!canMeasure()) fail("what a process uses can be measured on Linux only");
  await measureGrowth(shapes, { n, rounds, limit: seconds * 1000, json: values.json, md: values.md });
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
