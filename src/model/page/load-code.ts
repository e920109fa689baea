import { ProvisioningError } from '../errors.js';

/** How often code at an address did not arrive, and what arrived at last. */
const attempts = new Map<string, { failed: number; arrived?: Promise<unknown> }>();

/**
 * Loads code that is needed now. Asked for again after it did not arrive, it is fetched again: by itself where the browser
 * forgets a failed `import()`, as HTML wants it since 2026, else from the same address with a query. A file that it imports
 * in its turn and that failed stays failed in such a browser until the page is reloaded.
 *
 * @throws {ProvisioningError} `code-not-loaded`
 */
export async function loadCode<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (thrown) {
    const address = thrown instanceof Error ? /https?:\/\/\S+$/.exec(thrown.message)?.[0] : undefined;
    if (!address) throw toCodeError(thrown);
    return (await fetchAgain(address, thrown)) as T;
  }
}

async function fetchAgain(address: string, thrown: unknown): Promise<unknown> {
  const attempt = attempts.get(address) ?? { failed: 0 };
  attempts.set(address, attempt);
  if (attempt.failed === 0) {
    attempt.failed = 1;
    throw toCodeError(thrown);
  }
  const url = new URL(address);
  url.searchParams.set('again', String(attempt.failed));
  attempt.arrived ??= import(/* @vite-ignore */ /* webpackIgnore: true */ url.href);
  try {
    return await attempt.arrived;
  } catch (cause) {
    attempt.failed += 1;
    delete attempt.arrived;
    throw toCodeError(cause);
  }
}

function toCodeError(cause: unknown): ProvisioningError {
  return new ProvisioningError('code-not-loaded', 'A file of the page did not arrive.', {
    cause,
    retryable: true,
  });
}
