// A workspace of many manifests: applications that each have a Deployment, a claim, a Service and a ConfigMap in files of their own.

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** @param applications four documents each */
export function generatedWorkspace(applications: number): GeneratedFile[] {
  return Array.from({ length: applications }, (_, index) => application(index)).flat();
}

function application(index: number): GeneratedFile[] {
  const name = `app-${index}`;
  const folder = `team-${index % 10}/${name}`;
  return [
    { path: `${folder}/deployment.yaml`, text: deployment(name) },
    { path: `${folder}/claim.yaml`, text: claim(name, "ReadWriteOnce") },
    {
      path: `${folder}/service.yaml`,
      text: `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    app: ${name}\n  ports:\n    - port: 80\n`,
    },
    {
      path: `${folder}/config.yaml`,
      text: `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  key: value\n`,
    },
  ];
}

export function claim(name: string, mode: string): string {
  return `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${name}-data\nspec:\n  accessModes:\n    - ${mode}\n  resources:\n    requests:\n      storage: 1Gi\n`;
}

export function autoscaler(name: string): string {
  return `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: ${name}\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: ${name}\n  maxReplicas: 3\n`;
}

export function deployment(name: string, claimName = `${name}-data`): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: main
          image: registry.example/${name}:1
          env:
            - name: GREETING
              value: hello
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: ${claimName}
`;
}

/** A CronJob `backup` that mounts a claim. */
export function backup(claimName: string, image = "registry.example/dump:1"): string {
  return `apiVersion: batch/v1
kind: CronJob
metadata: {name: backup}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: dump, image: ${image}, volumeMounts: [{name: data, mountPath: /data}]}]
          volumes: [{name: data, persistentVolumeClaim: {claimName: ${claimName}}}]
`;
}
