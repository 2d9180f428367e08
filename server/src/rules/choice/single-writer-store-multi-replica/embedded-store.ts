// A file in which a program keeps its data by itself: SQLite, H2, Bolt, RocksDB.
import type { ContainerProfile, Mount, PodProfile, Volume } from "../../../guidance/pod-profile";
import type { Node } from "../../../yaml/tree";

export interface EmbeddedStore {
  /** As a sentence begins. */
  readonly product: string;
  readonly path: string;
  /** The value that names it. */
  readonly node: Node;
  readonly volume: Volume;
  /** Do all Pods have one and the same volume? */
  readonly shared: boolean;
}

interface Pattern {
  readonly product: string;
  /** The first group is the path. */
  readonly pattern: RegExp;
  /** What the path must look like where nothing before it says what it is. */
  readonly only?: RegExp;
}

/** A file name ends where a query, a quote or a blank begins. */
const PATH = "(/[^\\s?;,\"'`|&<>()]{1,255})";

const ALONE = `(?:^|[\\s="':])${PATH}(?=$|[\\s?;,"'])`;

const patterns: readonly Pattern[] = [
  { product: "SQLite", pattern: new RegExp(`\\bsqlite3?(?:\\+\\w{1,32})?:(?://)?/{0,2}${PATH}`, "gi") },
  { product: "H2", pattern: new RegExp(`\\bjdbc:h2:(?:file:)?${PATH}`, "gi") },
  { product: "RocksDB", pattern: new RegExp(`rocksdb[^\\s=]{0,64}(?:=|\\s+)${PATH}`, "gi") },
  { product: "Bolt", pattern: new RegExp(`bolt(?:db)?[^\\s=]{0,64}(?:=|\\s+)${PATH}`, "gi") },
  { product: "RocksDB", pattern: new RegExp(ALONE, "g"), only: /(?:^|[/_-])rocksdb(?:[/_-]|$)/i },
  { product: "Bolt", pattern: new RegExp(ALONE, "g"), only: /bolt[^/]*\.db$/i },
  { product: "H2", pattern: new RegExp(ALONE, "g"), only: /\.(?:mv|h2)\.db$/i },
  { product: "SQLite", pattern: new RegExp(ALONE, "g"), only: /\.(?:db3|sqlite|sqlite3)$/i },
  // Of whichever library: many call their files so.
  { product: "A database", pattern: new RegExp(ALONE, "g"), only: /\.db$/i },
];

/** What each Pod may well have a file of its own for. */
const FOR_EACH = /cache|tmp|temp|position|offset|cursor|index|buffer|queue|checkpoint|registry|geo/i;

/** The first that a main container names, on a volume that the Pods share or that each Pod has. */
export function embeddedStore(profile: PodProfile): EmbeddedStore | undefined {
  for (const container of profile.containers) {
    if (container.container.init && !container.container.sidecar) continue;
    for (const { name, text, node } of textsOf(container)) {
      const found = storeIn(name, text, container);
      if (!found || found.mount.readOnly || !found.mount.volume?.writable) continue;
      const { volume } = found.mount;
      const shared = sharing(volume);
      if (shared === undefined || (!shared && FOR_EACH.test(`${name} ${text}`))) continue;
      return { product: found.product, path: found.path, node, volume, shared };
    }
  }
  return undefined;
}

interface Text {
  /** Of the variable; empty for a word of the command. */
  readonly name: string;
  readonly text: string;
  readonly node: Node;
}

function textsOf({ variables, words }: ContainerProfile): Text[] {
  return [
    ...variables.flatMap(({ name, value, valueNode }) =>
      value !== undefined && valueNode ? [{ name, text: value, node: valueNode }] : [],
    ),
    ...words.map(({ text, node }) => ({ name: "", text, node })),
  ];
}

/** Texts are looked at as far as an argument is likely to be long. */
const LONGEST = 4096;

function storeIn(
  name: string,
  text: string,
  { mounts }: ContainerProfile,
): { readonly product: string; readonly path: string; readonly mount: Mount } | undefined {
  const line = `${name === "" ? "" : `${name}=`}${text.slice(0, LONGEST)}`;
  for (const { product, pattern, only } of patterns) {
    for (const [, path = ""] of line.matchAll(pattern)) {
      const mount = only && !only.test(path) ? undefined : mountOf(path, mounts);
      if (mount) return { product, path, mount };
    }
  }
  return undefined;
}

/** The innermost that holds the path. */
function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  return mounts
    .filter((mount) => path === mount.path || path.startsWith(`${mount.path === "/" ? "" : mount.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/** @returns undefined for what is no place to keep data in, or nobody knows */
function sharing({ type }: Volume): boolean | undefined {
  if (type === "claim" || type === "disk" || type === "network") return true;
  return type === "template" || type === "empty" ? false : undefined;
}
