import { toServiceError } from '../../../catalog/catalog.js';
import { readHeldServices } from '../../../catalog/held-services.js';
import type { HeldService } from '../../../catalog/held-services.js';
import type { ServiceProvider } from '../../../catalog/service-provider.js';
import { toService } from '../../../model/entitlement.js';
import { ProvisioningError } from '../../../model/errors.js';
import type { ServiceRemoval } from '../../../model/step.js';
import type { Claim } from '../../../store/journal/journal-entry.js';
import type { Carrying } from '../../loop/carrying.js';
import { Doom, endsPublish, isSessionError } from '../../loop/doom.js';
import type { StageEnd, StepEnd } from '../../loop/stage.js';
import { userHolder, type StepItem } from '../step-item.js';

type Item = StepItem<'give-service'> | StepItem<'take-service'>;

/** How many people's services are written at a time. */
const peopleAtOnce = 20;

/** How often a provider is asked for the same again whose answer says nothing. */
const triesAtMost = 3;

/**
 * The loop for services, which their providers write one by one: looks who has them, claims, writes, and settles it by the
 * provider's answer or by looking again.
 */
export async function* runServices(
  carrying: Carrying,
  items: readonly Item[],
): AsyncGenerator<StageEnd<Item>, void> {
  const doom = new Doom();
  for (let at = 0; at < items.length; at += peopleAtOnce) {
    const portion = items.slice(at, at + peopleAtOnce);
    const held = carrying.stopped ? undefined : await lookAtServices(carrying, portion);
    const todo: Item[] = [];
    for (const item of portion)
      if (!held || doom.hits([]))
        yield { item, end: { status: 'not-sent', reason: carrying.stopped ?? 'stopped-early' } };
      else {
        const isDone = held(item);
        if (isDone === undefined) yield { item, end: { status: 'failed', error: createSilent(item) } };
        else if (isDone) yield { item, end: { status: 'done', wrote: false } };
        else todo.push(item);
      }
    if (todo.length > 0) await carrying.record((recorder) => recorder.claim(todo.map(toClaim)));
    const ends = await Promise.all(
      todo.map(async (item) => ({ item, end: await writeService(carrying, item, doom) })),
    );
    for (const { item, end } of ends) {
      await carrying.record((recorder) => recorder.settle(toSettlement(toClaim(item), end)));
      yield { item, end };
    }
  }
}

/** Whether each is as it is to be; undefined where nobody can tell. */
async function lookAtServices(
  carrying: Carrying,
  items: readonly Item[],
): Promise<((item: Item) => boolean | undefined) | undefined> {
  const { providers, recent, recorder } = carrying.parts;
  const userIds = [...new Set(items.map(({ change }) => change.userId))];
  const held = await carrying.look((options) =>
    readHeldServices(
      providers,
      userIds,
      items.map(({ step }) => step.service),
      options,
    ),
  );
  if (!held) return undefined;
  const toKey = (userId: string, { providerId, serviceId, optionId }: ServiceRemoval): string =>
    JSON.stringify([userId, providerId, serviceId, optionId ?? null]);
  const toKeys = (services: readonly HeldService[]) =>
    new Set(services.map((service) => toKey(service.userId, service)));
  const read = toKeys(held.services);
  const shown = toKeys(recent.showOnServices(held.services));
  return (item) => {
    const { service, kind } = item.step;
    if (held.silentProviders.has(service.providerId)) return undefined;
    // What this publish writes itself is newer than what was confirmed before.
    const present = recorder.hasClaimed(userHolder(item), kind) ? read : shown;
    return present.has(toKey(item.change.userId, service)) === (kind === 'give-service');
  };
}

async function writeService(carrying: Carrying, item: Item, doom: Doom): Promise<StepEnd> {
  const provider = carrying.parts.providers.get(item.step.service.providerId);
  if (!provider) return { status: 'failed', error: createSilent(item) };
  for (let tries = 1; ;) {
    if (carrying.stopped) return { status: 'not-sent', reason: carrying.stopped };
    try {
      await act(provider, item, carrying);
      doom.noteDone();
      return { status: 'done', wrote: true };
    } catch (thrown) {
      const error = toServiceError(thrown);
      if (isSessionError(error)) {
        if (await carrying.pause(error)) continue;
        carrying.stop(error);
        return { status: 'not-sent', reason: 'stopped-early' };
      }
      if (endsPublish(error)) carrying.stop(error);
      // What a portal's own code throws says little of what came of it.
      const isDone = (await lookAtServices(carrying, [item]))?.(item);
      if (isDone) return { status: 'done', wrote: true };
      if (isDone === undefined) return { status: 'open', reason: 'unanswered' };
      if (error.code === 'cancelled') return { status: 'not-sent', reason: carrying.stopped ?? 'cancelled' };
      if (!error.open || tries === triesAtMost) {
        doom.noteFailed(error, []);
        return error.open ? { status: 'open', reason: 'unanswered' } : { status: 'failed', error };
      }
      tries += 1;
      await carrying.sleep(5_000);
    }
  }
}

function act(provider: ServiceProvider, { change, step }: Item, { parts }: Carrying): Promise<void> {
  const { serviceId, optionId, assignmentId } = step.service as ServiceRemoval;
  const assignment = {
    userId: change.userId,
    serviceId,
    ...(optionId === undefined ? {} : { optionId }),
    ...(assignmentId === undefined ? {} : { assignmentId }),
  };
  const options = { subject: parts.subject };
  return step.kind === 'give-service'
    ? provider.assign(assignment, options)
    : provider.unassign(assignment, options);
}

function toClaim(item: Item): Claim {
  const service = toService(item.step.service);
  const isGiven = item.step.kind === 'give-service';
  return {
    holder: userHolder(item),
    step: item.step.kind,
    gives: isGiven ? [service] : [],
    takes: isGiven ? [] : [service],
  };
}

function toSettlement(claim: Claim, { status }: StepEnd) {
  const { gives, takes } = claim;
  return {
    ...claim,
    given: status === 'done' ? gives : [],
    taken: status === 'done' ? takes : [],
    open: status === 'open' ? [...gives, ...takes] : [],
  };
}

function createSilent({ step }: Item): ProvisioningError {
  const { providerId } = step.service;
  return new ProvisioningError(
    'service-failed',
    `Nobody says who has the services of ${providerId}; nothing was changed.`,
  );
}
