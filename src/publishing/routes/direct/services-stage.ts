import { toServiceError } from '../catalog/catalog.js';
import type { ServiceProvider } from '../catalog/service-provider.js';
import { ProvisioningError, toProvisioningError } from '../model/errors.js';
import { serviceKey, type WorkspaceService } from '../model/workspace.js';
import type { ApplyContext, ApplyOptions } from './apply-context.js';
import { isSessionError, type Doom } from './doom.js';
import type { JournalWriter } from './journal-writer.js';
import type { RecordedChange } from './journal.js';

/** How many users' services are assigned at a time. */
const usersAtOnce = 20;

/** What came of one user's services. */
export interface ServicesOutcome {
  readonly change: RecordedChange;
  /** Service keys. */
  readonly given: readonly string[];
  readonly taken: readonly string[];
  readonly error?: ProvisioningError;
  /** Why nothing more was tried. */
  readonly stopped?: 'cancelled' | 'stopped-early';
}

/**
 * Takes and gives the services of these users through their providers, several users at a time, each user's in order.
 *
 * @throws {ProvisioningError} `storage-full`, `storage-unavailable`, after everybody was accounted for
 */
export async function* applyServices(
  context: ApplyContext,
  changes: readonly RecordedChange[],
  writer: JournalWriter,
  doom: Doom,
  options: ApplyOptions,
): AsyncGenerator<ServicesOutcome, void> {
  const pauses = new Pauses(options);
  let failure: ProvisioningError | undefined;
  for (let at = 0; at < changes.length; at += usersAtOnce) {
    const group = changes.slice(at, at + usersAtOnce);
    const going = group.filter((change) => !options.signal?.aborted && !doom.hits(change));
    let journalError: ProvisioningError | undefined;
    try {
      await writer.intend(
        'services',
        going.map((change) => change.userId),
      );
    } catch (thrown) {
      journalError = toProvisioningError(thrown);
      doom.stopEverything();
    }
    yield* await Promise.all(
      group.map(async (change): Promise<ServicesOutcome> => {
        if (!journalError && going.includes(change)) return applyUser(context, change, pauses, doom, options);
        const stopped = options.signal?.aborted ? 'cancelled' : 'stopped-early';
        return { change, given: [], taken: [], stopped };
      }),
    );
    failure ??= journalError;
  }
  if (failure) throw failure;
}

async function applyUser(
  { providers }: ApplyContext,
  change: RecordedChange,
  pauses: Pauses,
  doom: Doom,
  { signal }: ApplyOptions,
): Promise<ServicesOutcome> {
  const given: string[] = [];
  const taken: string[] = [];
  const { userId } = change;
  const call = signal ? { signal } : {};
  const steps = [
    ...change.removeServices.map((service) => ({
      done: taken,
      service,
      act: (provider: ServiceProvider) => provider.unassign({ userId, ...toAssignment(service) }, call),
    })),
    ...change.addServices.map((service) => ({
      done: given,
      service,
      act: (provider: ServiceProvider) => provider.assign({ userId, ...toAssignment(service) }, call),
    })),
  ];
  for (const { done, service, act } of steps) {
    for (;;) {
      if (signal?.aborted) return { change, given, taken, stopped: 'cancelled' };
      try {
        const provider = providers.get(service.providerId);
        if (!provider)
          throw new ProvisioningError('service-failed', `Nobody provides ${service.providerId}.`);
        await act(provider);
        done.push(serviceKey(service));
        break;
      } catch (thrown) {
        const error = toServiceError(thrown);
        if (error.code === 'cancelled') return { change, given, taken, stopped: 'cancelled' };
        if (isSessionError(error) && (await pauses.wait(error))) continue;
        if (isSessionError(error)) doom.stopEverything();
        doom.note(change, error);
        return { change, given, taken, error };
      }
    }
  }
  return { change, given, taken };
}

function toAssignment({
  serviceId,
  optionId,
  assignmentId,
}: WorkspaceService & { readonly assignmentId?: string }) {
  return {
    serviceId,
    ...(optionId === undefined ? {} : { optionId }),
    ...(assignmentId === undefined ? {} : { assignmentId }),
  };
}

/** Users who meet the end of the session together wait for one sign-in. */
class Pauses {
  readonly #options: ApplyOptions;
  #current: Promise<boolean> | undefined;

  constructor(options: ApplyOptions) {
    this.#options = options;
  }

  async wait(error: ProvisioningError): Promise<boolean> {
    this.#current ??= (this.#options.onPaused?.(error) ?? Promise.resolve(false)).finally(() => {
      this.#current = undefined;
    });
    return this.#current;
  }
}
