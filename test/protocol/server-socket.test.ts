// The built server over `--socket`.
import { serverSuite } from "./server-suite";

serverSuite("socket");
