import type { CampaignWorld } from '../world/world.js';
import type { SeenWrite } from '../world/writes.js';

/** A claim is good for this long, in milliseconds. */
const claimMs = 30_000;

/** Nothing is written without a claim on record that is younger than 30 s, for each holder. */
export function judgeClaim({ claims, faults, names }: CampaignWorld, { step, ids }: SeenWrite): void {
  for (const id of ids) {
    const holder = step === 'group' ? `group:${id}` : `user:${id}`;
    const age = claims.ageOf(holder, step === 'group' ? 'write-licenses' : step);
    const who = step === 'group' ? `the group ${id}` : names.person(id);
    if (age === undefined) faults.add('claims', `${step} for ${who} left without a claim on record`);
    else if (age >= claimMs) faults.add('claims', `${step} for ${who} left under a claim of ${age} ms ago`);
  }
}
