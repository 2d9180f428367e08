// Entry point of the language server as a process.
import { runServer } from "./transport/node-server";

runServer(process.argv.slice(2), __dirname);
