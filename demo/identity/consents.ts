/** What has been consented to, by each person and for the whole tenant, until the process ends. */
export class Consents {
  readonly #byHolder = new Map<string, Set<string>>();

  /** Full scopes that the client may use in the person's name. */
  list(clientId: string, personId: string): string[] {
    return [...this.#of(clientId, personId), ...this.#of(clientId, 'tenant')];
  }

  has(clientId: string, personId: string, scope: string): boolean {
    return this.#of(clientId, personId).has(scope) || this.#of(clientId, 'tenant').has(scope);
  }

  add(clientId: string, holder: string | { readonly tenant: true }, scopes: Iterable<string>): void {
    const held = this.#of(clientId, typeof holder === 'string' ? holder : 'tenant');
    for (const scope of scopes) held.add(scope);
  }

  forget(): void {
    this.#byHolder.clear();
  }

  #of(clientId: string, holder: string): Set<string> {
    const key = `${clientId} ${holder}`;
    const held = this.#byHolder.get(key) ?? new Set<string>();
    this.#byHolder.set(key, held);
    return held;
  }
}
