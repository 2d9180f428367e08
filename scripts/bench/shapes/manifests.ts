// The objects of which shapes are made: nothing is to be said about them, unless they are flagged.
import { isFlagged, middleOf } from "./crowd";

export type AccessMode = "ReadWriteOnce" | "ReadWriteMany";

export interface DeploymentOptions {
  readonly claim: string;
  /** Not written where it is undefined. */
  readonly replicas?: number | undefined;
  readonly recreate?: boolean;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** The only node on which its Pods may run. */
  readonly node?: string;
}

/** A Deployment that mounts one claim. */
export function deployment(
  name: string,
  { claim, replicas, recreate = false, namespace, labels = { app: name }, node }: DeploymentOptions,
): string {
  return lines(
    "apiVersion: apps/v1",
    "kind: Deployment",
    ...metadata(name, namespace),
    "spec:",
    ...(replicas === undefined ? [] : [`  replicas: ${replicas}`]),
    ...(recreate ? ["  strategy:", "    type: Recreate"] : []),
    "  selector:",
    "    matchLabels:",
    ...pairs(labels, 6),
    "  template:",
    "    metadata:",
    "      labels:",
    ...pairs(labels, 8),
    "    spec:",
    ...(node === undefined ? [] : ["      nodeSelector:", `        kubernetes.io/hostname: ${node}`]),
    "      containers:",
    "        - name: main",
    `          image: registry.example/${name}:1.0`,
    "          ports:",
    "            - containerPort: 8080",
    "          volumeMounts:",
    "            - name: files",
    "              mountPath: /files",
    "      volumes:",
    "        - name: files",
    "          persistentVolumeClaim:",
    `            claimName: ${claim}`,
  );
}

/**
 * Replicas and strategy of the one at an index, for a ReadWriteOnce claim of its own: where it is flagged, several Pods share
 * the claim or a rolling update waits for it, in turn. That in the middle is always of the first sort.
 */
export function condition(index: number, count: number): Pick<DeploymentOptions, "replicas" | "recreate"> {
  if (!isFlagged(index, count)) return { replicas: 1, recreate: true };
  return { replicas: (index - middleOf(count)) % 2 === 0 ? 2 : 1, recreate: false };
}

export interface ClaimOptions {
  readonly mode?: AccessMode;
  readonly namespace?: string;
}

export function claim(name: string, { mode = "ReadWriteOnce", namespace }: ClaimOptions = {}): string {
  return lines(
    "apiVersion: v1",
    "kind: PersistentVolumeClaim",
    ...metadata(name, namespace),
    "spec:",
    `  accessModes: [${mode}]`,
    "  resources:",
    "    requests:",
    "      storage: 1Gi",
  );
}

export interface ServiceOptions {
  readonly selector?: Readonly<Record<string, string>>;
  readonly headless?: boolean;
  readonly namespace?: string;
}

export function service(
  name: string,
  { selector = { app: name }, headless = false, namespace }: ServiceOptions = {},
): string {
  return lines(
    "apiVersion: v1",
    "kind: Service",
    ...metadata(name, namespace),
    "spec:",
    ...(headless ? ["  clusterIP: None"] : []),
    "  selector:",
    ...pairs(selector, 4),
    "  ports:",
    "    - port: 80",
    "      targetPort: 8080",
  );
}

/** A HorizontalPodAutoscaler of the Deployment of its own name. */
export function autoscaler(name: string, target = name, maxReplicas = 3): string {
  return lines(
    "apiVersion: autoscaling/v2",
    "kind: HorizontalPodAutoscaler",
    ...metadata(name, undefined),
    "spec:",
    "  scaleTargetRef:",
    "    apiVersion: apps/v1",
    "    kind: Deployment",
    `    name: ${target}`,
    `  maxReplicas: ${maxReplicas}`,
  );
}

/** A StatefulSet with a governing Service of its own name and a volume per Pod; flagged, its Pods are killed at once. */
export function statefulSet(name: string, { flagged }: { readonly flagged: boolean }): string {
  return lines(
    "apiVersion: apps/v1",
    "kind: StatefulSet",
    ...metadata(name, undefined),
    "spec:",
    `  serviceName: ${name}`,
    "  replicas: 2",
    "  podManagementPolicy: Parallel",
    "  selector:",
    "    matchLabels:",
    ...pairs({ app: name }, 6),
    "  template:",
    "    metadata:",
    "      labels:",
    ...pairs({ app: name }, 8),
    "    spec:",
    `      terminationGracePeriodSeconds: ${flagged ? 0 : 60}`,
    "      containers:",
    "        - name: main",
    `          image: registry.example/${name}:1.0`,
    "          volumeMounts:",
    "            - name: files",
    "              mountPath: /files",
    "  volumeClaimTemplates:",
    "    - metadata:",
    "        name: files",
    "      spec:",
    "        accessModes: [ReadWriteOnce]",
    "        resources:",
    "          requests:",
    "            storage: 1Gi",
  );
}

/** A kustomization file; fields with empty lists are not written. */
export function kustomization(
  resources: readonly string[],
  { fields = [] }: { readonly fields?: readonly string[] } = {},
): string {
  return lines(
    "apiVersion: kustomize.config.k8s.io/v1beta1",
    "kind: Kustomization",
    ...fields,
    "resources:",
    ...resources.map((resource) => `  - ${resource}`),
  );
}

/** Lines of a file, each with its end. */
export function lines(...all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}

/** The note is there to be typed into: no rule reads it. */
function metadata(name: string, namespace: string | undefined): string[] {
  return [
    "metadata:",
    `  name: ${name}`,
    ...(namespace === undefined ? [] : [`  namespace: ${namespace}`]),
    "  annotations:",
    "    example.com/note: plain",
  ];
}

function pairs(values: Readonly<Record<string, string>>, indent: number): string[] {
  return Object.entries(values).map(([key, value]) => `${" ".repeat(indent)}${key}: ${value}`);
}
