import { ProvisioningError, type ErrorCode } from '../../model/errors.js';

/** What a store did otherwise than it must. */
class ContractError extends Error {
  override readonly name = 'ContractError';
}

export function expectTrue(holds: boolean, what: string): void {
  if (!holds) throw new ContractError(what);
}

/** Expects the same values, whatever the order of properties. */
export function expectSame(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [toText(actual), toText(expected)];
  if (found !== wanted) throw new ContractError(`${what}: expected ${wanted}, but it is ${found}`);
}

/** Expects that a call is refused with one of these codes. */
export async function expectRefused(
  call: Promise<unknown>,
  codes: ErrorCode | readonly ErrorCode[],
  what: string,
): Promise<void> {
  const wanted = [codes].flat();
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown === undefined)
    throw new ContractError(`${what}: expected ${wanted.join(' or ')}, but it succeeded`);
  if (!(thrown instanceof ProvisioningError))
    throw new ContractError(`${what}: expected a ProvisioningError, but it is another error`, {
      cause: thrown,
    });
  if (!wanted.includes(thrown.code))
    throw new ContractError(
      `${what}: expected ${wanted.join(' or ')}, but it is ${thrown.code} (${thrown.message})`,
    );
}

/** What must be there. */
export function expectFound<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new ContractError(`${what}: expected it, but it is not there`);
  return value;
}

function toText(value: unknown): string {
  return (
    JSON.stringify(value, (_key, each: unknown) =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    ) ?? 'undefined'
  );
}
