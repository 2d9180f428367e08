// What each layer may import besides itself: layers below it, and packages (`npm:`).

const upToKubernetes = ["text", "yaml", "kubernetes"];
const upToWorkspace = [...upToKubernetes, "config", "workspace"];
const upToGuidance = [...upToWorkspace, "guidance"];
const upToAnalysis = [...upToGuidance, "rules", "conversions", "analysis"];

export const layers: Readonly<Record<string, readonly string[]>> = {
  text: [],
  yaml: ["text", "npm:yaml"],
  kubernetes: ["text", "yaml"],
  config: ["text", "yaml", "npm:picomatch"],
  workspace: [...upToKubernetes, "config"],
  guidance: upToWorkspace,
  rules: upToGuidance,
  conversions: upToGuidance,
  analysis: upToAnalysis,
  features: [...upToAnalysis, "npm:vscode-languageserver-types", "npm:vscode-uri"],
  transport: [
    "features",
    "analysis",
    "rules",
    "workspace",
    "config",
    "text",
    "disk",
    "npm:vscode-languageserver",
    "node:",
  ],
  disk: ["workspace", "text", "npm:ignore", "node:"],
  cli: [...upToAnalysis, "disk", "node:", "npm:diff"],
};
