import * as v from 'valibot';
import { ProvisioningError } from '../../model/errors.js';

/** How a versioned record is read: which versions, how older ones become the newest, and what the newest must look like. */
export interface RecordFormat<T> {
  /** What the record is called in refusals, e.g. "workspace". */
  readonly noun: string;
  /** The property that holds the version. */
  readonly versionKey: string;
  readonly version: number;
  readonly schema: v.GenericSchema<unknown, T>;
  /** `upgrades[n]` makes a record of version n one of version n + 1. Versions without one are too old to read. */
  readonly upgrades: Readonly<Record<number, (record: Readonly<Record<string, unknown>>) => unknown>>;
}

/**
 * Reads a record that comes from outside: upgrades it, checks it and returns a fresh value with known properties only.
 *
 * @throws {ProvisioningError} `record-newer` when a later version of this library wrote it, `record-unreadable` otherwise
 */
export function readRecord<T>(format: RecordFormat<T>, record: unknown): T {
  const { noun, version, schema } = format;
  let current = record;
  for (let at = readVersion(format, current); at < version; at += 1) {
    const upgrade = format.upgrades[at];
    if (!upgrade || !isObject(current)) throw unreadable(noun, `version ${at} is not supported any more`);
    current = upgradeOnce(noun, upgrade, current);
  }
  const result = v.safeParse(schema, current, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = (v.getDotPath(issue) ?? '').slice(0, 120);
  throw unreadable(noun, `"${path}" is not right (${issue.type.replaceAll('_', ' ')})`);
}

function readVersion({ noun, versionKey, version }: RecordFormat<unknown>, record: unknown): number {
  const found = isObject(record) ? record[versionKey] : undefined;
  if (typeof found !== 'number' || !Number.isInteger(found) || found < 0)
    throw unreadable(noun, `it has no "${versionKey}"`);
  if (found > version)
    throw new ProvisioningError(
      'record-newer',
      `This ${noun} was written by a newer version (${found}; this one reads up to ${version}).`,
    );
  return found;
}

function upgradeOnce(
  noun: string,
  upgrade: (record: Readonly<Record<string, unknown>>) => unknown,
  record: Readonly<Record<string, unknown>>,
): unknown {
  try {
    return upgrade(record);
  } catch (thrown) {
    throw unreadable(noun, 'it could not be upgraded', thrown);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(noun: string, why: string, cause?: unknown): ProvisioningError {
  return new ProvisioningError('record-unreadable', `This is not a readable ${noun}: ${why}.`, { cause });
}
