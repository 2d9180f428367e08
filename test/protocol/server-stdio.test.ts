// The built server over `--stdio`.
import { serverSuite } from "./server-suite";

serverSuite("stdio");
