// The programs that are known to run until somebody ends them.
import { imageName } from "../../../guidance/known-images";
import type { Container } from "../../../kubernetes/workload";
import { asScalar, child, itemsOf } from "../../../yaml/navigate";

interface Program {
  readonly product: string;
  /** Of the image's path, in lower case and without tag. */
  readonly path: RegExp;
}

const programs: readonly Program[] = [
  { product: "Cloud SQL proxy", path: /(?:^|\/)(?:cloud-?sql-proxy|gce-proxy)$/ },
  { product: "Istio proxy", path: /(?:^|\/)(?:proxyv2|istio-proxy)(?:-(?:debug|distroless))?$/ },
  { product: "Linkerd proxy", path: /(?:^|\/)(?:linkerd(?:-io)?\/proxy|linkerd-proxy)$/ },
  { product: "Envoy", path: /(?:^|\/)envoy(?:-(?:alpine|distroless|contrib|dev|debug)){0,2}$/ },
  { product: "Fluent Bit", path: /(?:^|\/)(?:fluent-?bit|aws-for-fluent-bit)$/ },
  {
    product: "OpenTelemetry collector",
    path: /(?:^|\/)(?:opentelemetry-collector|otelcol|otel-collector|aws-otel-collector)(?:-(?:contrib|k8s|core|dev)){0,2}$/,
  },
  { product: "Vault agent", path: /(?:^|\/)vault-agent$/ },
];

/** What the container runs, if it is known to run for ever; undefined for anything else, and where a shell decides. */
export function longRunner({ image, node }: Container): string | undefined {
  const words = [...itemsOf(child(node, "command")), ...itemsOf(child(node, "args"))].map(
    (word) => asScalar(word)?.text ?? "",
  );
  const [program = ""] = words;
  const isShell =
    child(node, "command") !== undefined && /(?:^|\/)(?:ba|da|a|z)?sh$|tini|dumb-init|timeout/.test(program);
  // A validation, a question about the version, a directory for somebody else.
  const isShort = words.some((word) =>
    /^-{1,2}(?:version|help|h|dry-run|dryrun|exit-after-auth)\b|^validate$/.test(word),
  );
  if (isShell || isShort) return undefined;
  const { path, name } = imageName(image);
  const known = programs.find((candidate) => candidate.path.test(path));
  if (known) return known.product;
  if (name === "vault") return words.includes("agent") ? "Vault agent" : undefined;
  const tag = /:([^/:@]*)(?:@|$)/.exec(image)?.[1] ?? "";
  return name === "dind" || (name === "docker" && /(?:^|-)dind(?:-|$)/.test(tag)) ? "Docker daemon" : undefined;
}
