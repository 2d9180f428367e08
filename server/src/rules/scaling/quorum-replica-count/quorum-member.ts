// Whether the Pods of a workload are members that decide by majority, by the image and how it is started.
import { imageName, storeImage, storeText } from "../../../guidance/known-images";
import { type Container, containers, type Workload } from "../../../kubernetes/workload";
import { asScalar, child, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";

export interface QuorumMember {
  /** As messages name it. */
  readonly image: string;
  /** The value of `image`. */
  readonly node: Node;
}

export function quorumMember(workload: Workload): QuorumMember | undefined {
  for (const container of containers(workload)) {
    const node = child(container.node, "image");
    const image = imageName(container.image);
    const product = storeImage(image)?.product;
    if (container.init || !node || product === undefined || !decides[product]?.(container)) continue;
    return { image: storeText(image), node };
  }
  return undefined;
}

/** Some of these programs only form such a group when they are told to. */
const decides: Readonly<Record<string, (container: Container) => boolean>> = {
  etcd: () => true,
  zookeeper: () => true,
  rabbitmq: () => true,
  consul: (container) => says(container, /(?:^|\s)-{1,2}(?:server|bootstrap-expect)\b/),
  nats: (container) => says(container, /(?:^|\s)--?(?:js|jetstream|cluster)\b/),
  mongo: (container) => says(container, /--replSet\b/) || sets(container, /^MONGODB_REPLICA_SET_/),
  kafka: (container) => sets(container, /^KAFKA_(?:CFG_)?PROCESS_ROLES$/, /\bcontroller\b/),
};

/** More of a word than this is not looked through. */
const LONGEST = 10_000;

function says({ node }: Container, pattern: RegExp): boolean {
  return [...itemsOf(child(node, "command")), ...itemsOf(child(node, "args"))].some((word) =>
    pattern.test((asScalar(word)?.text ?? "").slice(0, LONGEST)),
  );
}

function sets({ node }: Container, name: RegExp, value = /(?:)/): boolean {
  return itemsOf(child(node, "env")).some(
    (variable) =>
      name.test(stringAt(variable, "name") ?? "") && value.test((stringAt(variable, "value") ?? "").slice(0, LONGEST)),
  );
}
