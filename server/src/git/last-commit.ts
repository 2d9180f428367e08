// What the last commit holds of a file. Nothing is executed, and whatever is not known for certain is not known at all.
import * as path from "node:path";
import { decoded } from "../disk/read-file";
import { Filters } from "./filters";
import { entriesOfTree, nameOf, type TreeEntry, treeOf } from "./git-object";
import { headOf } from "./head";
import { NotKnown } from "./not-known";
import { ObjectStore } from "./object-store";
import { type Repository, type RepositoryPlace, repositoryAt } from "./repository";

/** What is known of a repository while its HEAD stays. */
class Checkout {
  readonly head: string;
  readonly #objects: ObjectStore;
  readonly #filters: Filters;
  readonly #folders = new Map<string, ReadonlyMap<string, TreeEntry>>();

  constructor(repository: Repository) {
    this.head = headOf(repository);
    this.#filters = new Filters(repository);
    this.#objects = new ObjectStore(path.join(repository.commonFolder, "objects"));
  }

  get read(): number {
    return this.#objects.read;
  }

  /**
   * @param present what the file says now: where that is committed, the object need not be read
   * @returns undefined for a file that is not committed, or in another form
   */
  textOf(folders: readonly string[], name: string, present: string): string | undefined {
    const entry = this.#entriesOf(folders).get(name);
    if (!entry || !/^100\d{3}$/.test(entry.mode) || this.#filters.mayConcern(folders, name)) return undefined;
    if (nameOf({ type: "blob", bytes: Buffer.from(present) }) === entry.object) return present;
    const read = decoded(this.#objects.bytesOf(entry.object, "blob"));
    if (!("text" in read)) throw new NotKnown(read.message);
    return read.text;
  }

  #entriesOf(folders: readonly string[]): ReadonlyMap<string, TreeEntry> {
    const key = folders.join("/");
    let entries = this.#folders.get(key);
    if (!entries) {
      entries = entriesOfTree(this.#objects.bytesOf(this.#treeAt(folders), "tree"));
      this.#folders.set(key, entries);
    }
    return entries;
  }

  #treeAt(folders: readonly string[]): string {
    const name = folders.at(-1);
    if (name === undefined) return treeOf(this.#objects.bytesOf(this.head, "commit"));
    const entry = this.#entriesOf(folders.slice(0, -1)).get(name);
    if (entry?.mode !== "40000") throw new NotKnown(`${name} is no folder of the commit.`);
    return entry.object;
  }
}

export class LastCommit {
  readonly #places = new Map<string, RepositoryPlace | undefined>();
  /** By the folders of their working trees; undefined where there is no commit yet, or none that is understood. */
  readonly #checkouts = new Map<string, Checkout | undefined>();
  /** How many objects were read by what is forgotten. */
  #readBefore = 0;

  /** How many objects of repositories were read so far. */
  get read(): number {
    return [...this.#checkouts.values()].reduce((sum, checkout) => sum + (checkout?.read ?? 0), this.#readBefore);
  }

  /** The folders in which the HEADs of the repositories lie that were asked so far. */
  get gitFolders(): readonly string[] {
    return this.#repositories().map(({ gitFolder }) => gitFolder);
  }

  /**
   * The text of a file in the last commit of its repository.
   * @param file a native path
   * @param present what the file says now
   * @returns undefined where there is none, and where anything on the way to it is not known
   */
  textOf(file: string, present: string): string | undefined {
    // What lies on no disk has an address instead of a path.
    const place = path.isAbsolute(file) ? this.#placeOf(path.dirname(file)) : undefined;
    if (!place) return undefined;
    const read = () => this.#checkoutOf(place.repository)?.textOf(place.folders, path.basename(file), present);
    const found = known(() => ({ text: read() }));
    if (found) return found.text;
    // Packs come and go while nobody commits (`git gc`): what is known of them may be of before.
    this.#leave(place.repository);
    return known(read);
  }

  /** Has the HEAD of a repository moved since it was read? What was known is forgotten then. */
  moved(): boolean {
    const isSame = this.#repositories().every((repository) => {
      const checkout = this.#checkouts.get(repository.folder);
      return known(() => headOf(repository)) === checkout?.head;
    });
    if (!isSame) this.forget();
    return !isSame;
  }

  /** A repository may have come or gone. */
  forget(): void {
    for (const repository of this.#repositories()) this.#leave(repository);
    this.#places.clear();
  }

  #repositories(): Repository[] {
    const all = [...this.#places.values()].flatMap((place) => place?.repository ?? []);
    return [...new Map(all.map((repository) => [repository.folder, repository])).values()];
  }

  #leave({ folder }: Repository): void {
    this.#readBefore += this.#checkouts.get(folder)?.read ?? 0;
    this.#checkouts.delete(folder);
  }

  #placeOf(folder: string): RepositoryPlace | undefined {
    const place = this.#places.has(folder) ? this.#places.get(folder) : known(() => repositoryAt(folder));
    this.#places.set(folder, place);
    return place;
  }

  #checkoutOf(repository: Repository): Checkout | undefined {
    const { folder } = repository;
    const checkout = this.#checkouts.has(folder) ? this.#checkouts.get(folder) : known(() => new Checkout(repository));
    this.#checkouts.set(folder, checkout);
    return checkout;
  }
}

/** Whatever goes wrong on the way means one thing to who asks: it is not known. */
function known<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
