// The configuration that holds for files on the disk: that of the workspace's files, and what the command line says on top.
import type { Configurations } from "../analysis/configurations";
import { WorkspaceConfigurations } from "../analysis/workspace-configurations";
import type { KubernetesVersion } from "../config/assumptions";
import type { ConfigurationProblem } from "../config/configuration-problems";
import type { EffectiveConfiguration } from "../config/effective";
import { defaultSettings } from "../config/settings";
import type { Workspace } from "../workspace/workspace";

export interface DiskConfigurationsOptions {
  readonly workspace: Workspace;
  readonly knownRules: ReadonlySet<string>;
  /** The file of `--config`, as the workspace knows it. */
  readonly configurationPath: string | undefined;
  /** Of `--kubernetes-version`: it counts more than what a file says. */
  readonly kubernetesVersion: KubernetesVersion | undefined;
  /** Folder in which nothing else will be applied. */
  readonly closedPath: string;
  readonly today: () => string;
}

export class DiskConfigurations implements Configurations {
  readonly #files: WorkspaceConfigurations;
  readonly #options: DiskConfigurationsOptions;
  readonly #effective = new WeakMap<EffectiveConfiguration, EffectiveConfiguration>();

  constructor(options: DiskConfigurationsOptions) {
    this.#options = options;
    this.#files = new WorkspaceConfigurations(options.workspace, options.knownRules, options.today);
    this.#files.settings = { ...defaultSettings, configurationPath: options.configurationPath ?? "" };
  }

  fileFor(path: string): string | undefined {
    return this.#files.fileFor(path);
  }

  get offersToIgnore(): boolean {
    return this.#files.offersToIgnore;
  }

  get newResources(): "sameFile" | "sameFolder" {
    return this.#files.newResources;
  }

  get today(): string {
    return this.#files.today;
  }

  takeChanged(changes: ReadonlySet<string>): boolean {
    return this.#files.takeChanged(changes);
  }

  problems(path: string): readonly ConfigurationProblem[] {
    return this.#files.problems(path);
  }

  /** Does the configuration leave a whole file out, whatever is in it? */
  leavesOut(path: string): boolean {
    return this.#files.leavesOut(path);
  }

  effective(path: string): EffectiveConfiguration {
    const effective = this.#files.effective(path);
    const known = this.#effective.get(effective) ?? this.#withOptions(effective, path);
    this.#effective.set(effective, known);
    return known;
  }

  #withOptions(effective: EffectiveConfiguration, path: string): EffectiveConfiguration {
    const { kubernetesVersion, closedPath } = this.#options;
    const { assumptions, loudness } = effective;
    return {
      loudness,
      severityOf: (rule, severity, marked) => effective.severityOf(rule, severity, marked),
      leavesOut: (today) => effective.leavesOut(today),
      ignores: (object, rule, today) => effective.ignores(object, rule, today),
      assumptions: {
        ...assumptions,
        kubernetesVersion: kubernetesVersion ?? assumptions.kubernetesVersion,
        closed: assumptions.closed || path === closedPath,
      },
    };
  }
}
