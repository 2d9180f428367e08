// The entry point of the command line.
import { runProcess } from "./cli/process-run";

void runProcess(process.argv.slice(2), __dirname);
