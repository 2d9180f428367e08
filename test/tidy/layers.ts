// What each layer may import besides itself: layers below it and packages.

const upToKubernetes = ["text", "yaml", "kubernetes"];
const upToWorkspace = [...upToKubernetes, "config", "workspace"];
const upToGuidance = [...upToWorkspace, "guidance"];
const upToAnalysis = [...upToGuidance, "rules", "conversions", "analysis"];

export const layers: Readonly<Record<string, readonly string[]>> = {
  text: [],
  yaml: ["text", "yaml"],
  kubernetes: ["text", "yaml"],
  config: ["text", "yaml", "picomatch"],
  workspace: [...upToKubernetes, "config"],
  guidance: upToWorkspace,
  rules: upToGuidance,
  conversions: upToGuidance,
  analysis: upToAnalysis,
  features: [...upToAnalysis, "vscode-languageserver-types", "vscode-uri"],
  transport: ["features", "analysis", "rules", "workspace", "config", "text", "disk", "vscode-languageserver", "node:"],
  disk: ["workspace", "text", "ignore", "node:"],
  cli: [...upToAnalysis, "disk", "node:", "picomatch", "ignore"],
};
