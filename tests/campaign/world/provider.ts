import type { ServiceAssignment, ServiceProvider } from '../../../src/catalog/service-provider.js';
import type { ProviderState } from '../stories/story.js';

export const serviceId = 'standard';
export const providerId = 'desktops';

/** A service of the portal that can fail, before or after it took effect, be silent or be gone. */
export class Desktops implements ServiceProvider {
  readonly id = providerId;
  readonly name = 'Virtual desktops';
  /** User ids of those who have one. */
  readonly held = new Set<string>();
  /** Those who had one that no publish gave. */
  readonly foreign = new Set<string>();
  state: ProviderState = 'works';
  readonly #onTaken: (userId: string) => void;

  /** @param onTaken - told of whom one is taken that no publish gave */
  constructor(onTaken: (userId: string) => void) {
    this.#onTaken = onTaken;
  }

  async list() {
    return [{ id: serviceId, name: 'Standard desktop', kind: 'virtual desktop', options: [] }];
  }

  async read(userIds: readonly string[]) {
    if (this.state === 'silent') throw new Error('Nobody answers.');
    return userIds.filter((userId) => this.held.has(userId)).map((userId) => ({ userId, serviceId }));
  }

  async assign({ userId }: ServiceAssignment) {
    this.#act(() => this.held.add(userId));
  }

  async unassign({ userId }: ServiceAssignment) {
    this.#act(() => {
      if (this.foreign.has(userId) && this.held.has(userId)) this.#onTaken(userId);
      this.held.delete(userId);
    });
  }

  #act(act: () => void): void {
    if (this.state === 'fails') throw new Error('No desktop is free.');
    act();
    if (this.state !== 'works') throw new Error('The answer was lost.');
  }
}
