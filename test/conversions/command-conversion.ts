// The conversion of a Deployment that differs in its command.
import { Folder } from "../cli/command-line";

export interface CommandOptions {
  /** The variables of the container, in flow style. */
  readonly env?: string;
  /** Of the command line, behind the others. */
  readonly words?: readonly string[];
}

/** @param command of the one container that is no init container, in flow style */
export function convertedCommand(command: string, to: string, { env, words = [] }: CommandOptions = {}) {
  const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: sync}
spec:
  selector: {matchLabels: {app: sync}}
  template:
    metadata: {labels: {app: sync}}
    spec:
      initContainers: [{name: wait, image: busybox, command: [sh, -c, "while true; do sleep 1; done"]}]
      containers:
        - name: main
          image: registry.example/sync:1
          command: ${command}
${env === undefined ? "" : `          env: ${env}\n`}`;
  return new Folder({ "sync.yaml": text }).run(["convert", "sync.yaml", "--root", ".", "--to", to, ...words]);
}
