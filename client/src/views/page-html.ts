// The HTML around a page: colours of the theme, nothing from outside, and links to places handed to the extension.

const style = `
body { max-width: 860px; margin: 0 auto; padding: 0 24px 32px; line-height: 1.55; color: var(--vscode-foreground);
  font-family: var(--vscode-markdown-font-family, var(--vscode-font-family)); font-size: 14px; }
h1 { font-size: 1.7em; font-weight: 600; } h2 { font-size: 1.25em; font-weight: 600; margin-top: 1.6em; }
h1, h2 { padding-bottom: .25em; border-bottom: 1px solid var(--vscode-widget-border, transparent); }
a { color: var(--vscode-textLink-foreground); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; color: var(--vscode-textLink-activeForeground); }
code { font-family: var(--vscode-editor-font-family); font-size: .93em; }
:not(pre) > code { padding: 1px 4px; border-radius: 3px; background: var(--vscode-textCodeBlock-background); }
a > code { color: inherit; }
pre { padding: 12px; overflow: auto; border-radius: 4px; background: var(--vscode-textCodeBlock-background); }
table { border-collapse: collapse; }
th, td { padding: 4px 12px 4px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--vscode-widget-border, #8884); }
li { margin: 2px 0; }`;

/** Links of the web are opened by VS Code itself. */
const script = (state: string) => `
const host = acquireVsCodeApi();
host.setState(${state});
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const href = link?.getAttribute("href");
  if (!href || /^(?:https?:|#)/.test(href)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  host.postMessage({ href });
}, true);`;

/**
 * @param body HTML of what manifests may have a part in: the policy lets nothing run but our own script
 * @param state comes back when the window is reloaded
 */
export function pageHtml(body: string, state: unknown): string {
  const nonce = Array.from({ length: 4 }, () => Math.random().toString(36).slice(2)).join("");
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  const json = JSON.stringify(state).replaceAll("<", "\\u003c");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="${nonce}">${style}</style>
</head>
<body>
${body}
<script nonce="${nonce}">${script(json)}</script>
</body>
</html>`;
}
