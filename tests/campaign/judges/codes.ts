import { toProvisioningError, type ProvisioningError } from '../../../src/model/errors.js';
import type { PublishState } from '../../../src/publishing/publish-run.js';
import type { CampaignWorld } from '../world/world.js';

/** Nothing ends in a way that nobody thought of. */
export function judgeCode({ faults }: CampaignWorld, what: string, thrown: unknown): void {
  const error = toProvisioningError(thrown);
  if (error.code === 'unexpected') faults.add('codes', `${what} ended as unexpected: ${describe(error)}`);
}

export function judgeCodes(world: CampaignWorld, { error, results }: PublishState): void {
  if (error) judgeCode(world, 'a publish', error);
  for (const result of results.values())
    if (result.status === 'failed')
      judgeCode(world, `the result of ${world.names.person(result.userId)}`, result.error);
}

function describe({ message, cause }: ProvisioningError): string {
  return cause instanceof Error ? (cause.stack ?? message) : message;
}
