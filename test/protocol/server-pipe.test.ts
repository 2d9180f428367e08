// The built server over `--pipe`.
import { serverSuite } from "./server-suite";

serverSuite("pipe");
