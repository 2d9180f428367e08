// The page of pre-stop-exceeds-grace: why, when to keep things as they are, examples.
import type { RulePage } from "../../page";

export const page: RulePage = {
  why: `
\`terminationGracePeriodSeconds\` (30 where it is not written) begins when a Pod is to stop, not when its preStop hook has ended. A hook
that sleeps for all of it leaves the program nothing: it is sent SIGTERM when the time is over, and killed with it. Requests that are
under way break off, and what was not written is lost.

Where the hook is \`preStop.sleep\` and longer than that time, the API server rejects the object:
\`lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)\`. It takes an equal
number, and it does not look into a command such as \`sleep 60\`.

The sleep is there so that load balancers notice in time that the Pod is going. The program needs its own time after it: the fix adds
15 seconds.`,
  whenToIgnore: "Nothing in the Pod has to end in order, and being killed after the sleep is what is wanted.",
  references: [
    "https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution",
    "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
  ],
  examples: [
    {
      title: "A hook that takes all of the time",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1
          lifecycle:
            preStop:
              exec:
                command: [sh, -c, "sleep 60"]
                #                        ^^ pre-stop-exceeds-grace warning
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      terminationGracePeriodSeconds: 75
      containers:
        - name: web
          image: registry.example/web:1
          lifecycle:
            preStop:
              exec:
                command: [sh, -c, "sleep 60"]
`,
      fix: "Set terminationGracePeriodSeconds to N + 15",
    },
    {
      title: "A sleep that is longer than the time",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example/web:1
          lifecycle:
            preStop:
              sleep:
                seconds: 60
                #        ^^ pre-stop-exceeds-grace error
`,
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      terminationGracePeriodSeconds: 75
      containers:
        - name: web
          image: registry.example/web:1
          lifecycle:
            preStop:
              sleep:
                seconds: 60
`,
      fix: "Set terminationGracePeriodSeconds to N + 15",
    },
  ],
};
