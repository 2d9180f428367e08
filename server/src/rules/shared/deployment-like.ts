// The kinds of others that are read like a Deployment, as rules name kinds.

/** For rules of what is true of all Pods, and advises no kind. A DeploymentConfig had no group before OpenShift 3.6. */
export const deploymentLikeRuleKinds = [
  "argoproj.io/Rollout",
  "apps.openshift.io/DeploymentConfig",
  "/DeploymentConfig",
] as const;
