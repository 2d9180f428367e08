// The rules of severity error or warning that no experiment stands for, and why.

export const notShown: ReadonlyMap<string, string> = new Map([
  [
    "container-restart-policy",
    "Kubernetes 1.36 takes the field; the servers that forbid it are those of 1.28 to 1.33, for which alone the rule speaks.",
  ],
  [
    "governing-service-not-headless",
    "What DNS answers for the name of a Pod behind an ordinary Service is up to the DNS server; there is none here.",
  ],
  ["host-path-as-state", "Where the files of a directory of a node are needs containers that write them."],
  [
    "hpa-utilization-without-requests",
    "An autoscaler looks at requests when it has metrics; nothing measures Pods here.",
  ],
  ["sidecar-blocks-job", "That a container ends and another goes on needs containers."],
  ["single-writer-store-multi-replica", "What two programs do to one file needs containers."],
]);
