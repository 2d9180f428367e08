// What each layer may import besides itself: layers below it, and packages (`npm:`).

const upToKubernetes = ["text", "yaml", "kubernetes"];
const upToWorkspace = [...upToKubernetes, "kustomize", "config", "workspace"];
/** What keeps answers knows nothing of what they are about. */
const tracked = ["tracking"];
const upToGuidance = [...upToWorkspace, "guidance"];
const upToRunbooks = [...upToGuidance, "conversions", "runbooks"];
const upToAnalysis = [...upToRunbooks, "rules", "analysis"];

export const layers: Readonly<Record<string, readonly string[]>> = {
  text: [],
  tracking: [],
  yaml: ["text", "npm:yaml"],
  kubernetes: ["text", "yaml"],
  kustomize: upToKubernetes,
  config: ["text", "yaml", "npm:picomatch"],
  workspace: [...upToKubernetes, ...tracked, "kustomize", "config"],
  guidance: upToWorkspace,
  rules: upToGuidance,
  conversions: upToGuidance,
  runbooks: [...upToGuidance, "conversions"],
  analysis: [...upToAnalysis, ...tracked],
  features: [...upToAnalysis, "npm:vscode-languageserver-types", "npm:vscode-uri"],
  transport: [
    "features",
    "analysis",
    "rules",
    "workspace",
    "config",
    "text",
    "disk",
    "git",
    "npm:vscode-languageserver",
    "node:",
  ],
  disk: ["workspace", "text", "npm:ignore", "node:"],
  git: ["disk", "node:"],
  cli: [...upToAnalysis, "disk", "git", "node:", "npm:diff", "npm:sarif"],
};
