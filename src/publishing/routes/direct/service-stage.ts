import { toServiceError } from '../../../catalog/catalog.js';
import { readHeldServices, type HeldService } from '../../../catalog/held-services.js';
import type { ServiceProvider } from '../../../catalog/service-provider.js';
import { ProvisioningError, toProvisioningError } from '../../../model/errors.js';
import { toService } from '../../../model/holding/entitlement.js';
import { userHolder } from '../../../model/holding/holder.js';
import type { Carrying } from '../../loop/carrying.js';
import { endsPublish, isSessionError } from '../../loop/early-stop.js';
import type { SendOptions, Sent, Unit } from '../../loop/send.js';
import type { Comparison, StageRules } from '../../loop/stage.js';
import { heldKey } from '../../review/read/recent-writes.js';
import type { StepItem } from '../step-item.js';

type Item = StepItem<'give-service'> | StepItem<'take-service'>;

/** How long to wait, in milliseconds, before a provider is asked for the same again whose answer says nothing. */
const againMs = [5_000, 5_000] as const;

/** Gives and takes services, which their providers write one by one, some people at a time. */
export function createServiceRules(carrying: Carrying): StageRules<Item, Unit<Item>> {
  return {
    portion: 20,
    againMs,
    looksOnce: true,
    look: (items) => lookAtServices(carrying, items, true),
    toUnits: (items) => items.map((item) => ({ items: [item] })),
    claimOf(item) {
      const services = [toService(item.step.service)];
      const isGiven = item.step.kind === 'give-service';
      return {
        holder: userHolder(item.change.userId),
        step: item.step.kind,
        gives: isGiven ? services : [],
        takes: isGiven ? [] : services,
      };
    },
    send: (units, options) => sendToProviders(carrying, units, options),
  };
}

/** @param waits - until what was given a moment ago and is to be taken shows: a provider that does not find it takes nothing */
async function lookAtServices(
  carrying: Carrying,
  items: readonly Item[],
  waits = false,
): Promise<((item: Item) => Comparison<Item>) | undefined> {
  const { providers, recent, recorder } = carrying.parts;
  const userIds = [...new Set(items.map(({ change }) => change.userId))];
  const services = items.map(({ step }) => step.service);
  const held = await carrying.look((options) => readHeldServices(providers, userIds, services, options));
  if (!held) return undefined;
  const toKeys = (services: readonly HeldService[]) => new Set(services.map(heldKey));
  const read = toKeys(held.services);
  const shown = toKeys(recent.showOnServices(held.services));
  const isYetToShow = ({ change, step }: Item): boolean => {
    const key = heldKey({ userId: change.userId, ...step.service });
    const isSilent = held.silentProviders.has(step.service.providerId);
    return step.kind === 'take-service' && !isSilent && shown.has(key) && !read.has(key);
  };
  if (waits && !carrying.stopped && items.some(isYetToShow)) {
    await carrying.sleep(5_000);
    return lookAtServices(carrying, items, waits);
  }
  return (item) => {
    const { service, kind } = item.step;
    if (held.silentProviders.has(service.providerId))
      return { status: 'unreadable', error: createSilent(item) };
    // What this publish writes itself is newer than what was confirmed before.
    const present = recorder.hasClaimed(userHolder(item.change.userId), kind) ? read : shown;
    const key = heldKey({ userId: item.change.userId, ...service });
    const isDone = present.has(key) === (kind === 'give-service');
    return isDone ? { status: 'done' } : { status: 'todo', item };
  };
}

async function* sendToProviders<U extends Unit<Item>>(
  carrying: Carrying,
  units: Iterable<U>,
  { signal, onSending }: SendOptions<U>,
): AsyncGenerator<Sent<U>, void> {
  const writes = [...units];
  try {
    await onSending(writes);
  } catch (thrown) {
    const error = toProvisioningError(thrown);
    for (const write of writes) yield { write, ok: false, error };
    return;
  }
  if (signal.aborted) return;
  yield* await Promise.all(
    writes.map(async (write): Promise<Sent<U>> => {
      const error = await writeService(carrying, write.items[0]!);
      return error ? { write, ok: false, error } : { write, ok: true };
    }),
  );
}

/** What went wrong; undefined when it is done. What a portal's own code throws says little of what came of it: it is looked at. */
async function writeService(carrying: Carrying, item: Item): Promise<ProvisioningError | undefined> {
  try {
    const provider = carrying.parts.providers.get(item.step.service.providerId);
    if (!provider) return createSilent(item);
    await act(provider, item, carrying);
    return undefined;
  } catch (thrown) {
    const error = toServiceError(thrown);
    if (isSessionError(error)) return error;
    if (endsPublish(error)) carrying.stop(error);
    const { status } = (await lookAtServices(carrying, [item]))?.(item) ?? { status: 'unreadable' };
    if (status === 'done') return undefined;
    return status === 'unreadable' ? createSilent(item).with({ open: true }) : error;
  }
}

function act(provider: ServiceProvider, { change, step }: Item, { parts }: Carrying): Promise<void> {
  const { providerId: _provider, ...service } = step.service;
  const assignment = { userId: change.userId, ...service };
  const options = { subject: parts.subject };
  return step.kind === 'give-service'
    ? provider.assign(assignment, options)
    : provider.unassign(assignment, options);
}

function createSilent({ step }: Item): ProvisioningError {
  const { providerId } = step.service;
  return new ProvisioningError(
    'service-failed',
    `The provider of the services of ${providerId} does not respond; nothing was changed.`,
  );
}
