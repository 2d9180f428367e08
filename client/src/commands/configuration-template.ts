// What a new `.rightkind.yaml` says: nothing yet, and how it would be said.

export const configurationTemplate = `# What Rightkind should know about the manifests in this folder and below it, in the editor and on the command line.
# Everything may be left out. Take away the # in front of what you want to say.

# The release that the manifests are for.
# kubernetesVersion: "1.36"

# minimal (errors and warnings), recommended, or strict.
# profile: recommended

# off, hint, information, warning or error for a rule.
# rules:
#   deployment-rwo-claim-multi-replica: information

# What is kept on purpose, with the reason. All keys that are given must match.
# ignore:
#   - path: third_party/**
#     reason: upstream manifests

# What the manifests cannot say about the cluster.
# cluster: {nodes: 5}
# storageClasses:
#   nfs-client: {enforcesReadWriteOnce: false}
`;
