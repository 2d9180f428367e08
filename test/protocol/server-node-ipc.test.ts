// The built server over `--node-ipc`.
import { serverSuite } from "./server-suite";

serverSuite("node-ipc");
