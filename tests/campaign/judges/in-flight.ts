import type { CampaignWorld } from '../world/world.js';
import type { SeenWrite } from '../world/writes.js';

/** No two writes for one person, or one group's plans, are in flight at once. */
export class InFlight {
  readonly #world: CampaignWorld;
  readonly #now = new Map<string, string>();

  constructor(world: CampaignWorld) {
    this.#world = world;
  }

  /** @returns to be called when the request ended */
  begin(writes: readonly SeenWrite[]): () => void {
    const mine: string[] = [];
    for (const { step, ids, waits } of writes)
      for (const id of ids) {
        const other = this.#now.get(id);
        if (other !== undefined && !waits)
          this.#world.faults.add(
            'in-flight',
            `${step} for ${step === 'group' ? id : this.#world.names.person(id)} left while ${other} was under way`,
          );
        if (!this.#now.has(id)) mine.push(id);
        this.#now.set(id, step);
      }
    return () => mine.forEach((id) => this.#now.delete(id));
  }
}
