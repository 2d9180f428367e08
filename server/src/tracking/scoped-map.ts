// Values by two words: where something holds, and what it is called there.

/**
 * There are few places and many names: a table for each place takes half the room that one table takes whose keys are both
 * words together, each key being a string of its own.
 */
export class ScopedMap<V> {
  readonly #scopes = new Map<string, Map<string, V>>();

  get(scope: string, name: string): V | undefined {
    return this.#scopes.get(scope)?.get(name);
  }

  set(scope: string, name: string, value: V): void {
    const known = this.#scopes.get(scope);
    if (known) known.set(name, value);
    else this.#scopes.set(scope, new Map([[name, value]]));
  }

  delete(scope: string, name: string): void {
    const known = this.#scopes.get(scope);
    known?.delete(name);
    if (known?.size === 0) this.#scopes.delete(scope);
  }
}
