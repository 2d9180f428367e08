// npm run setup:vscode: installs VS Code and a browser ahead of time. The other scripts do the same when something is missing.
import { installBrowser } from "./vscode/browser.mjs";
import { installVscode } from "./vscode/runtime.mjs";

console.log("VS Code:", (await installVscode()).entry);
console.log("Browser:", await installBrowser());
